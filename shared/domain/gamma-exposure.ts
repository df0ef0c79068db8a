import type { Right } from './instrument';
import type { Paise, Qty } from './units';

/** How far the underlying is taken to move. */
const MOVE = 0.01;

/**
 * What dealers would have to trade of the underlying, in paise, to stay hedged over a move of 1 %: Γ · OI · S² · 1 %,
 * counted positive for calls and negative for puts. The sign is the customary assumption that dealers are long the
 * calls and short the puts that are open (SqueezeMetrics, "The Implied Order Book", 2017); who really holds them nobody
 * publishes. `gamma` is the change of delta per paisa.
 */
export function gammaExposure(
  option: { readonly right: Right; readonly gamma: number; readonly oi: Qty },
  spot: Paise,
): number {
  const sign = option.right === 'CE' ? 1 : -1;
  return sign * option.gamma * option.oi * spot * spot * MOVE;
}
