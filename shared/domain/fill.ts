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

/** The mean price of each order's fills by its quantities, in paise with a fraction; orders without fills are left out. */
export function averagePrices(fills: Iterable<Fill>): ReadonlyMap<string, number> {
  const sums = new Map<string, { qty: number; turnover: number }>();
  for (const { orderId, qty, price } of fills) {
    const sum = sums.get(orderId) ?? { qty: 0, turnover: 0 };
    sum.qty += qty;
    sum.turnover += qty * price;
    sums.set(orderId, sum);
  }
  return new Map([...sums].map(([order, { qty, turnover }]) => [order, turnover / qty]));
}
