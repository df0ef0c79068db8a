import type { InstrumentId } from '#shared/domain/instrument';
import type { Tables } from '#shared/ipc/views';
import { symbolOf } from '../format/instrument';
import { useDesk } from './desk';

/** As a trader says it: 'NIFTY 24200 CE 18 Aug'. The exchange's symbol until its quote has told. */
export function nameIn({ quotes }: Pick<Tables, 'quotes'>, id: InstrumentId): string {
  return quotes[id]?.name ?? symbolOf(id);
}

export function useInstrumentName(id: InstrumentId): string {
  return useDesk((desk) => nameIn(desk, id));
}
