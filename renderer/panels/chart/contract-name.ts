import type { InstrumentId } from '#shared/domain/instrument';
import { symbolOf } from '#shared/domain/words';
import type { UnderlyingView } from '#shared/ipc/views';

/** A derivative's name is its underlying's, then a year: NIFTYNXT50's contracts are none of NIFTY's. */
export function isDerivativeOf(id: InstrumentId, underlying: string): boolean {
  const symbol = symbolOf(id);
  return symbol.startsWith(underlying) && /^\d{2}[A-Z0-9]/.test(symbol.slice(underlying.length));
}

/** Weekly expiries are written yymdd and monthly ones yyMMM: five characters either way. */
const EXPIRY_CODE = 5;

/** What tells a contract from its siblings: '24200CE', 'FUT'. Other instruments keep their symbol. */
export function shortContract(id: InstrumentId, underlyings: readonly Pick<UnderlyingView, 'name'>[]): string {
  const underlying = underlyings.find(({ name }) => isDerivativeOf(id, name));
  return underlying === undefined ? symbolOf(id) : symbolOf(id).slice(underlying.name.length + EXPIRY_CODE);
}
