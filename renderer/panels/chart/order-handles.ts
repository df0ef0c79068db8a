import type { InstrumentId, Side } from '#shared/domain/instrument';
import { isFinal, pendingQty, type OrderId } from '#shared/domain/order';
import { isHeldAtLimit } from '#shared/domain/trade';
import type { Tables } from '#shared/ipc/views';
import type { PriceMark } from '../../charts/candle-style';
import type { LineHandle } from '../../charts/line-drag';

/** An entry that rests at a person's own price and can be dragged to another. */
export interface OrderHandle extends LineHandle {
  readonly kind: 'order';
  readonly order: OrderId;
  readonly instrument: InstrumentId;
  readonly side: Side;
  /** Units that have not been filled. */
  readonly open: number;
}

/** The entries that rest in the charted instrument. */
export function orderHandles(
  { orders, trades }: Pick<Tables, 'orders' | 'trades'>,
  charted: InstrumentId,
): readonly OrderHandle[] {
  return Object.values(orders)
    .filter((order) => order.instrument === charted && !isFinal(order) && !order.isCancelRequested)
    .filter((order) => isHeldAtLimit(order, trades[order.tradeId]))
    .map((order) => {
      const { id, instrument, side, price } = order;
      const what = { order: id, instrument, side, open: pendingQty(order) };
      return { id: `order ${id}`, kind: 'order', price: price.limit, label: 'New limit', ...what };
    });
}

/** Their lines: 'Sell 65'. */
export function orderMarks(handles: readonly OrderHandle[]): readonly PriceMark[] {
  return handles.map(({ price, side, open }) => ({
    price,
    label: `${side === 'buy' ? 'Buy' : 'Sell'} ${open}`,
    colour: 'accent',
    style: 'dashed',
  }));
}
