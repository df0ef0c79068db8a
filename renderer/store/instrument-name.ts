import type { InstrumentId } from '#shared/domain/instrument';
import { symbolOf } from '#shared/domain/words';
import type { Tables } from '#shared/ipc/views';
import { useDesk } from './desk';

/** As a trader says it: 'NIFTY 24200 CE 18 Aug'. The exchange's symbol until its quote has told. */
export function nameIn({ quotes }: Pick<Tables, 'quotes'>, id: InstrumentId): string {
  return quotes[id]?.name ?? symbolOf(id);
}

export function useInstrumentName(id: InstrumentId): string {
  return useDesk((desk) => nameIn(desk, id));
}
