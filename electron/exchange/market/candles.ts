import { DAY, istDate, istAt, MINUTE } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { Market } from './market';
import type { PricePath } from './price-path';
import { STEP } from './timeline';

/** Prices in paise, volume and OI in units; `startAt` is the candle's start. */
export interface Candle {
  readonly startAt: EpochMs;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly oi: number;
}

/** Kite's intervals in minutes; a day is 1440. */
export const INTERVALS: Readonly<Record<string, number>> = {
  minute: 1,
  '3minute': 3,
  '5minute': 5,
  '10minute': 10,
  '15minute': 15,
  '30minute': 30,
  '60minute': 60,
  day: 1440,
};

const SESSION_OPENS = '09:15';

/** The trades of one recorded interval as minute candles; the one that runs at `now` is unfinished. */
function* minutesOf(path: PricePath, interval: number, now: EpochMs): Generator<Candle> {
  const { record, timeline } = path;
  const start = timeline.times[interval] ?? 0;
  const [prices, lots, trades] = [path.prices(interval), path.volumes(interval), path.lastTrades(interval)];
  let candle: Candle | null = null;
  for (let offset = 0; offset < prices.length && start + offset * STEP <= now; offset++) {
    if (trades[offset] !== offset) continue;
    const startAt = Math.floor((start + offset * STEP) / MINUTE) * MINUTE;
    const price = prices[offset] ?? 0;
    const volume = ((lots[offset] ?? 0) - (lots[offset - 1] ?? lots[0] ?? 0)) * record.lotSize;
    const oi = path.oiAt(interval, offset);
    if (candle && candle.startAt === startAt)
      candle = joined(candle, { startAt, open: price, high: price, low: price, close: price, volume, oi });
    else {
      if (candle) yield candle;
      candle = { startAt, open: price, high: price, low: price, close: price, volume, oi };
    }
  }
  if (candle) yield candle;
}

function joined(candle: Candle, later: Candle): Candle {
  return {
    startAt: candle.startAt,
    open: candle.open,
    high: Math.max(candle.high, later.high),
    low: Math.min(candle.low, later.low),
    close: later.close,
    volume: candle.volume + later.volume,
    oi: later.oi,
  };
}

/** Today's minutes up to the market clock. Minutes without a trade have no candle. */
function todayMinutes(market: Market, token: number, now: EpochMs): Candle[] {
  const path = market.path(token);
  const minutes: Candle[] = [];
  if (!path) return minutes;
  const last = path.timeline.place(now)?.interval ?? -1;
  for (let interval = path.record.first; interval <= last; interval++) {
    for (const candle of minutesOf(path, interval, now)) {
      const before = minutes.at(-1);
      if (before?.startAt === candle.startAt) minutes[minutes.length - 1] = joined(before, candle);
      else minutes.push(candle);
    }
  }
  return minutes.filter((candle) => candle.volume > 0 || path.record.lotSize === 0);
}

function fromRow([at = 0, open = 0, high = 0, low = 0, close = 0, volume = 0, oi = 0]: readonly number[]): Candle {
  return { startAt: at * 1000, open, high, low, close, volume, oi };
}

/** Larger candles begin at 09:15 of their day, as at Kite. */
function bucketStart(at: EpochMs, minutes: number): EpochMs {
  const opensAt = istAt(istDate(at), SESSION_OPENS);
  return opensAt + Math.floor((at - opensAt) / (minutes * MINUTE)) * minutes * MINUTE;
}

function folded(minutes: readonly Candle[], length: number): Candle[] {
  const out: Candle[] = [];
  for (const minute of minutes) {
    const startAt = length >= 1440 ? istAt(istDate(minute.startAt), '00:00') : bucketStart(minute.startAt, length);
    const before = out.at(-1);
    if (before?.startAt === startAt) out[out.length - 1] = joined(before, minute);
    else out.push({ ...minute, startAt });
  }
  return out;
}

/** Candles of one instrument that start from `from` to `to`, both inclusive: recorded earlier days, then today so far. */
export function candlesOf(
  market: Market,
  token: number,
  query: { minutes: number; from: EpochMs; to: EpochMs; now: EpochMs },
): Candle[] {
  const past = market.day.history().instruments.find((one) => one.token === token);
  const isDay = query.minutes >= 1440;
  const rows = isDay ? past?.day : past?.minute;
  const earlier = (rows ?? [])
    .map(fromRow)
    .filter((candle) => candle.startAt >= query.from - DAY && candle.startAt <= query.to);
  const touchesToday = query.to >= istAt(market.date, '00:00');
  const today = touchesToday ? todayMinutes(market, token, query.now) : [];
  const all = isDay ? [...earlier, ...folded(today, query.minutes)] : folded([...earlier, ...today], query.minutes);
  return all.filter((candle) => candle.startAt >= query.from && candle.startAt <= query.to);
}
