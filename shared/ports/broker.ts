import type { Funds } from '#shared/domain/funds';
import type { InstrumentId, Side } from '#shared/domain/instrument';
import type { Order, OrderPrice, Product } from '#shared/domain/order';
import type { ApprovedOrder } from '#shared/domain/risk';
import type { EpochMs, Paise, Qty } from '#shared/domain/units';

/** How a placement ended. `unknown` means the reply was lost: the order may live, so it is looked up, never sent again. */
export type PlaceOutcome =
  | { readonly kind: 'accepted'; readonly brokerId: string }
  | { readonly kind: 'rejected'; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string };

/** How a cancel or a modification ended. A refusal usually means that the order has just finished. */
export type ChangeOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string };

/** An order as the broker tells it, in our words. */
export interface BrokerOrder {
  readonly brokerId: string;
  /** Our order id, when the order carries one of ours; null for one made elsewhere. */
  readonly orderId: string | null;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly product: Product;
  readonly qty: Qty;
  readonly filledQty: Qty;
  /** Mean fill price in paise with a fraction; null before the first fill. */
  readonly averagePrice: number | null;
  readonly price: Paise;
  readonly status: 'passing' | 'working' | 'filled' | 'cancelled' | 'rejected';
  /** The broker's own words, as shown to the trader. */
  readonly message: string;
  readonly updatedAt: EpochMs;
}

export interface BrokerFill {
  readonly tradeId: string;
  readonly brokerId: string;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly qty: Qty;
  readonly price: Paise;
  readonly filledAt: EpochMs;
}

export interface BrokerPosition {
  readonly instrument: InstrumentId;
  readonly product: Product;
  /** Signed. */
  readonly qty: Qty;
  readonly realisedAndOpen: Paise;
  /** Mean price of what is held, in paise with a fraction; absent where the broker does not tell it. */
  readonly averagePrice?: number | null;
}

/** Everything the broker knows of the day, read together for reconciliation. */
export interface BrokerBooks {
  readonly orders: readonly BrokerOrder[];
  readonly fills: readonly BrokerFill[];
  readonly positions: readonly BrokerPosition[];
  readonly funds: Funds;
}

export interface MarginLeg {
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly qty: Qty;
  readonly product: Product;
  readonly price: Paise;
}

/**
 * A place that executes orders. `place`, `modify` and `cancel` never throw and are never retried by the adapter;
 * reads may be retried by it and reject with an Error whose message a trader understands.
 */
export interface Broker {
  place(order: ApprovedOrder): Promise<PlaceOutcome>;
  modify(order: Order & { readonly brokerId: string }, price: OrderPrice): Promise<ChangeOutcome>;
  cancel(order: { readonly brokerId: string }): Promise<ChangeOutcome>;
  books(): Promise<BrokerBooks>;
  /** The executions of one order; fills come from here, never from an order's average. */
  fillsOf(brokerId: string): Promise<readonly BrokerFill[]>;
  /** Margin for the legs taken together, with the positions held now. */
  margin(legs: readonly MarginLeg[]): Promise<Paise>;
  /** Order changes as they come: duplicated, late, out of order or missing, as the network likes. Returns a way to stop. */
  onUpdate(listener: (update: BrokerOrder) => void): () => void;
}
