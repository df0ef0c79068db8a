import type { Bar } from './bars';
import { swingsOf } from './indicators/swings';
import type { EpochMs, Paise } from './units';

/** What a candle leaves behind for finding levels. */
export interface Point {
  readonly startAt: EpochMs;
  readonly high: Paise;
  readonly low: Paise;
  readonly close: Paise;
}

export interface SupportResistance {
  readonly support: Paise;
  readonly resistance: Paise;
}

/** The way a close left the range. */
export type Breakout = 'long' | 'short';

const LEAST_POINTS = 12;

/** How many points have to be there before any level: 12, or more when the lookback does not fit into them. */
export function pointsNeeded(lookback: number): number {
  return Math.max(LEAST_POINTS, lookback + 2);
}

export function pointOf({ startAt, high, low, close }: Bar): Point {
  return { startAt, high, low, close };
}

/**
 * Resistance is the highest swing high of the points, support the lowest swing low. Null while there are too few
 * points, no swing on one side, or levels that contradict each other.
 */
export function supportResistance(points: readonly Point[], lookback: number): SupportResistance | null {
  if (points.length < pointsNeeded(lookback)) return null;
  const { highs, lows } = swingsOf(points, lookback);
  const resistance = extreme(
    highs.map((row) => points[row]?.high),
    (price, best) => price > best,
  );
  const support = extreme(
    lows.map((row) => points[row]?.low),
    (price, best) => price < best,
  );
  return support !== null && resistance !== null && support < resistance ? { support, resistance } : null;
}

/** A breakout is the close beyond a level after one that was not: later ones only confirm it. */
export function breakOf({ support, resistance }: SupportResistance, previous: Paise, close: Paise): Breakout | null {
  if (close > resistance && previous <= resistance) return 'long';
  return close < support && previous >= support ? 'short' : null;
}

function extreme(
  prices: readonly (Paise | undefined)[],
  isBetter: (price: Paise, best: Paise) => boolean,
): Paise | null {
  let best: Paise | null = null;
  for (const price of prices) if (price !== undefined && (best === null || isBetter(price, best))) best = price;
  return best;
}
