import { SECOND } from './time';
import type { InstanceId, TradeId } from './trade';
import type { EpochMs } from './units';

/** How long a person has to say yes to an entry that asks first. */
export const APPROVAL_MS = 60 * SECOND;

export type CallOutcome = 'open' | 'waiting' | 'taken' | 'refused' | 'lapsed' | 'closed';

/** One recommendation: made once per signal, with what it was based on and what became of it. */
export interface Call {
  readonly id: string;
  /** Null for one that no strategy made. */
  readonly instance: InstanceId | null;
  /** The strategy's id, or the name of whoever made it. */
  readonly strategy: string;
  readonly madeAt: EpochMs;
  /** What it says to do: 'Sell 24250 straddle, 2 lots'. */
  readonly title: string;
  readonly why: string;
  /** The figures the decision looked at, as shown to a person: { 'ATM': '24,250', 'Premium': '₹182.40' }. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Makes a signal one call: the same key from the same source is not logged again that day. */
  readonly signal: string;
  readonly outcome: CallOutcome;
  readonly tradeId: TradeId | null;
  /** What became of it, in words; empty while open. */
  readonly result: string;
}
