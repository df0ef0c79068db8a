import type { InstrumentId, Side } from './instrument';
import type { EpochMs, Paise, Qty } from './units';

/** One execution. The broker's trade id makes it count once, however often it is reported. */
export interface Fill {
  readonly tradeId: string;
  /** Our order's id. */
  readonly orderId: string;
  readonly instrument: InstrumentId;
  readonly side: Side;
  /** Unsigned. */
  readonly qty: Qty;
  readonly price: Paise;
  readonly filledAt: EpochMs;
}
