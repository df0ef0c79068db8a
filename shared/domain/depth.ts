import type { Book } from './book';
import { DEPTH } from './book-columns';
import type { InstrumentId } from './instrument';
import { paise, qty, type EpochMs, type Paise, type Qty } from './units';

/** What waits at one price. */
export interface DepthLevel {
  readonly price: Paise;
  /** Units. */
  readonly qty: Qty;
  readonly orders: number;
}

/** The visible part of an instrument's order book, best first; a side may be empty. */
export interface Depth {
  readonly bids: readonly DepthLevel[];
  readonly asks: readonly DepthLevel[];
  readonly at: EpochMs;
}

/** Null for an instrument that no price came for yet. */
export function depthOf({ columns, slotOf }: Pick<Book, 'columns' | 'slotOf'>, id: InstrumentId): Depth | null {
  const slot = slotOf(id);
  if (slot === undefined || columns.ltp[slot] === 0) return null;
  const { depthPrice, depthQty, depthOrders } = columns;
  const side = (from: number): readonly DepthLevel[] =>
    Array.from({ length: DEPTH }, (_, level) => from + level).flatMap((index) => {
      const price = depthPrice[index] ?? 0;
      // An empty level is zero or, in some packets, negative.
      if (price <= 0) return [];
      return [{ price: paise(price), qty: qty(depthQty[index] ?? 0), orders: depthOrders[index] ?? 0 }];
    });
  const first = slot * 2 * DEPTH;
  return { bids: side(first), asks: side(first + DEPTH), at: columns.receivedAt[slot] ?? 0 };
}
