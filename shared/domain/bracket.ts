import { nearestPaise, type Paise } from './units';
import type { Direction } from './vehicle';

/** Where a trade on the signal's prices ends: with a loss at `stop`, with a gain at `target`. */
export interface Bracket {
  readonly direction: Direction;
  readonly stop: Paise;
  readonly target: Paise;
  /** What stands in the target's way and was taken for it: the next zone came before the multiple of the risk. */
  readonly isAtObstacle: boolean;
}

export interface BracketTerms {
  readonly direction: Direction;
  readonly entry: Paise;
  readonly stop: Paise;
  /** Target as a multiple of the distance from entry to stop. */
  readonly targetR: number;
  /** Prices that may come first; those behind the entry do not count. */
  readonly obstacles?: readonly Paise[];
}

export function bracketOf({ direction, entry, stop, targetR, obstacles = [] }: BracketTerms): Bracket {
  const sign = direction === 'long' ? 1 : -1;
  let target = nearestPaise(entry + sign * targetR * Math.abs(entry - stop));
  let isAtObstacle = false;
  for (const obstacle of obstacles) {
    if ((obstacle - entry) * sign <= 0 || (target - obstacle) * sign <= 0) continue;
    target = obstacle;
    isAtObstacle = true;
  }
  return { direction, stop, target, isAtObstacle };
}

/** The bracket as bounds of an exit plan. */
export function boundsOf({ direction, stop, target }: Bracket): { readonly below: Paise; readonly above: Paise } {
  return direction === 'long' ? { below: stop, above: target } : { below: target, above: stop };
}
