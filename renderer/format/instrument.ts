import type { InstrumentId } from '#shared/domain/instrument';

/** The tradingsymbol of an id: 'NFO:NIFTY26AUGFUT' is 'NIFTY26AUGFUT'. */
export function symbolOf(id: InstrumentId): string {
  return id.slice(id.indexOf(':') + 1);
}
