import type { Side } from '#shared/domain/instrument';
import type { WorkingOrder } from '#shared/domain/matching/match';
import type { EpochMs, Paise, Qty } from '#shared/domain/units';

/** Kite's words for where an order stands. */
export type KiteStatus =
  | 'PUT ORDER REQ RECEIVED'
  | 'VALIDATION PENDING'
  | 'OPEN PENDING'
  | 'OPEN'
  | 'TRIGGER PENDING'
  | 'MODIFY VALIDATION PENDING'
  | 'MODIFY PENDING'
  | 'MODIFIED'
  | 'CANCEL PENDING'
  | 'COMPLETE'
  | 'CANCELLED'
  | 'REJECTED';

export type Product = 'NRML' | 'MIS';
export type OrderType = 'LIMIT' | 'SL' | 'MARKET' | 'SL-M';
export type Validity = 'DAY' | 'IOC' | 'TTL';

/** One state in the life of an order; the book keeps them all, oldest first. */
export interface BookOrder extends WorkingOrder {
  /** 19 digits, beyond 2⁵³: a client that makes it a number loses it. */
  readonly id: string;
  readonly exchangeId: string | null;
  readonly status: KiteStatus;
  readonly message: string | null;
  readonly rawMessage: string | null;
  readonly token: number;
  readonly product: Product;
  readonly type: OrderType;
  readonly validity: Validity;
  /** Minutes, for TTL. */
  readonly validityTtl: number;
  readonly tag: string | null;
  readonly tags: readonly string[];
  readonly placedBy: string;
  readonly placedAt: EpochMs;
  readonly updatedAt: EpochMs;
  readonly exchangeAt: EpochMs | null;
  /** What was typed as trigger; `trigger` turns null when the stop wakes. */
  readonly triggerPrice: Paise;
  /** Sum of price × quantity of its executions. */
  readonly turnover: number;
  readonly cancelledQty: Qty;
  readonly modifications: number;
}

export interface Trade {
  readonly id: string;
  readonly orderId: string;
  readonly exchangeOrderId: string;
  readonly token: number;
  readonly side: Side;
  readonly product: Product;
  readonly qty: Qty;
  readonly price: Paise;
  readonly at: EpochMs;
}

/** What socket and postback clients are told: the order, under the status of the message. */
export interface OrderNews {
  readonly order: BookOrder;
  readonly status: KiteStatus | 'UPDATE';
}

const FINAL: ReadonlySet<KiteStatus> = new Set(['COMPLETE', 'CANCELLED', 'REJECTED']);

export function isFinished(order: BookOrder): boolean {
  return FINAL.has(order.status);
}

export function isWorking(order: BookOrder): boolean {
  return order.status === 'OPEN' || order.status === 'TRIGGER PENDING';
}
