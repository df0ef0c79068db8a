import { minuteOfDay } from './time';
import type { Leg, Trade } from './trade';
import type { EpochMs, Paise } from './units';

/** A stretch of time and the prices that anything may have in it. */
export interface Reach {
  readonly low: Paise;
  readonly high: Paise;
  /** The last instant of the stretch. */
  readonly until: EpochMs;
}

/**
 * Whether no price within the reach, whichever instrument has it, sets off an exit of the trade: then nobody need look at each.
 * False also where that cannot be told from prices alone, as with a stop that trails or one on several legs together.
 */
export function isOutOfReach({ exits, legs }: Trade, reach: Reach): boolean {
  const { legTrail, combinedStop, combinedTarget, move, bounds, squareOffAt } = exits;
  if (legTrail !== null || combinedStop !== null || combinedTarget !== null) return false;
  if (squareOffAt !== null && minuteOfDay(reach.until) >= squareOffAt) return false;
  if (move && (move.reference === null || furthest(move.reference, reach) >= move.reference * move.fraction))
    return false;
  if (bounds && !isBetween(bounds.below, bounds.above, reach)) return false;
  return legs.every((leg) => isLegOut(leg, reach));
}

function isLegOut({ side, stop, target }: Leg, reach: Reach): boolean {
  return side === 'buy' ? isBetween(stop, target, reach) : isBetween(target, stop, reach);
}

function isBetween(below: Paise | null, above: Paise | null, { low, high }: Reach): boolean {
  return (below === null || low > below) && (above === null || high < above);
}

function furthest(reference: Paise, { low, high }: Reach): number {
  return Math.max(Math.abs(high - reference), Math.abs(reference - low));
}
