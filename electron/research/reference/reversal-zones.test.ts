import { describe, expect, it } from 'vitest';
import { candleRecording, readCandles } from '../sources/candles';
import {
  fillOf,
  fixture,
  FUTURE_2024,
  joined,
  leave,
  minutesOf,
  pathOf,
  type Candle,
  type Open,
  type PlainTrade,
  type Terms,
} from './plain.testkit';
import { plain, played } from './played.testkit';

/** Days of market through the whole desk take their time on a busy machine. */
const PATIENT = { timeout: 60_000 };

const [LOOKBACK, WINDOW, ATR, OPENING] = [10, 75, 14, 15];
const [FROM, UNTIL] = [9 * 60 + 20, 14 * 60 + 45];

interface Rules {
  readonly length: number;
  readonly wick: number;
  readonly tolerance: number;
  readonly stopBeyond: number;
  readonly breakBeyond: number;
  readonly targetR: number;
  readonly squareOff: number;
}

/** Low and high. */
type Zone = readonly [number, number];

interface Test {
  readonly zone: Zone;
  readonly isFromAbove: boolean;
}

/** Wilder's average of true ranges after the last of the candles, which begin with the second. */
function atrOf(candles: readonly Candle[]): number | null {
  if (candles.length <= ATR) return null;
  const ranges = candles.slice(1).map(({ high, low }, i) => {
    const before = candles[i]?.close ?? 0;
    return Math.max(high, before) - Math.min(low, before);
  });
  const seed = ranges.slice(0, ATR).reduce((sum, range) => sum + range, 0) / ATR;
  return ranges.slice(ATR).reduce((average, range) => average + (1 / ATR) * (range - average), seed);
}

/** Extremes of the five candles before and after, the first of equal ones. */
function swingsOf(candles: readonly Candle[]): number[] {
  if (candles.length < 12) return [];
  const half = LOOKBACK / 2;
  const prices: number[] = [];
  for (let i = half; i < candles.length - half; i += 1) {
    const here = candles[i];
    if (!here) continue;
    const before = candles.slice(i - half, i);
    const after = candles.slice(i + 1, i + 1 + half);
    if (before.every(({ high }) => high < here.high) && after.every(({ high }) => high <= here.high))
      prices.push(here.high);
    if (before.every(({ low }) => low > here.low) && after.every(({ low }) => low >= here.low)) prices.push(here.low);
  }
  return prices;
}

/** Yesterday's high, low and close, and the seven pivots they make. */
function yesterdaysOf(minutes: readonly Candle[]): number[] {
  if (minutes.length === 0) return [];
  const [day] = joined(minutes, 1_440);
  const [high, low, close] = [day?.high ?? 0, day?.low ?? 0, day?.close ?? 0];
  const pivot = (high + low + close) / 3;
  const pivots = [pivot, 2 * pivot - low, 2 * pivot - high, pivot + high - low, pivot - high + low];
  return [high, low, close, ...[...pivots, high + 2 * (pivot - low), low - 2 * (high - pivot)].map(Math.round)];
}

/** Levels that lie within the tolerance of the lowest of them are one zone. */
function zonesOf(levels: readonly number[], tolerance: number): Zone[] {
  const zones: [number, number][] = [];
  for (const level of levels.toSorted((a, b) => a - b)) {
    const last = zones.at(-1);
    if (last && level - last[0] <= tolerance) last[1] = level;
    else zones.push([level, level]);
  }
  return zones;
}

const meet = ([low, high]: Zone, [otherLow, otherHigh]: Zone): boolean => low <= otherHigh && otherLow <= high;

/** What was seen of one day, candle by candle, after the candles of the days before. */
class Watch {
  private tests: Test[] = [];
  private over: Zone[] = [];
  private zones: Zone[];
  private range: number | null;
  private opening: number[] = [];
  private readonly today: Candle[] = [];
  private readonly past: readonly Candle[];
  private readonly yesterdays: readonly number[];
  private readonly rules: Rules;

