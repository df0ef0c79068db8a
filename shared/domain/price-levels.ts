import {
  breakOf,
  pointsNeeded,
  supportResistance,
  type Breakout,
  type Point,
  type SupportResistance,
} from './support-resistance';
import type { EpochMs } from './units';
import { inPoints } from './words';

/** Candles around a swing, as the Python server had it. */
const LOOKBACK = 10;
/** As many as the strategy of the same rules looks at. */
const MOST_POINTS = 60;

/** What prices that somebody sends have built up for one symbol. Plain JSON: it outlives the program. */
export interface PriceLevels {
  readonly points: readonly Point[];
  readonly levels: SupportResistance | null;
  /** While set, the levels are locked: this breakout was called and its trade is not over. */
  readonly breakout: { readonly direction: Breakout; readonly at: EpochMs } | null;
}

export interface PointTaken {
  readonly next: PriceLevels;
  /** A close beyond the levels of the points before it. */
  readonly signal: Breakout | null;
  /** In the words of the Python server. */
  readonly message: string;
}

export const NO_LEVELS: PriceLevels = { points: [], levels: null, breakout: null };

/** Takes one price point. The same rules as the strategy "S/R breakout", on points instead of candles. */
export function takePoint(before: PriceLevels, point: Point): PointTaken {
  if (before.breakout !== null)
    return { next: before, signal: null, message: `Levels are locked by the ${before.breakout.direction} trade` };
  const previous = before.points.at(-1);
  const points = [...before.points, point].slice(-MOST_POINTS);
  const signal = before.levels && previous ? breakOf(before.levels, previous.close, point.close) : null;
  if (signal !== null)
    return {
      next: { points, levels: before.levels, breakout: { direction: signal, at: point.startAt } },
      signal,
      message: `Close ${inPoints(point.close)} broke ${signal === 'long' ? 'resistance' : 'support'}`,
    };
  const levels = supportResistance(points, LOOKBACK);
  return { next: { points, levels, breakout: null }, signal: null, message: describe(points.length, levels) };
}

export function describeLevels({ points, levels, breakout }: PriceLevels): string {
  return breakout === null ? describe(points.length, levels) : `Trading the ${breakout.direction} breakout`;
}

function describe(count: number, levels: SupportResistance | null): string {
  const needed = pointsNeeded(LOOKBACK);
  if (count < needed) return `Insufficient data points: ${count} of ${needed}`;
  if (levels === null) return 'Invalid levels: no swing high above a swing low in these prices yet';
  return `Support ${inPoints(levels.support)}, resistance ${inPoints(levels.resistance)}`;
}
