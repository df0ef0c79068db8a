import type { Bar } from '#shared/domain/bars';
import { sessionOf } from '#shared/domain/calendar';
import type { Future, Instrument } from '#shared/domain/instrument';
import { istDate, MINUTE, type IstDate } from '#shared/domain/time';
import { nearestPaise, qty, type EpochMs, type Paise, type Qty } from '#shared/domain/units';
import { historyOf } from '../past-bars';
import { layPoints, type Point } from '../point-tape';
import type { RecordedDay, Recording } from '../recording';
import { byDay } from './by-day';
import { equityOf, futureOf, indexOf, isIndex, nearFutureOf } from './listings';
import { lotsOf, seriesOf } from './lots';
import { createSecurityReader, type Security } from './security';
import { firstOf, SourceError } from './source-error';
import { createStampReader, TIME_COLUMNS } from './stamps';
import { readTable, type Row, type Table } from './table';

/** One row: a last price, perhaps with bid, offer, volume and open interest, of one instrument at one moment. */
interface RawPoint extends ToldPoint {
  /** Units since the day began. */
  readonly volume: Qty;
}

/** A row before those of an earlier time, which may come later in the file, are counted. */
interface ToldPoint {
  readonly at: EpochMs;
  readonly security: Security;
  readonly ltp: Paise;
  readonly bid: Paise | null;
  readonly ask: Paise | null;
  readonly oi: Qty;
  /** Units since the day began, where the file has them. */
  readonly volumeOfDay: number | null;
  readonly lastQuantity: number;
}

/**
 * Reads last prices at moments: ticks, or one a minute. Each row stands for itself: nothing is known in between. Where only the
 * future was recorded the spot is taken to be at its price, where only the index was, the future. `symbol` picks one underlying of
 * several. Throws SourceError.
 */
export function pointsOf(tables: readonly Table[], symbol: string | null): Recording {
  const path = tables.map((table) => table.path).join(', ');
  const all = counted(tables.flatMap(rowsOf).sort((a, b) => a.at - b.at));
  const names = [...new Set(all.map(({ security }) => security.underlying))];
  const [only = ''] = names;
  const chosen = symbol ?? only;
  const rows = all.filter(({ security }) => security.underlying === chosen);
  if (rows.length === 0)
    throw new SourceError(path, [
      names.length === 0 ? 'it holds no prices' : `it has no ${chosen}, but ${names.join(', ')}`,
    ]);
  const hasSpot = rows.some(({ security }) => security.expiry === null);
  const hasFuture = rows.some(({ security }) => security.expiry !== null);
  const days = [...byDay(rows, ({ at }) => at)];
  const unknown = days.filter(([date]) => sessionOf(date, 'options') === null).map(([date]) => date);
  const lots = lotsOf(path, rows.flatMap(clueOf));
  const played = days.filter(([date]) => !unknown.includes(date)).map(([date, own]) => dayOf(chosen, date, own, lots));
  return {
    symbols: [chosen],
    // A share that only its future stands for is traded through that future.
    interval: hasSpot || isIndex(chosen) ? '1m' : 'snapshots',
    days: played.map(({ day }) => day),
    history: historyOf([
      {
        instruments: new Set(played.flatMap(({ leading }) => leading)),
        interval: '1m',
        bars: minutesOf(rows.filter(({ security }) => (security.expiry === null) === hasSpot)),
      },
    ]),
    modelled: modelledIn(chosen, { hasSpot, hasFuture, hasTouch: rows.every(({ bid }) => bid !== null) }),
    notes: [
      ...(symbol === null ? firstOf(names) : []),
      ...unknown.map((date) => `${date} was left out: the calendar knows no session on it`),
    ],
  };
}

function modelledIn(
  symbol: string,
  recorded: { readonly hasSpot: boolean; readonly hasFuture: boolean; readonly hasTouch: boolean },
): readonly string[] {
  const isFutureMade = isIndex(symbol) && !recorded.hasFuture;
  return [
    ...(recorded.hasTouch ? [] : ['bid and offer: the slippage around the last price']),
    ...(recorded.hasSpot ? [] : [`the spot of ${symbol}: at the price of the near future`]),
    ...(isFutureMade ? [`the future of ${symbol}: at the price of the index, without volume or open interest`] : []),
  ];
}

function rowsOf(table: Table): readonly ToldPoint[] {
  const stampColumn = TIME_COLUMNS.find((name) => table.columns.includes(name)) ?? 'timestamp';
  const priceColumn = table.columns.includes('last_price') ? 'last_price' : 'ltp';
  const stampOf = createStampReader();
  const securityOf = createSecurityReader(table);
  const rows: ToldPoint[] = [];
  readTable(table, [stampColumn, priceColumn], (row) => {
    const at = stampOf(row.text(stampColumn));
    rows.push({
      at,
      security: securityOf(row, istDate(at)),
      ltp: priceIn(row, priceColumn) ?? nearestPaise(0),
      bid: priceIn(row, 'bid'),
      ask: priceIn(row, 'ask'),
      oi: qty(Math.round(row.optional('oi') ?? 0)),
      volumeOfDay: row.optional('volume_day'),
      lastQuantity: row.optional('last_quantity') ?? 0,
    });
  });
  return rows;
}