  constructor(past: readonly Candle[], yesterday: readonly Candle[], rules: Rules) {
    this.past = past;
    this.rules = rules;
    this.yesterdays = yesterdaysOf(yesterday);
    this.range = atrOf(past);
    this.zones = this.find();
  }

  /** Folds a candle in; a rejection answers with where a trade on it would end. */
  close(candle: Candle): { zone: Zone; isLong: boolean; stop: number; target: number } | null {
    const before = this.today.at(-1) ?? this.past.at(-1);
    const rejected = before && this.range !== null ? this.rejectedBy(candle, before.close, this.range) : null;
    this.today.push(candle);
    this.range = atrOf([...this.past, ...this.today]);
    if (this.opening.length === 0 && candle.minute >= 555 + OPENING) {
      const first = this.today.filter(({ minute }) => minute < 555 + OPENING);
      this.opening = [Math.max(...first.map(({ high }) => high)), Math.min(...first.map(({ low }) => low))];
    }
    this.zones = this.find();
    return rejected ? { ...rejected, ...this.endsOf(rejected, candle.close) } : null;
  }

  traded(zone: Zone): void {
    this.over.push(zone);
  }

  private find(): Zone[] {
    if (this.range === null) return [];
    const candles = [...this.past, ...this.today].slice(-WINDOW);
    return zonesOf([...this.yesterdays, ...this.opening, ...swingsOf(candles)], this.rules.tolerance * this.range);
  }

  private rejectedBy(candle: Candle, previous: number, range: number): { zone: Zone; isLong: boolean } | null {
    const { open, high, low, close } = candle;
    const known = [...this.over, ...this.tests.map(({ zone }) => zone)];
    for (const zone of this.zones) {
      if (known.some((other) => meet(other, zone))) continue;
      if (previous > zone[1] && low <= zone[1]) this.tests.push({ zone, isFromAbove: true });
      else if (previous < zone[0] && high >= zone[0]) this.tests.push({ zone, isFromAbove: false });
    }
    let rejected: { zone: Zone; isLong: boolean } | null = null;
    const beyond = this.rules.breakBeyond * range;
    this.tests = this.tests.filter(({ zone, isFromAbove }) => {
      if (isFromAbove ? close < zone[0] - beyond : close > zone[1] + beyond) {
        this.over.push(zone);
        return false;
      }
      if (isFromAbove ? close <= zone[1] : close >= zone[0]) return true;
      const wick = isFromAbove ? Math.min(open, close) - low : high - Math.max(open, close);
      const hasTouched = isFromAbove ? low <= zone[1] : high >= zone[0];
      const isLongEnough = (high === low ? 0 : wick / (high - low)) >= this.rules.wick;
      if (isLongEnough && hasTouched) rejected ??= { zone, isLong: isFromAbove };
      return false;
    });
    return rejected;
  }

  /** Behind the zone, and at twice the risk or the next zone. */
  private endsOf({ zone, isLong }: { zone: Zone; isLong: boolean }, close: number): { stop: number; target: number } {
    const beyond = this.rules.stopBeyond * (this.range ?? 0);
    const stop = Math.round(isLong ? zone[0] - beyond : zone[1] + beyond);
    const risk = Math.abs(close - stop) * this.rules.targetR;
    const ahead = this.zones.map(([low, high]) => (isLong ? low : high)).filter((price) => isLong === price > close);
    const target = isLong
      ? Math.min(Math.round(close + risk), ...ahead)
      : Math.max(Math.round(close - risk), ...ahead.filter((price) => price < close));
    return { stop, target };
  }
}

interface Day {
  readonly minutes: readonly Candle[];
  readonly yesterday: readonly Candle[];
  readonly past: readonly Candle[];
}

type Bounded = Open & { readonly stop: number; readonly target: number };

