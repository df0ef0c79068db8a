import type { Bar } from './bars';
import { swingsOf } from './indicators/swings';
import { pointsNeeded } from './support-resistance';
import { MINUTE, istClock } from './time';
import type { EpochMs, Paise } from './units';
import { nearestPaise, paise } from './units';

export type LevelKind =
  | 'swing-high'
  | 'swing-low'
  | 'previous-high'
  | 'previous-low'
  | 'previous-close'
  | 'pivot'
  | 'opening-high'
  | 'opening-low'
  | 'max-call-oi'
  | 'max-put-oi';

/** A price that the market is likely to look at, and why. */
export interface Level {
  readonly price: Paise;
  readonly kind: LevelKind;
  /** In words, for the hover: 'Pivot S1', 'High of the previous day'. */
  readonly source: string;
  /** 0–1: how much such a level counts beside the others, before and with its touches. */
  readonly strength: number;
  /** How often the bars looked at came to it and turned; see `withTouches`. */
  readonly touches: number;
}

/** Every swing of the bars, `lookback` of them around each; none before there are points enough for support and resistance. */
export function swingLevels(bars: readonly Bar[], lookback: number): Level[] {
  if (bars.length < pointsNeeded(lookback)) return [];
  const { highs, lows } = swingsOf(bars, lookback);
  const at = (bar: Bar) => istClock(bar.startAt).slice(0, 5);
  const level = (index: number, kind: 'swing-high' | 'swing-low'): Level[] => {
    const bar = bars[index];
    if (bar === undefined) return [];
    const [price, word] = kind === 'swing-high' ? [bar.high, 'high'] : [bar.low, 'low'];
    return [fresh(price, kind, `Swing ${word} of ${at(bar)}`, 0.3)];
  };
  return [
    ...highs.flatMap((index) => level(index, 'swing-high')),
    ...lows.flatMap((index) => level(index, 'swing-low')),
  ];
}

/** High, low and close of the previous day or week, of which `bar` is the one bar. */
export function previousLevels(bar: Bar, period: 'day' | 'week'): Level[] {
  return [
    fresh(bar.high, 'previous-high', `High of the previous ${period}`, 0.6),
    fresh(bar.low, 'previous-low', `Low of the previous ${period}`, 0.6),
    fresh(bar.close, 'previous-close', `Close of the previous ${period}`, 0.4),
  ];
}

/** The floor traders' pivots from the previous day's bar, to the nearest paisa: P = (H + L + C)/3 and three either side. */
export function pivotLevels({ high, low, close }: Pick<Bar, 'high' | 'low' | 'close'>): Level[] {
  const pivot = (high + low + close) / 3;
  const range = high - low;
  const named = [
    ['P', pivot, 0.4],
    ['R1', 2 * pivot - low, 0.35],
    ['S1', 2 * pivot - high, 0.35],
    ['R2', pivot + range, 0.25],
    ['S2', pivot - range, 0.25],
    ['R3', high + 2 * (pivot - low), 0.2],
    ['S3', low - 2 * (high - pivot), 0.2],
  ] as const;
  return named.map(([name, price, strength]) => fresh(nearestPaise(price), 'pivot', `Pivot ${name}`, strength));
}

/** High and low of the session's first minutes; none until they are over. */
export function openingRangeLevels(bars: readonly Bar[], opensAt: EpochMs, minutes: number): Level[] {
  const until = opensAt + minutes * MINUTE;
  const opening = bars.filter((bar) => bar.startAt >= opensAt && bar.startAt < until);
  const isOver = bars.some((bar) => bar.startAt >= until);
  if (opening.length === 0 || !isOver) return [];
  const high = paise(Math.max(...opening.map((bar) => bar.high)));
  const low = paise(Math.min(...opening.map((bar) => bar.low)));
  return [
    fresh(high, 'opening-high', `High of the first ${minutes} minutes`, 0.5),
    fresh(low, 'opening-low', `Low of the first ${minutes} minutes`, 0.5),
  ];
}

/** The part of a chain that open interest is read from: two cells of `oi` a row, the call's, then the put's. */
export interface ChainInterest {
  readonly strikes: Float64Array;
  readonly oi: Float64Array;
}

/** The strikes with most call and most put OI, where their writers defend; the lower of two equal ones. */
export function openInterestLevels({ strikes, oi }: ChainInterest): Level[] {
  const strikeOf = (side: 0 | 1) => {
    const sideOi = oi.filter((_, index) => index % 2 === side);
    const most = Math.max(0, ...sideOi);
    return most > 0 ? paise(strikes[sideOi.indexOf(most)] ?? 0) : null;
  };
  const [call, put] = [strikeOf(0), strikeOf(1)];
  return [
    ...(call === null ? [] : [fresh(call, 'max-call-oi', 'Most call OI', 0.5)]),
    ...(put === null ? [] : [fresh(put, 'max-put-oi', 'Most put OI', 0.5)]),
  ];
}

/** A level as its source gives it, before anybody looked at how the market treated it. */
function fresh(price: Paise, kind: LevelKind, source: string, strength: number): Level {
  return { price, kind, source, strength, touches: 0 };
}
