import type { ExitPlan } from './exit-plan';
import { signOf, type Instrument } from './instrument';
import type { LegLevels } from './facts';
import { mtm } from './position';
import type { QuoteOf } from './quote';
import { clockFromMinute, minuteOfDay } from './time';
import type { Leg, Trade } from './trade';
import { paise, toTick, type EpochMs, type Paise } from './units';
import { inPercent, inRupees, symbolOf } from './words';

/** One way out that the market has reached. `leg` is null when the whole trade leaves. */
export interface ExitTrigger {
  readonly leg: string | null;
  readonly reason: string;
  /** Set off by a loss rather than by a gain or the clock. That of a leg sets off the plan's policy for the other legs. */
  readonly isStop: boolean;
}

/**
 * Looks at an open trade against the market: the first reason to leave all of it, or the legs to leave.
 * Pure; called on every tick, so it allocates only when something is hit.
 */
export function triggersOf(trade: Trade, quoteOf: QuoteOf, now: EpochMs): readonly ExitTrigger[] {
  const ofAll = wholeTrigger(trade, quoteOf, now);
  if (ofAll !== null) return [ofAll];
  let triggers: ExitTrigger[] | null = null;
  for (const leg of trade.legs) {
    if (leg.status !== 'open' && leg.status !== 'entering') continue;
    const trigger = legTrigger(leg, quoteOf);
    if (trigger) (triggers ??= []).push(trigger);
  }
  return triggers ?? NONE;
}

const NONE: readonly ExitTrigger[] = [];

function wholeTrigger(trade: Trade, quoteOf: QuoteOf, now: EpochMs): ExitTrigger | null {
  const { exits } = trade;
  if (exits.squareOffAt !== null && minuteOfDay(now) >= exits.squareOffAt)
    return whole(`Square-off at ${clockFromMinute(exits.squareOffAt)}`, false);
  const moved = moveReason(exits, quoteOf);
  if (moved !== null) return whole(moved, true);
  const left = boundsReason(exits, quoteOf);
  if (left !== null) return whole(left, false);
  return combinedTrigger(trade, quoteOf);
}

function moveReason({ move }: ExitPlan, quoteOf: QuoteOf): string | null {
  if (!move || move.reference === null) return null;
  const ltp = quoteOf(move.instrument)?.ltp;
  if (ltp === undefined || Math.abs(ltp - move.reference) < move.reference * move.fraction) return null;
  return `${symbolOf(move.instrument)} moved ${inPercent(Math.abs(ltp / move.reference - 1))} from ${inRupees(move.reference)} to ${inRupees(ltp)}; the limit is ${inPercent(move.fraction)}`;
}

function boundsReason({ bounds }: ExitPlan, quoteOf: QuoteOf): string | null {
  const ltp = bounds ? quoteOf(bounds.instrument)?.ltp : undefined;
  if (!bounds || ltp === undefined) return null;
  if (bounds.below !== null && ltp <= bounds.below)
    return `${symbolOf(bounds.instrument)} fell to ${inRupees(ltp)}, through ${inRupees(bounds.below)}`;
  if (bounds.above !== null && ltp >= bounds.above)
    return `${symbolOf(bounds.instrument)} rose to ${inRupees(ltp)}, through ${inRupees(bounds.above)}`;
  return null;
}

/** Combined stop and target: the trade's gain over all legs, closed ones included, against the premium it began with. */
function combinedTrigger(trade: Trade, quoteOf: QuoteOf): ExitTrigger | null {
  const { combinedStop, combinedTarget } = trade.exits;
  if ((combinedStop === null && combinedTarget === null) || trade.status !== 'open') return null;
  let gain = 0;
  let premium = 0;
  for (const leg of trade.legs) {
    const ltp = quoteOf(leg.instrument)?.ltp;
    if (ltp === undefined) return null;
    gain += leg.position.realised + mtm(leg.position, ltp);
    // A leg that was left keeps counting with what it was entered for: its own levels remember that price.
    premium += entryValue(leg);
  }
  premium = Math.abs(premium);
  if (premium === 0) return null;
  if (combinedStop !== null && -gain >= premium * combinedStop)
    return whole(
      `Combined stop: loss ${inRupees(-gain)} is ${inPercent(-gain / premium)} of the entry premium, limit ${inPercent(combinedStop)}`,
      true,
    );
  if (combinedTarget !== null && gain >= premium * combinedTarget)
    return whole(
      `Combined target: gain ${inRupees(gain)} is ${inPercent(gain / premium)} of the entry premium, target ${inPercent(combinedTarget)}`,
      false,
    );
  return null;
}

function whole(reason: string, isStop: boolean): ExitTrigger {
  return { leg: null, reason, isStop };
}

/** Signed premium a leg was entered for: from its cost while open, from entry and quantity once left. */
function entryValue(leg: Leg): number {
  return leg.position.qty === 0 ? signOf(leg.side) * leg.qty * (leg.entry ?? 0) : leg.position.cost;
}

function legTrigger(leg: Leg, quoteOf: QuoteOf): ExitTrigger | null {
  if (leg.stop === null && leg.target === null) return null;
  const ltp = quoteOf(leg.instrument)?.ltp;
  if (ltp === undefined || leg.position.qty === 0) return null;
  const sign = Math.sign(leg.position.qty);
  if (leg.stop !== null && (ltp - leg.stop) * sign <= 0) {
    return { leg: leg.id, reason: `Stop ${inRupees(leg.stop)} hit at ${inRupees(ltp)}`, isStop: true };
  }
  if (leg.target !== null && (ltp - leg.target) * sign >= 0) {
    return { leg: leg.id, reason: `Target ${inRupees(leg.target)} reached at ${inRupees(ltp)}`, isStop: false };
  }
  return null;
}

/** Levels of a leg that has just been entered at `entry`, on the instrument's tick grid. */
export function initialLevels(leg: Leg, exits: ExitPlan, entry: Paise, instrument: Instrument): LegLevels {
  // Hedges protect the others; a stop of their own would take the protection away.
  if (leg.role === 'hedge') return { entry, stop: null, target: null, best: entry };
  const sign = signOf(leg.side);
  const at = (fraction: number | null, direction: 1 | -1): Paise | null => {
    if (fraction === null) return null;
    const price = paise(Math.round(entry * (1 + sign * direction * fraction)));
    return price <= 0 ? null : toTick(price, instrument.tickSize, sign * direction > 0 ? 'up' : 'down');
  };
  return { entry, stop: at(exits.legStop, -1), target: at(exits.legTarget, 1), best: entry };
}

/** The levels a trailing stop moves to on a new best price, or null when nothing moves by at least a tick. */
export function trailedLevels(leg: Leg, exits: ExitPlan, ltp: Paise, instrument: Instrument): LegLevels | null {
  if (exits.legTrail === null || leg.stop === null || leg.best === null || leg.position.qty === 0) return null;
  const sign = Math.sign(leg.position.qty);
  if ((ltp - leg.best) * sign <= 0) return null;
  const wanted = toTick(
    paise(Math.round(ltp * (1 - sign * exits.legTrail))),
    instrument.tickSize,
    sign > 0 ? 'down' : 'up',
  );
  if ((wanted - leg.stop) * sign < Math.max(instrument.tickSize, 1)) return null;
  return { entry: leg.entry, stop: wanted, target: leg.target, best: ltp };
}
