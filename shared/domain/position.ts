import { signOf } from './instrument';
import type { Fill } from './fill';
import { nearestPaise, paise, qty, type Paise, type Qty } from './units';

/** What is held and what it cost. Cost rather than average price keeps every sum exact. */
export interface Position {
  /** Signed: short is negative. */
  readonly qty: Qty;
  /** Signed cash paid for what is open: negative for a short, which was paid for. */
  readonly cost: Paise;
  /** Gain booked on what was closed, before charges. */
  readonly realised: Paise;
}

export const FLAT: Position = { qty: qty(0), cost: paise(0), realised: paise(0) };

/**
 * Applies one fill. The part that closes books its gain against the cost it carried in
 * proportion; the rest, or a fill through zero, opens at its own price.
 */
export function applyFill(position: Position, fill: Pick<Fill, 'side' | 'qty' | 'price'>): Position {
  const signed = signOf(fill.side) * fill.qty;
  const closing = Math.sign(signed) === -Math.sign(position.qty) ? Math.min(fill.qty, Math.abs(position.qty)) : 0;
  const closedQty = -Math.sign(signed) * closing;
  const closedCost =
    closing === Math.abs(position.qty) ? position.cost : shareOf(position.cost, closing, Math.abs(position.qty));
  const openedQty = signed + closedQty;
  return {
    qty: qty(position.qty + signed),
    cost: paise(position.cost - closedCost + openedQty * fill.price),
    realised: paise(position.realised + closedQty * fill.price - closedCost),
  };
}

/** Rounding a share of the cost moves at most half a paisa between booked and open; their sum stays exact. */
function shareOf(cost: Paise, part: number, whole: number): Paise {
  return nearestPaise((cost * part) / whole);
}

/** Unrealised gain: MTM = quantity × LTP − cost, exactly. */
export function mtm(position: Position, ltp: Paise): Paise {
  return paise(position.qty * ltp - position.cost);
}

/** Signed cash that the fills moved: money in from sales minus money out for purchases. */
export function cashFlow(fills: readonly Pick<Fill, 'side' | 'qty' | 'price'>[]): Paise {
  return paise(fills.reduce((sum, fill) => sum - signOf(fill.side) * fill.qty * fill.price, 0));
}

/** Average price of what is open, in paise with a fraction, for display; null when flat. */
export function averagePrice(position: Position): number | null {
  return position.qty === 0 ? null : position.cost / position.qty;
}
