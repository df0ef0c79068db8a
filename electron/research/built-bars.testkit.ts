import { BAR_INTERVALS, barLength, type Bar, type BarInterval } from '#shared/domain/bars';
import { createBook } from '#shared/domain/book';
import { barSessionOf, sessionOf } from '#shared/domain/calendar';
import type { Instrument } from '#shared/domain/instrument';
import { segmentOf } from '#shared/domain/segment';
import { istDate, istStamp, startOfDay } from '#shared/domain/time';
import { paise, qty, type Paise } from '#shared/domain/units';
import { createSeriesStore } from '#shared/engine/series';
import type { RecordedDay } from './recording';
import { NO_SLIPPAGE } from './slippage';
import { byDay } from './sources/by-day';
import { candleRecording, candlesOf, type Candles } from './sources/candles';
import { openTable } from './sources/open-table';
import { pointsOf } from './sources/points';
import type { Table } from './sources/table';

/** How the bars that the desk builds compare with the candles of one instrument of a file. */
export interface BarsCheck {
  readonly symbol: string;
  readonly interval: BarInterval;
  readonly days: number;
  /** Candles of the file on those days. */
  readonly candles: number;
  /** Bars compared: of the candles' own interval and of every longer one. */
  readonly bars: number;
  /** What is not as it should be: interval, time, expected and found. */
  readonly differences: readonly string[];
  /** Candles outside of any session that the calendar knows, or off its grid; they are not compared. */
  readonly outside: number;
  /** Candles that tell of no trade, and of which the desk builds no bar. */
  readonly untraded: number;
}

/** Every instrument of a file of candles shorter than a day. */
export async function checkFile(path: string): Promise<readonly BarsCheck[]> {
  const table = await openTable(path);
  const names = new Set<string | null>();
  if (table.columns.includes('tradingsymbol'))
    for (let index = 0; index < table.length; index += 1) names.add(table.row(index).text('tradingsymbol'));
  const all = [...(names.size === 0 ? [null] : names)].map((name) => candlesOf(table, name));
  return all.filter(({ interval }) => interval !== '1d').map((candles) => checkCandles(candles));
}

/** Plays candles into a book as prices, and compares what the desk's series make of them with the source's. */
export function checkCandles(given: Candles, source: readonly Bar[] = given.bars): BarsCheck {
  const isInside = ({ startAt }: Bar) => isOnGrid(startAt, given.interval);
  const candles = { ...given, bars: given.bars.filter(isInside) };
  const { days } = candleRecording(candles);
  const byDate = byDay(source.filter(isInside), ({ startAt }) => startAt);
  let [bars, own, untraded] = [0, 0, 0];
  const differences: string[] = [];
  for (const day of days) {
    const all = byDate.get(day.date) ?? [];
    const built = builtOn(day, candles);
    const known = new Set(built.get(candles.interval)?.map(({ startAt }) => startAt));
    const wanted = all
      .filter(({ volume, startAt }) => !given.hasVolume || volume > 0 || known.has(startAt))
      .map(widened);
    own += all.length;
    untraded += all.length - wanted.length;
    for (const [interval, found] of built) {
      const expected = interval === candles.interval ? wanted : grouped(wanted, interval, openingOf(day));
      bars += expected.length;
      differences.push(...differing(interval, expected, found));
    }
  }
  const { symbol, interval } = given;
  return {
    symbol,
    interval,
    days: days.length,
    candles: own,
    bars,
    differences,
    outside: source.length - own,
    untraded,
  };
}

/** What was traded at one price, taken from a row of a recording. */
interface Print extends Bar {
  readonly symbol: string;
}

