import { formatDay } from '../format/clock';
import type { ChainSelection } from '../store/selection';

/** Which chain a panel follows: the one chosen in the option chain. */
export function ChainLabel({ selection }: { readonly selection: ChainSelection }) {
  return (
    <strong title="Follows the option chain's underlying and expiry">
      {selection.underlying.name} {formatDay(selection.expiry)}
    </strong>
  );
}