function dueAt({ side, stop, target }: Bounded, price: number, isSquareOff: boolean): PlainTrade['why'] | null {
  const sign = side === 'buy' ? 1 : -1;
  if (isSquareOff) return 'square-off';
  return (price - stop) * sign <= 0 || (price - target) * sign >= 0 ? 'stop' : null;
}

function tradesOf({ minutes, yesterday, past }: Day, rules: Rules, terms: Terms): PlainTrade[] {
  const trades: PlainTrade[] = [];
  const watch = new Watch(past, yesterday, rules);
  const candles = joined(minutes, rules.length);
  // Cast, because the compiler does not see that the function below assigns it.
  let open = null as Bounded | null;
  let seen = 0;
  for (const minute of minutes) {
    for (const { second, price, isOpen } of pathOf(minute)) {
      const wasOpen: boolean = open !== null;
      const leaveIfDue = (): void => {
        const why = open ? dueAt(open, price, minute.minute >= rules.squareOff) : null;
        if (open && why) trades.push(leave(open, { at: second, price, why }, terms));
        if (why) open = null;
      };
      leaveIfDue();
      const candle = candles[seen];
      if (!isOpen || !candle || candle.minute + rules.length > minute.minute) continue;
      seen += 1;
      const rejection = watch.close(candle);
      const isLate = minute.minute - candle.minute - rules.length > 0;
      if (!rejection || wasOpen || isLate || minute.minute < FROM || minute.minute >= UNTIL) continue;
      const { zone, isLong, stop, target } = rejection;
      const side = isLong ? 'buy' : 'sell';
      const entered: Bounded = { side, second, entry: fillOf(side, price, terms.tick), stop, target };
      // The next candle may open beyond the stop or the next zone already: then there is nothing to enter for.
      if (dueAt(entered, price, false)) continue;
      watch.traded(zone);
      open = entered;
    }
  }
  return trades;
}

interface Case {
  readonly file: string;
  readonly historyDays: number;
  readonly units: number;
  readonly tick: number;
  readonly rates: Terms['rates'];
}

function expected({ file, historyDays, ...terms }: Case, rules: Rules): PlainTrade[] {
  const all = minutesOf(file);
  const dates = [...new Set(all.map(({ date }) => date))];
  const dayOf = (date: string | undefined) => all.filter((candle) => candle.date === date);
  return dates.flatMap((date, index) => {
    const before = dates.slice(Math.max(0, index - historyDays), index);
    const past = before.flatMap((other) => joined(dayOf(other), rules.length));
    const day = { minutes: dayOf(date), yesterday: dayOf(dates[index - 1]), past };
    return tradesOf(day, rules, { date, ...terms });
  });
}

const INDEX = { file: 'NIFTY50-minute-2024-01.csv.gz', units: 50, tick: 5, rates: FUTURE_2024 };
const usual = { wick: 0.5, tolerance: 0.5, stopBeyond: 0.25, breakBeyond: 0.5, targetR: 2, squareOff: 15 * 60 + 15 };

describe('reversals at key zones over recorded minutes', PATIENT, () => {
  it.each([
    // So many days hold the hundred candles that it looks back on.
    ['5m', 2, { ...usual, length: 5 }],
    ['1m', 1, { ...usual, length: 1 }],
    ['3m', 1, { ...usual, length: 3, wick: 0.3, tolerance: 1, stopBeyond: 0.5, breakBeyond: 0.25, targetR: 1 }],
  ])('trades the index on candles of %s by its rules, to the paisa', async (interval, historyDays, rules) => {
    const recording = candleRecording(readCandles(fixture(INDEX.file), null));
    const { length: _, squareOff: __, ...params } = rules;
    const result = await played(recording, 'reversal-zones', { interval, ...params });
    const reference = expected({ ...INDEX, historyDays }, rules);
    expect(reference.length).toBeGreaterThan(15);
    expect(result.trades.map(plain)).toEqual(reference);
    expect(result.metrics.net).toBe(reference.reduce((sum, { net }) => sum + net, 0));
  });
});
