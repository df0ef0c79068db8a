import { open } from 'node:fs/promises';
import { MAGIC } from '#electron/recording/block';
import { isCompacted, readCompacted } from '#electron/recording/compacted-ticks';
import { TickGroup } from '#electron/recording/tick-group';
import { openTickReader } from '#electron/recording/tick-reader';
import { createBarBuilder, type Bar } from '#shared/domain/bars';
import { barSessionOf, sessionOf } from '#shared/domain/calendar';
import type { Exchange, Instrument, InstrumentId } from '#shared/domain/instrument';
import { segmentOf } from '#shared/domain/segment';
import { istDate, type IstDate } from '#shared/domain/time';
import { INDIA_VIX, spotOf, UNDERLYINGS } from '#shared/domain/underlyings';
import { paise, qty, type Paise } from '#shared/domain/units';
import { historyOf, type PastBars } from '../past-bars';
import type { RecordedDay, Recording } from '../recording';
import { layTicks, type RecordedTicks } from '../tick-tape';
import type { Candles } from './candles';
import { contractTerms } from './contract-symbol';
import { equityOf, futureOf, indexOf, optionOf } from './listings';
import { lotsOf, seriesOf } from './lots';
import { SourceError } from './source-error';

/** Whether a file is the desk's own recording of ticks, as written or compacted. */
export async function isTickFile(path: string): Promise<boolean> {
  const first = await firstBytes(path, Math.max(MAGIC.length, PARQUET.length));
  if (first.subarray(0, MAGIC.length).equals(MAGIC)) return true;
  // A table that cannot be read says so in better words.
  return first.subarray(0, PARQUET.length).equals(PARQUET) && (await isCompacted(path).catch(() => false));
}

