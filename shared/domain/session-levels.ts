import type { Bar } from './bars';
import { openingRangeLevels, pivotLevels, previousLevels, swingLevels, type Level } from './levels';
import { withTouches } from './levels-zones';
import { istDate, startOfDay, type IstDate } from './time';
import type { EpochMs } from './units';

export interface LevelSources {
  /** Of the chart's interval, ascending; earlier days may precede today. */
  readonly bars: readonly Bar[];
  /** Day bars, ascending; today's running one may be the last. */
  readonly daily: readonly Bar[];
  readonly date: IstDate;
  /** When today's session began. */
  readonly opensAt: EpochMs;
}

/** Candles either side that a swing has to overtop, as in the S/R breakout. */
const LOOKBACK = 10;
const OPENING_MINUTES = 15;
/** A touch is within this share of the price: about five points of NIFTY. */
const TOUCH = 0.0002;

/** The levels a chart shows for one instrument: today's swings and opening range, yesterday's prices and their pivots. */
export function sessionLevels({ bars, daily, date, opensAt }: LevelSources): readonly Level[] {
  const today = bars.filter((bar) => bar.startAt >= startOfDay(date));
  const yesterday = daily.findLast((bar) => istDate(bar.startAt) < date);
  const levels = [
    ...swingLevels(today, LOOKBACK),
    ...openingRangeLevels(today, opensAt, OPENING_MINUTES),
    ...(yesterday ? [...previousLevels(yesterday, 'day'), ...pivotLevels(yesterday)] : []),
  ];
  const last = today.at(-1)?.close ?? yesterday?.close ?? 0;
  return withTouches(levels, today, last * TOUCH);
}
