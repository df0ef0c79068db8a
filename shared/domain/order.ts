import type { InstrumentId, Side } from './instrument';
import type { EpochMs, Paise, Qty } from './units';

/** Our order's id: 1–20 letters and digits, unique for ever, carried in the broker's tag. */
export type OrderId = string;

export type Product = 'intraday' | 'overnight' | 'delivery';

/** A plain limit order, or one that waits for a trigger. Market orders leave as limits with protection. */
export type OrderPrice =
  | { readonly kind: 'limit'; readonly limit: Paise }
  | { readonly kind: 'stop-limit'; readonly limit: Paise; readonly trigger: Paise };

export type OrderPurpose = 'entry' | 'exit';

/**
 * The life of an order as we see it.
 * approved → sent → working → filled | cancelled | rejected; unknown after a lost reply, until looked up.
 */
export type OrderStatus = 'approved' | 'sent' | 'unknown' | 'working' | 'filled' | 'cancelled' | 'rejected';

/** When each stage was reached; the latency view and the audit trail read these. */
export interface OrderTimes {
  readonly signalAt: EpochMs;
  readonly approvedAt: EpochMs;
  readonly sentAt?: EpochMs;
  readonly acceptedAt?: EpochMs;
  /** When we first heard of a fill, by our own clock: the broker's stamps come from another. */
  readonly firstFilledAt?: EpochMs;
  /** When its price was last set; chasing counts from here. */
  readonly pricedAt?: EpochMs;
  readonly finishedAt?: EpochMs;
}

export interface Order {
  readonly id: OrderId;
  readonly tradeId: string;
  readonly legId: string;
  readonly purpose: OrderPurpose;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly qty: Qty;
  readonly price: OrderPrice;
  readonly product: Product;
  readonly status: OrderStatus;
  readonly filledQty: Qty;
  readonly brokerId: string | null;
  /** The broker's own words on the last change, or ours when it never got there. */
  readonly message: string;
  /** How often the price was moved after the fill it hoped for did not come. */
  readonly chases: number;
  readonly isCancelRequested: boolean;
  readonly times: OrderTimes;
  /** Executed in another app, by the broker or on an earlier day, and booked here: the desk never sent it. */
  readonly isOutside?: true | undefined;
  /** The contract's settlement in cash: no order, and no turnover that is charged. */
  readonly isExpiry?: true | undefined;
}

const FINAL: ReadonlySet<OrderStatus> = new Set(['filled', 'cancelled', 'rejected']);

/** No more fills can come. */
export function isFinal(order: Pick<Order, 'status'>): boolean {
  return FINAL.has(order.status);
}

/** Units that may still fill. */
export function pendingQty(order: Pick<Order, 'status' | 'qty' | 'filledQty'>): number {
  return isFinal(order) ? 0 : order.qty - order.filledQty;
}
