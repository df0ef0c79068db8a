import { qty, type Qty } from '#shared/domain/units';
import type { Product, Trade } from './order';

/** The day's trading in one instrument and product. Values are paise × units; the demo account starts the day flat. */
export interface DayPosition {
  readonly token: number;
  readonly product: Product;
  readonly buyQty: number;
  readonly buyValue: number;
  readonly sellQty: number;
  readonly sellValue: number;
}

export function netQty(position: DayPosition): Qty {
  return qty(position.buyQty - position.sellQty);
}

function apply(position: DayPosition, trade: Trade): DayPosition {
  const value = trade.qty * trade.price;
  return trade.side === 'buy'
    ? { ...position, buyQty: position.buyQty + trade.qty, buyValue: position.buyValue + value }
    : { ...position, sellQty: position.sellQty + trade.qty, sellValue: position.sellValue + value };
}

/** Closed positions stay in the list with quantity 0, as at Kite. */
export function positionsOf(trades: readonly Trade[]): readonly DayPosition[] {
  const positions = new Map<string, DayPosition>();
  for (const trade of trades) {
    const { token, product } = trade;
    const key = `${token} ${product}`;
    const before = positions.get(key) ?? { token, product, buyQty: 0, buyValue: 0, sellQty: 0, sellValue: 0 };
    positions.set(key, apply(before, trade));
  }
  return [...positions.values()];
}
