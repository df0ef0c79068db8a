import type { BasketLeg, Contract, TopOfBook } from '#shared/domain/basket';
import type { InstrumentId } from '#shared/domain/instrument';
import { qty, type Qty } from '#shared/domain/units';
import { chainKey, strikeKey, type OptionCell, type Tables } from '#shared/ipc/views';

/** The market of a leg: from the chain that shows it, else from the quotes. Null while the desk follows neither. */
export function marketOf(
  desk: Tables,
  { instrument, contract }: Pick<BasketLeg, 'instrument' | 'contract'>,
): TopOfBook | null {
  const shown = cellOf(desk, contract) ?? desk.quotes[instrument];
  if (!shown) return null;
  const { bid, ask, ltp } = shown;
  return { bid, ask, ltp };
}

/** How a contract is listed today; null while its chain does not show it. */
export function listingOf(
  desk: Tables,
  contract: Contract,
): { readonly instrument: InstrumentId; readonly lotSize: Qty } | null {
  if (contract.kind === 'future') {
    const id = desk.desk.desk.underlyings.find(({ name }) => name === contract.underlying)?.future;
    const quote = id ? desk.quotes[id] : undefined;
    return quote ? { instrument: quote.id, lotSize: quote.lotSize } : null;
  }
  const cell = cellOf(desk, contract);
  const lotSize = desk.chains[chainKey(contract.underlying, contract.expiry)]?.lotSize ?? qty(0);
  return cell && lotSize > 0 ? { instrument: cell.id, lotSize } : null;
}

function cellOf({ strikes }: Tables, contract: Contract): OptionCell | null {
  if (contract.kind === 'future') return null;
  const row = strikes[strikeKey(chainKey(contract.underlying, contract.expiry), contract.strike)];
  return (contract.right === 'CE' ? row?.ce : row?.pe) ?? null;
}
