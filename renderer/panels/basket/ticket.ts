import { entryPriceOf, hasFault, legFaults, unitsOf, type BasketLeg, type LegFaults } from '#shared/domain/basket';
import { signOf } from '#shared/domain/instrument';
import { paise, type Paise } from '#shared/domain/units';
import type { Tables } from '#shared/ipc/views';
import { contractName } from '../../format/contract';
import { formatStrike } from '../../format/money';
import { marketOf } from '../../store/contract-market';

/** What a leg would be entered at now; null while nothing is known of its market. */
export function legPrice(desk: Tables, leg: BasketLeg): Paise | null {
  const market = marketOf(desk, leg);
  return market === null ? leg.limit : entryPriceOf(leg, market);
}

/** What stands in the way of sending a leg, by field. */
export function faultsOf(desk: Tables, leg: BasketLeg): LegFaults {
  return legFaults(leg, legPrice(desk, leg));
}

export function isSendable(desk: Tables, legs: readonly BasketLeg[]): boolean {
  return legs.length > 0 && legs.every((leg) => !hasFault(faultsOf(desk, leg)));
}

/** In from what is sold, out for what is bought; null while a price is missing. */
export function netPremium(desk: Tables, legs: readonly BasketLeg[]): Paise | null {
  let total = 0;
  for (const leg of legs) {
    const price = legPrice(desk, leg);
    if (price === null || price <= 0 || !Number.isInteger(leg.lots)) return null;
    // Nothing is paid for a future when it is entered.
    if (leg.contract.kind === 'option') total -= signOf(leg.side) * unitsOf(leg) * price;
  }
  return paise(total);
}

/** What the trade is called in the desk's tables: 'NIFTY 24,200 straddle', 'NIFTY iron condor', 'NIFTY, 3 legs'. */
export function tradeName(legs: readonly BasketLeg[], template: string | null): string {
  const [first] = legs;
  if (!first) return 'Basket';
  const underlyings = [...new Set(legs.map(({ contract }) => contract.underlying))].join(' and ');
  if (template === null)
    return legs.length === 1 ? contractName(first.contract) : `${underlyings}, ${legs.length} legs`;
  const strikes = new Set(legs.map(({ contract }) => (contract.kind === 'option' ? contract.strike : null)));
  const [strike] = strikes;
  const where = strikes.size === 1 && typeof strike === 'number' ? `${formatStrike(strike)} ` : '';
  return `${underlyings} ${where}${template.toLowerCase()}`;
}
