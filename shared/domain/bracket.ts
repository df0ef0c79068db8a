import type { InstrumentId } from './instrument';
import type { Drawing } from './strategy';
import { nearestPaise, type Paise } from './units';
import type { Direction } from './vehicle';
import { inPoints } from './words';

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
export function boundsOf({ direction, stop, target }: Omit<Bracket, 'isAtObstacle'>): {
  readonly below: Paise;
  readonly above: Paise;
} {
  return direction === 'long' ? { below: stop, above: target } : { below: target, above: stop };
}

/**
 * The end that the price has passed already, in words; null while it lies between both. A candle's close is some moments old when it is
 * heard of, and a trade entered then would be left in the same second.
 */
export function passedEnd(
  { direction, stop, target }: Pick<Bracket, 'direction' | 'stop'> & { readonly target?: Paise },
  ltp: Paise | undefined,
): string | null {
  const sign = direction === 'long' ? 1 : -1;
  if (ltp === undefined) return null;
  if ((ltp - stop) * sign <= 0) return `stop ${inPoints(stop)} already passed: LTP ${inPoints(ltp)}`;
  if (target !== undefined && (ltp - target) * sign >= 0)
    return `target ${inPoints(target)} already reached: LTP ${inPoints(ltp)}`;
  return null;
}

export function bracketDrawings(
  { stop, target }: Pick<Bracket, 'stop' | 'target'>,
  instrument: InstrumentId,
): readonly Drawing[] {
  return [
    { instrument, price: stop, label: 'Stop', tone: 'stop' },
    { instrument, price: target, label: 'Target', tone: 'target' },
  ];
}

/** A stop that follows after the price has gone the risk in favour. Plain JSON: a strategy keeps it between prices. */
export interface Trail {
  readonly direction: Direction;
  readonly entry: Paise;
  readonly stop: Paise;
  /** The best price since, in steps of a twentieth of the risk: finer ones are not worth a line in the journal. */
  readonly best: Paise;
}

const STEPS_PER_RISK = 20;

/** The best price after `ltp`, and whether the price has come back the risk from it, having gone it before. */
export function trail(
  { direction, entry, stop, best }: Trail,
  ltp: Paise,
): { readonly best: Paise; readonly isBack: boolean } {
  const sign = direction === 'long' ? 1 : -1;
  const risk = Math.abs(entry - stop);
  const newBest = (ltp - best) * sign >= risk / STEPS_PER_RISK ? ltp : best;
  const hasGone = (newBest - entry) * sign >= risk;
  return { best: newBest, isBack: hasGone && (newBest - ltp) * sign >= risk };
}
