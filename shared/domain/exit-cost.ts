import { chargesFor, type ChargeSegment } from './charges';
import type { Exchange } from './instrument';
import type { TopOfBook } from './basket';
import type { IstDate } from './time';
import { paise, qty, type Paise, type Qty } from './units';

/** What leaving a position at once takes from the gain that it shows. */
export interface ExitCost {
  /** From the last price, which MTM counts with, to the other side of the book. It may be negative: a gain. */
  readonly spread: Paise;
  readonly charges: Paise;
  readonly total: Paise;
}

export interface ExitTerms {
  readonly segment: ChargeSegment;
  readonly exchange: Exchange;
  readonly date: IstDate;
}

/** Null when nobody takes the other side, and when there is nothing to leave. Signed units; one order is charged. */
export function exitCost(units: Qty, { bid, ask, ltp }: TopOfBook, terms: ExitTerms): ExitCost | null {
  const price = units > 0 ? bid : ask;
  if (units === 0 || price <= 0) return null;
  const spread = paise(units * (ltp - price));
  const side = units > 0 ? 'sell' : 'buy';
  const charges = chargesFor({ ...terms, side, orders: 1, price, qty: qty(Math.abs(units)) }).total;
  return { spread, charges, total: paise(spread + charges) };
}

/** Of several positions together; null when one of them cannot be left. */
export function sumExitCosts(costs: readonly (ExitCost | null)[]): ExitCost | null {
  let [spread, charges] = [0, 0];
  for (const cost of costs) {
    if (cost === null) return null;
    spread += cost.spread;
    charges += cost.charges;
  }
  return { spread: paise(spread), charges: paise(charges), total: paise(spread + charges) };
}