/** Prices at moments, of every instrument of a file: the desk's bars beside those that its rows, one by one, make. */
export async function checkPrices(
  path: string,
): Promise<{ readonly days: number; readonly bars: number; readonly differences: readonly string[] }> {
  const table = await openTable(path);
  const prints = printsOf(table);
  const compared = [...new Set(prints.map(({ symbol }) => symbol))].flatMap((symbol) => {
    const own = prints.filter((print) => print.symbol === symbol);
    const underlying = symbol.replace(/\d{2}[A-Z]{3}FUT$/, '');
    const byDate = byDay(own, ({ startAt }) => startAt);
    const { days } = pointsOf([table], underlying === '' ? null : underlying);
    return days
      .filter(({ date }) => byDate.has(date))
      .map((day) => checkPrints(recordedOf(day, symbol), day, byDate.get(day.date) ?? []));
  });
  return {
    days: compared.length,
    bars: compared.reduce((sum, { bars }) => sum + bars, 0),
    differences: compared.flatMap(({ differences }) => differences),
  };
}

/** The instrument of a name, or else the one that was recorded and stands for no other. */
function recordedOf(day: RecordedDay, symbol: string): Instrument {
  const recorded =
    day.instruments.find(({ id }) => id.endsWith(`:${symbol}`)) ?? day.instruments.find(({ id }) => !day.made.has(id));
  if (!recorded) throw new Error(`Nothing was recorded on ${day.date}`);
  return recorded;
}

function checkPrints(recorded: Instrument, day: RecordedDay, prints: readonly Print[]) {
  const closesAt = sessionOf(day.date, segmentOf(recorded))?.closesAt ?? 0;
  // What is stamped with the closing second traded in the second before.
  const placed = prints.map((print) => ({ ...print, startAt: Math.min(print.startAt, closesAt - 1) }));
  const hasVolume = day.withVolume.has(recorded.id);
  const compared = [...builtOn(day, { interval: '1m', hasVolume }, recorded)].map(([interval, found]) => {
    const expected = grouped(placed, interval, openingOf(day));
    return { bars: expected.length, differences: differing(interval, expected, found) };
  });
  return {
    bars: compared.reduce((sum, { bars }) => sum + bars, 0),
    differences: compared.flatMap(({ differences }) => differences),
  };
}

interface Row {
  readonly symbol: string;
  readonly at: number;
  readonly price: Paise;
  readonly volumeOfDay: number | null;
  readonly lastQuantity: number;
}

/**
 * Row by row: a price counts when something was traded, or when it tells of a trade that others' rows count. The first row of
 * a recording that begins in mid-session shows what may have traded hours ago.
 */
function printsOf(table: Table): readonly Print[] {
  const hasVolume = ['volume_day', 'last_quantity'].some((name) => table.columns.includes(name));
  const before = new Map<string, { readonly price: Paise; readonly volume: number }>();
  return rowsOf(table).flatMap(({ symbol, at, price, volumeOfDay, lastQuantity }) => {
    const key = `${symbol} ${istDate(at)}`;
    const last = before.get(key);
    const told = volumeOfDay ?? (last?.volume ?? 0) + lastQuantity;
    // A feed's count of the day steps back at times.
    const volume = Math.max(last?.volume ?? 0, told);
    before.set(key, { price, volume });
    const isJoined = last === undefined && istStamp(at).slice(11, 16) > '09:15';
    const traded = isJoined ? 0 : volume - (last?.volume ?? 0);
    if (hasVolume && traded === 0 && (isJoined || price === last?.price)) return [];
    return { symbol, startAt: at, open: price, high: price, low: price, close: price, volume: qty(traded), oi: null };
  });
}

/** Ascending: a file may hold a stretch of its rows once more further down. */
function rowsOf(table: Table): readonly Row[] {
  const symbolColumn = ['tradingsymbol', 'underlying'].find((name) => table.columns.includes(name));
  const rows: Row[] = [];
  for (let index = 0; index < table.length; index += 1) {
    const row = table.row(index);
    rows.push({
      symbol: symbolColumn === undefined ? '' : row.text(symbolColumn),
      at: Date.parse(row.text('timestamp')),
      price: paise(Math.round(row.number('ltp') * 100)),
      volumeOfDay: row.optional('volume_day'),
      lastQuantity: row.optional('last_quantity') ?? 0,
    });
  }
  return rows.sort((a, b) => a.at - b.at);
}