/** Ascending rows with the volume of their day so far. */
function counted(rows: readonly ToldPoint[]): readonly RawPoint[] {
  const traded = new Map<string, number>();
  return rows.map((row) => {
    const key = `${istDate(row.at)}|${row.security.key}`;
    const before = traded.get(key) ?? 0;
    // A day's volume cannot shrink; some feeds step back by a few lots.
    const volume = Math.max(before, row.volumeOfDay ?? before + row.lastQuantity);
    traded.set(key, volume);
    return { ...row, volume: qty(Math.round(volume)) };
  });
}

function priceIn(row: Row, column: string): Paise | null {
  const value = row.optional(column);
  if (value !== null && value < 0) throw new Error(`"${column}" is below zero: ${value}`);
  return value === null ? null : nearestPaise(value * 100);
}

function clueOf({ security, oi }: RawPoint) {
  const { underlying, expiry } = security;
  return expiry === null ? [] : [{ underlying, expiry, oi, isInLots: false }];
}

interface Played {
  readonly day: RecordedDay;
  /** Those that have the recording's bars as their past. */
  readonly leading: readonly Instrument['id'][];
}

function dayOf(symbol: string, date: IstDate, rows: readonly RawPoint[], lots: ReadonlyMap<string, Qty>): Played {
  const price = rows[0]?.ltp ?? nearestPaise(0);
  const spot = isIndex(symbol) ? indexOf(symbol, 1) : equityOf(symbol, 1, date, price);
  const futures = futuresIn(rows, date, lots);
  const hasSpot = rows.some(({ security }) => security.expiry === null);
  const [near] = futures;
  const made = near === undefined && isIndex(symbol) ? nearFutureOf(symbol, 2, date, price) : null;
  const instruments: readonly Instrument[] = [spot, ...futures, ...(made ? [made] : [])];
  const targets = (expiry: IstDate | null): readonly Instrument[] => {
    if (expiry === null) return made ? [spot, made] : [spot];
    const own = futures.filter((future) => future.expiry === expiry);
    return hasSpot || expiry !== near?.expiry ? own : [...own, spot];
  };
  const points = rows.map((row): Point => ({ ...row, targets: targets(row.security.expiry) }));
  const withVolume = new Set(points.flatMap((point) => (point.volume > 0 ? point.targets.map(({ id }) => id) : [])));
  return {
    day: {
      date,
      instruments,
      withVolume,
      made: new Set([...(hasSpot ? [] : [spot.id]), ...(made ? [made.id] : [])]),
      open: (book, slippage) => layPoints(points, book, slippage),
    },
    leading: hasSpot ? targets(null).map(({ id }) => id) : targets(near?.expiry ?? null).map(({ id }) => id),
  };
}

function futuresIn(rows: readonly RawPoint[], date: IstDate, lots: ReadonlyMap<string, Qty>): readonly Future[] {
  const first = new Map<string, RawPoint>();
  for (const row of rows)
    if (row.security.expiry !== null && !first.has(row.security.key)) first.set(row.security.key, row);
  return [...first.values()]
    .flatMap(({ security: { underlying, expiry }, ltp }, index) => {
      if (expiry === null) return [];
      const future = futureOf({ underlying, expiry }, 10 + index, date, ltp);
      return [{ ...future, lotSize: lots.get(seriesOf({ underlying, expiry })) ?? future.lotSize }];
    })
    .sort((a, b) => a.expiry.localeCompare(b.expiry));
}

/** Minutes made of what was recorded in them: of the spot, or of the future that is nearest that day. */
function minutesOf(rows: readonly RawPoint[]): readonly Bar[] {
  return [...byDay(rows, ({ at }) => at).values()].flatMap((own) => {
    const [nearest] = own.map(({ security }) => security.expiry ?? '').sort();
    return minutesOfDay(own.filter(({ security }) => (security.expiry ?? '') === nearest));
  });
}

function minutesOfDay(rows: readonly RawPoint[]): readonly Bar[] {
  const bars: Bar[] = [];
  let before = 0;
  for (const { at, ltp, volume, oi } of rows) {
    const startAt = Math.floor(at / MINUTE) * MINUTE;
    const last = bars.at(-1);
    const traded = qty(volume - before);
    before = volume;
    if (last?.startAt !== startAt) {
      bars.push({ startAt, open: ltp, high: ltp, low: ltp, close: ltp, volume: traded, oi });
      continue;
    }
    const [high, low] = [ltp > last.high ? ltp : last.high, ltp < last.low ? ltp : last.low];
    bars[bars.length - 1] = { ...last, high, low, close: ltp, volume: qty(last.volume + traded), oi };
  }
  return bars;
}
