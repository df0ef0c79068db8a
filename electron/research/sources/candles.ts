import { barLength, BAR_INTERVALS, type Bar, type BarInterval } from '#shared/domain/bars';
import { barSessionOf, sessionOf } from '#shared/domain/calendar';
import type { Instrument, InstrumentId } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import { nearestPaise, qty, type EpochMs, type Paise } from '#shared/domain/units';
import { layCandles } from '../candle-tape';
import { historyOf } from '../past-bars';
import type { RecordedDay, Recording } from '../recording';
import { byDay } from './by-day';
import { equityOf, indexOf, isIndex, nearFutureOf } from './listings';
import { symbolInName } from './security';
import { firstOf, SourceError } from './source-error';
import { createStampReader, TIME_COLUMNS } from './stamps';
import { readTable, textTable, type Row, type Table } from './table';

/** Candles of one instrument, ascending. */
export interface Candles {
  readonly symbol: string;
  readonly interval: BarInterval;
  readonly bars: readonly Bar[];
  readonly hasVolume: boolean;
  readonly notes: readonly string[];
}

/**
 * Reads a candle file: `timestamp` (or `date`), open, high, low, close and perhaps volume, tradingsymbol. Times label the
 * beginning of a candle, prices are rupees, volumes units. `symbol` picks one of several in the file, or names it when
 * neither the file nor its name does. Throws SourceError.
 */
export function readCandles(path: string, symbol: string | null): Candles {
  return candlesOf(textTable(path), symbol);
}

/** As `readCandles`, of a table in any format. Throws SourceError. */
export function candlesOf(table: Table, symbol: string | null): Candles {
  const stampColumn = TIME_COLUMNS.find((name) => table.columns.includes(name)) ?? 'timestamp';
  const stampOf = createStampReader();
  const bySymbol = new Map<string, Bar[]>();
  let hasVolume = false;
  let crooked = 0;
  readTable(table, [stampColumn, 'open', 'high', 'low', 'close'], (row) => {
    const name = row.has('tradingsymbol') ? row.text('tradingsymbol') : '';
    const bars = bySymbol.get(name) ?? [];
    bySymbol.set(name, bars);
    const bar = barOf(row, stampOf(row.text(stampColumn)));
    const before = bars.at(-1);
    if (before && bar.startAt <= before.startAt)
      throw new Error(`its time ${row.text(stampColumn)} is not after that of the line before`);
    if (isCrooked(bar)) crooked += 1;
    hasVolume ||= bar.volume > 0;
    bars.push(bar);
  });
  const { name, bars } = chosen(table.path, bySymbol, symbol);
  const interval = intervalOf(
    table.path,
    bars.map(({ startAt }) => startAt),
  );
  const notes = [
    ...(symbol === null ? firstOf([...bySymbol.keys()]) : []),
    ...(crooked > 0
      ? [`${crooked} candles open or close outside their own high and low; they are played as they are`]
      : []),
  ];
  return { symbol: name, interval, bars, hasVolume, notes };
}

/**
 * Candles as days that can be played; an index is joined by its near future at the index's own price, because it cannot be traded
 * itself. `past` are candles of the same length from before. Throws SourceError.
 */
export function candleRecording(candles: Candles, past: Candles | null = null): Recording {
  const { symbol, bars, interval } = candles;
  if (past && (past.symbol !== symbol || past.interval !== interval))
    throw new SourceError('The past', [
      `is of ${past.symbol} ${past.interval}, and what is played is of ${symbol} ${interval}`,
    ]);
  const first = bars[0]?.startAt ?? 0;
  const before = past?.bars.filter(({ startAt }) => startAt < first) ?? [];
  const days = byDay(bars, ({ startAt }) => startAt);
  const unknown = [...days.keys()].filter((date) => sessionOf(date, 'cash') === null);
  const played = [...days].filter(([date]) => !unknown.includes(date));
  const recorded = played.map(([date, own]) => dayOf(candles, date, own));
  const priced = new Set(recorded.flatMap((day) => day.instruments.map(({ id }) => id)));
  return {
    symbols: [symbol],
    interval,
    days: recorded,
    history: historyOf([{ instruments: priced, interval, bars: [...before, ...bars] }]),
    modelled: [
      'the path inside a candle: open, then the nearer extreme, the other one, close',
      ...(isIndex(symbol)
        ? [`the future of ${symbol}: at the price of the index, without volume or open interest`]
        : []),
    ],
    notes: [
      ...candles.notes,
      ...withoutLot(recorded),
      ...unknown.map((date) => `${date} was left out: the calendar knows no session on it`),
    ],
  };
}

