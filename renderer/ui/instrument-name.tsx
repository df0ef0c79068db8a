import type { InstrumentId } from '#shared/domain/instrument';
import { symbolOf } from '#shared/domain/words';
import { useInstrumentName } from '../store/instrument-name';

/** An instrument as a trader says it, its symbol on hover; the symbol alone while it has no quote. */
export function InstrumentName({ id }: { readonly id: InstrumentId }) {
  return <span title={symbolOf(id)}>{useInstrumentName(id)}</span>;
}
