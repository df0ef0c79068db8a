import type { InstrumentId } from '#shared/domain/instrument';
import { symbolOf } from '../format/instrument';
import { useDesk } from '../store/desk';

/** An instrument as a trader says it, its symbol on hover; the symbol alone while it has no quote. */
export function InstrumentName({ id }: { readonly id: InstrumentId }) {
  const name = useDesk(({ quotes }) => quotes[id]?.name);
  return <span title={symbolOf(id)}>{name ?? symbolOf(id)}</span>;
}