/** A future of one unit has the right prices and a wrong size, which has to be said. */
function withoutLot(days: readonly RecordedDay[]): readonly string[] {
  const unsized = days.filter(({ instruments }) =>
    instruments.some(({ kind, lotSize }) => kind === 'future' && lotSize === 1),
  );
  const [first, last] = [unsized[0], unsized.at(-1)];
  return first && last
    ? [`the lot size is not known from ${first.date} to ${last.date}: a lot counts as one unit there`]
    : [];
}

function dayOf(candles: Candles, date: IstDate, bars: readonly Bar[]): RecordedDay {
  const instruments = instrumentsOf(candles.symbol, date, bars);
  const session = sessionOf(date, 'cash-with-derivatives');
  const closesAt = session ? barSessionOf(session).closesAt : Number.POSITIVE_INFINITY;
  const withVolume = new Set<InstrumentId>(candles.hasVolume ? instruments.map(({ id }) => id) : []);
  return {
    date,
    instruments,
    withVolume,
    made: new Set(instruments.filter(({ kind }) => kind === 'future').map(({ id }) => id)),
    open: (book, slippage) =>
      layCandles({ bars, length: barLength(candles.interval), closesAt, instruments }, book, slippage),
  };
}

function instrumentsOf(symbol: string, date: IstDate, [first]: readonly Bar[]): readonly Instrument[] {
  const price = first?.open ?? nearestPaise(0);
  if (!isIndex(symbol)) return [equityOf(symbol, 1, date, price)];
  return [indexOf(symbol, 1), nearFutureOf(symbol, 2, date, price)];
}

/** A row's open, high, low, close and volume. */
export function barOf(row: Row, startAt: number): Bar {
  return {
    startAt,
    open: priceOf(row, 'open'),
    high: priceOf(row, 'high'),
    low: priceOf(row, 'low'),
    close: priceOf(row, 'close'),
    volume: qty(Math.round(row.optional('volume') ?? 0)),
    oi: null,
  };
}

/** A price in rupees as paise. Throws an Error in words when it is not above zero. */
export function priceOf(row: Row, column: string): Paise {
  const value = row.number(column);
  if (value <= 0) throw new Error(`"${column}" has to be above zero, found ${value}`);
  // Adjusted candles have more decimals than the market.
  return nearestPaise(value * 100);
}

function isCrooked({ open, high, low, close }: Bar): boolean {
  return Math.max(open, close) > high || Math.min(open, close) < low;
}

interface Chosen {
  readonly name: string;
  readonly bars: readonly Bar[];
}

function chosen(path: string, bySymbol: ReadonlyMap<string, readonly Bar[]>, symbol: string | null): Chosen {
  const names = [...bySymbol.keys()];
  const [only = ''] = names;
  const wanted = symbol ?? only;
  const bars = bySymbol.get(wanted) ?? (only === '' ? bySymbol.get('') : undefined);
  if (!bars || bars.length === 0)
    throw new SourceError(path, [
      names.length === 0 ? 'it holds no candles' : `it has no ${wanted}, but ${names.join(', ')}`,
    ]);
  return { name: wanted === '' ? symbolInName(path) : wanted, bars };
}

/** The shortest distance between two candles that follow each other. Throws SourceError. */
export function intervalOf(path: string, starts: readonly EpochMs[]): BarInterval {
  let shortest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < starts.length; index += 1)
    shortest = Math.min(shortest, (starts[index] ?? 0) - (starts[index - 1] ?? 0));
  const interval = BAR_INTERVALS.find((each) => barLength(each) === shortest);
  if (!interval)
    throw new SourceError(path, [
      `its candles are ${shortest / 60_000} minutes apart; known are ${BAR_INTERVALS.join(', ')}`,
    ]);
  return interval;
}