const PARQUET = Buffer.from('PAR1');

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const handle = await open(path, 'r').catch(() => null);
  if (handle === null) return Buffer.alloc(0);
  try {
    // What was read of a pipe is gone.
    if (!(await handle.stat()).isFile()) return Buffer.alloc(0);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * Reads days that the desk itself recorded (ticks.kdt, or ticks.parquet once compacted): every frame that it got, so that a strategy sees what it would have seen
 * there. `history` are candles of the first underlying from before; without them the past is the recorded day's own minutes.
 * Rejects with SourceError.
 */
export async function ticksOf(paths: readonly string[], history: Candles | null): Promise<Recording> {
  const all = await Promise.all(paths.map(readDay));
  all.sort((a, b) => a.day.date.localeCompare(b.day.date));
  const twice = all.find(({ day }, index) => day.date === all[index + 1]?.day.date);
  if (twice) throw new SourceError(twice.path, [`there are two recordings of ${twice.day.date}`]);
  const symbols = [...new Set(all.flatMap(({ symbols: own }) => own))];
  return {
    symbols,
    interval: 'snapshots',
    days: all.map(({ day }) => day),
    history: historyOf([...pastOf(history), ...minutesOf(all, history)]),
    modelled: [],
    notes: [BEST_LEVEL, ...all.flatMap(({ notes }) => notes)],
  };
}

const BEST_LEVEL =
  'of the depth the best bid and offer were recorded: an order larger than they are is filled as the market comes to the rest';

interface ReadDay {
  readonly path: string;
  readonly day: RecordedDay;
  /** Those with the most contracts first. */
  readonly symbols: readonly string[];
  readonly ticks: RecordedTicks;
  readonly notes: readonly string[];
}

async function readDay(path: string): Promise<ReadDay> {
  const { group, names, faults } = await readTicks(path);
  const { columns, count } = group;
  if (count === 0) throw new SourceError(path, ['it holds no ticks']);
  const date = istDate(columns.receivedAt[0] ?? 0);
  if (sessionOf(date, 'options') === null) throw new SourceError(path, [`${date} is no trading day of the calendar`]);
  const instruments = instrumentsOf(path, date, names, firstPrices(group));
  const listed = instruments.filter((instrument) => instrument !== undefined);
  const ticks = { count, columns, instruments };
  const day: RecordedDay = {
    date,
    instruments: listed,
    withVolume: new Set(listed.filter(({ kind }) => kind !== 'index').map(({ id }) => id)),
    withOi: new Set(listed.filter(({ kind }) => kind === 'future').map(({ id }) => id)),
    made: new Set(),
    open: (book) => layTicks(ticks, book),
  };
  return { path, day, symbols: symbolsOf(listed), ticks, notes: faults.map((fault) => `${date}: ${fault}`) };
}

interface ReadTicks {
  readonly group: TickGroup;
  /** By number in the group. */
  readonly names: ReadonlyMap<number, InstrumentId>;
  readonly faults: readonly string[];
}

async function readTicks(path: string): Promise<ReadTicks> {
  const first = await firstBytes(path, PARQUET.length);
  if (first.equals(PARQUET)) {
    const { group, instruments } = await readCompacted(path);
    return { group, names: namesIn(instruments), faults: [] };
  }
  const reader = await openTickReader(path);
  try {
    const group = new TickGroup(reader.ticks);
    for await (const batch of reader.batches()) group.add(batch, 0);
    return { group, names: namesIn(reader.instruments), faults: reader.faults };
  } finally {
    await reader.close();
  }
}

function namesIn(instruments: ReadonlyMap<number, { readonly id: InstrumentId }>): ReadonlyMap<number, InstrumentId> {
  return new Map([...instruments].map(([number, { id }]) => [number, id]));
}

interface Seen {
  readonly ltp: Paise;
  /** The first open interest above zero. */
  readonly oi: number;
}

function firstPrices({ columns, count }: TickGroup): ReadonlyMap<number, Seen> {
  const seen = new Map<number, Seen>();
  for (let tick = 0; tick < count; tick += 1) {
    const number = columns.instrument[tick] ?? 0;
    const known = seen.get(number);
    if (known && known.oi > 0) continue;
    seen.set(number, { ltp: known?.ltp ?? paise(columns.ltp[tick] ?? 0), oi: columns.oi[tick] ?? 0 });
  }
  return seen;
}

/** By number in the file. The recording names instruments; their terms are those of the date. */
function instrumentsOf(
  path: string,
  date: IstDate,
  names: ReadonlyMap<number, InstrumentId>,
  seen: ReadonlyMap<number, Seen>,
): readonly (Instrument | undefined)[] {
  const contracts = [...names].flatMap(([number, id]) => {
    const terms = contractTerms(symbolOf(id));
    return terms ? [{ ...terms, oi: seen.get(number)?.oi ?? 0, isInLots: false }] : [];
  });
  const lots = lotsOf(path, contracts);
  const size = Math.max(-1, ...names.keys()) + 1;
  return Array.from({ length: size }, (_, number) => {
    const id = names.get(number);
    return id === undefined
      ? undefined
      : instrumentOf(id, { date, token: number + 1, price: seen.get(number)?.ltp ?? paise(0), lots });
  });
}

interface Listing {
  readonly date: IstDate;
  readonly token: number;
  readonly price: Paise;
  readonly lots: ReturnType<typeof lotsOf>;
}

function instrumentOf(id: InstrumentId, { date, token, price, lots }: Listing): Instrument {
  const symbol = symbolOf(id);
  // An id is its exchange and its symbol.
  const exchange = id.slice(0, id.indexOf(':')) as Exchange;
  const terms = contractTerms(symbol);
  if (terms === null) {
    const index = UNDERLYINGS.find(({ spot }) => spot === id);
    if (index) return indexOf(index.name, token);
    const share = { ...equityOf(symbol, token, date, price), id, exchange, symbol };
    return id === INDIA_VIX ? { ...share, kind: 'index', tickSize: paise(0) } : share;
  }
  const { underlying, expiry, option } = terms;
  const lotSize = lots.get(seriesOf(terms)) ?? qty(1);
  return option
    ? { ...optionOf({ underlying, expiry, ...option, lotSize }, token), id, exchange, symbol }
    : { ...futureOf({ underlying, expiry }, token, date, price), id, exchange, symbol, lotSize };
}

function symbolOf(id: InstrumentId): string {
  return id.slice(id.indexOf(':') + 1);
}

/** What strategies may trade, those with the most contracts first; of a recording without contracts its shares. */
function symbolsOf(instruments: readonly Instrument[]): readonly string[] {
  const contracts = new Map<string, number>();
  for (const instrument of instruments)
    if (instrument.kind === 'option' || instrument.kind === 'future')
      contracts.set(instrument.underlying, (contracts.get(instrument.underlying) ?? 0) + 1);
  const underlyings = [...contracts].sort(([, a], [, b]) => b - a).map(([name]) => name);
  const shares = instruments.filter(({ kind }) => kind === 'equity').map(({ symbol }) => symbol);
  return [...new Set([...underlyings, ...shares])];
}

function pastOf(history: Candles | null): readonly PastBars[] {
  if (history === null) return [];
  return [{ instruments: new Set([spotOf(history.symbol)]), interval: history.interval, bars: history.bars }];
}

/** The minutes of every instrument that is no option and has no candles of its own: what had been recorded of the day when a strategy began. */
function minutesOf(days: readonly ReadDay[], history: Candles | null): readonly PastBars[] {
  const known = new Set(pastOf(history).flatMap(({ instruments }) => [...instruments]));
  const bars = new Map<InstrumentId, Bar[]>();
  for (const { day, ticks } of days)
    for (const [number, instrument] of ticks.instruments.entries()) {
      if (!instrument || instrument.kind === 'option' || known.has(instrument.id)) continue;
      bars.set(instrument.id, [...(bars.get(instrument.id) ?? []), ...minutesIn(ticks, number, day.date, instrument)]);
    }
  return [...bars].map(([id, own]) => ({ instruments: new Set([id]), interval: '1m', bars: own }));
}

function minutesIn(
  { columns, count }: RecordedTicks,
  number: number,
  date: IstDate,
  instrument: Instrument,
): readonly Bar[] {
  const session = sessionOf(date, segmentOf(instrument));
  if (!session) return [];
  const builder = createBarBuilder('1m', barSessionOf(session));
  const bars: Bar[] = [];
  for (let tick = 0; tick < count; tick += 1) {
    if (columns.instrument[tick] !== number) continue;
    const bar = builder.add({
      exchangeAt: (columns.exchangeAt[tick] ?? 0) || (columns.receivedAt[tick] ?? 0),
      ltp: paise(columns.ltp[tick] ?? 0),
      cumulativeVolume: instrument.kind === 'index' ? null : qty(columns.volume[tick] ?? 0),
      oi: instrument.kind === 'future' ? qty(columns.oi[tick] ?? 0) : null,
    });
    if (bar) bars.push(bar);
  }
  const last = builder.current();
  return last ? [...bars, last] : bars;
}
