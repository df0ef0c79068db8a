import type { Contract } from '#shared/domain/basket';
import { formatDay } from './clock';
import { formatStrike } from './money';

/** 'NIFTY 24,200 CE 18 Aug', 'NIFTY 25 Aug future'. */
export function contractName(contract: Contract): string {
  const { underlying, expiry } = contract;
  return contract.kind === 'future'
    ? `${underlying} ${formatDay(expiry)} future`
    : `${underlying} ${formatStrike(contract.strike)} ${contract.right} ${formatDay(expiry)}`;
}
