import { expiryAt, sessionOf } from './calendar';
import type { Future, Instrument, Option } from './instrument';
import type { Quote } from './quote';
import { MINUTE } from './time';
import { paise, type EpochMs, type Paise } from './units';

/** What ends on a day. */
export type Contract = Future | Option;

export function isContract(instrument: Instrument | undefined): instrument is Contract {
  return instrument?.kind === 'option' || instrument?.kind === 'future';
}

/** Whether a contract has stopped trading for good. */
export function hasExpired({ expiry }: Contract, at: EpochMs): boolean {
  return at >= expiryAt(expiry);
}

/**
 * What one unit of an index contract is settled at: an option at what it is worth at the index's closing value, a future at that
 * value. European and in cash (NSE Clearing, "Settlement price"); shares' contracts are delivered and are none of this.
 */
export function settlementPrice(contract: Contract, close: Paise): Paise {
  if (contract.kind === 'future') return close;
  const { strike, right } = contract;
  return paise(Math.max(0, right === 'CE' ? close - strike : strike - close));
}

/** A last price from so long before the close of trading counts as the close. */
const SLACK = MINUTE;

/**
 * The index's closing value on the contract's last day, or null while it is not known. The feed tells an index when it changes, and
 * since the closing auction (August 2026) once more after continuous trading: a price from before that is not the close.
 */
export function closingValue({ expiry }: Contract, index: Quote | null): Paise | null {
  const session = sessionOf(expiry, 'cash-with-derivatives');
  if (!index || !session || index.ltp <= 0) return null;
  return Math.max(index.exchangeAt, index.receivedAt) >= session.closesAt - SLACK ? index.ltp : null;
}