/** Whether a candle begins where candles of the session can: some sources label a day's from another minute, or after its close. */
function isOnGrid(startAt: number, interval: BarInterval): boolean {
  const session = sessionOf(istStamp(startAt).slice(0, 10), 'cash-with-derivatives');
  if (!session) return false;
  const { opensAt, closesAt } = barSessionOf(session);
  return startAt >= opensAt && startAt < closesAt && (startAt - opensAt) % barLength(interval) === 0;
}

/** The way of a live price: into the book, from there into the series that somebody looks at. */
function builtOn(
  day: RecordedDay,
  { interval, hasVolume }: Pick<Candles, 'interval' | 'hasVolume'>,
  instrument = day.instruments[0],
): ReadonlyMap<BarInterval, readonly Bar[]> {
  if (!instrument) throw new Error(`${day.date} has no instrument`);
  const book = createBook({ capacity: day.instruments.length });
  for (const each of day.instruments) book.add(each);
  const session = sessionOf(day.date, segmentOf(instrument));
  if (!session) throw new Error(`The calendar knows no session on ${day.date}`);
  const series = createSeriesStore(book, () => ({ session: barSessionOf(session), hasVolume, hasOi: false }));
  const intervals = BAR_INTERVALS.filter((each) => barLength(each) >= barLength(interval));
  for (const each of intervals) series.open(instrument.id, each);
  const tape = day.open(book, NO_SLIPPAGE);
  const changed = new Int32Array(day.instruments.length);
  for (let frame = 0; frame < tape.frames; frame += 1) series.onPrices(changed, tape.write(frame, changed));
  series.advance(barSessionOf(session).closesAt);
  return new Map(intervals.map((each) => [each, series.closed(instrument.id, each)]));
}

function openingOf({ date, instruments: [instrument] }: RecordedDay): number {
  const session = instrument ? sessionOf(date, segmentOf(instrument)) : null;
  if (!session) throw new Error(`The calendar knows no session on ${date}`);
  return session.opensAt;
}

/** Some recorded candles open or close outside their own high and low; prices that were paid belong inside. */
function widened(bar: Bar): Bar {
  const prices = [bar.open, bar.high, bar.low, bar.close];
  return { ...bar, high: paise(Math.max(...prices)), low: paise(Math.min(...prices)) };
}

/** Longer candles as arithmetic, apart from the code that is looked at. */
function grouped(bars: readonly Bar[], interval: BarInterval, opensAt: number): readonly Bar[] {
  const length = barLength(interval);
  const groups = new Map<number, Bar[]>();
  for (const bar of bars) {
    const index = Math.floor((bar.startAt - opensAt) / length);
    groups.set(index, [...(groups.get(index) ?? []), bar]);
  }
  return [...groups].flatMap(([index, group]) => {
    const [first] = group;
    const last = group.at(-1);
    if (!first || !last) return [];
    return {
      startAt: interval === '1d' ? startOfDay(istStamp(opensAt).slice(0, 10)) : opensAt + index * length,
      open: first.open,
      high: paise(Math.max(...group.map(({ high }) => high))),
      low: paise(Math.min(...group.map(({ low }) => low))),
      close: last.close,
      volume: qty(group.reduce((sum, { volume }) => sum + volume, 0)),
      oi: null,
    };
  });
}

function differing(interval: BarInterval, expected: readonly Bar[], found: readonly Bar[]): readonly string[] {
  const byStart = new Map(found.map((bar) => [bar.startAt, bar]));
  const starts = new Set(expected.map(({ startAt }) => startAt));
  const surplus = found.filter(({ startAt }) => !starts.has(startAt));
  return [
    ...expected
      .filter((bar) => words(bar) !== words(byStart.get(bar.startAt)))
      .map(
        (bar) =>
          `${interval} ${istStamp(bar.startAt)}: expected ${words(bar)}, found ${words(byStart.get(bar.startAt))}`,
      ),
    ...surplus.map((bar) => `${interval} ${istStamp(bar.startAt)}: expected no bar, found ${words(bar)}`),
  ];
}

function words(bar: Bar | undefined): string {
  return bar ? [bar.open, bar.high, bar.low, bar.close, bar.volume].join(' ') : 'no bar';
}
