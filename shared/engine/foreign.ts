import type { InstrumentId, Side } from '#shared/domain/instrument';
import type { Product } from '#shared/domain/order';
import type { BrokerBooks, BrokerFill } from '#shared/ports/broker';
import type { Core } from './core';
import type { Holding } from './holdings';

/** Units that we count as ours and that the broker's net position does not cover. */
export function uncoveredUnits({ instrument, product, net }: Holding, { positions }: BrokerBooks): number {
  const theirs = positions
    .filter((position) => position.instrument === instrument && position.product === product)
    .reduce((sum, position) => sum + position.qty, 0);
  return Math.max(0, Math.abs(net) - Math.max(0, theirs * Math.sign(net)));
}

/** Positions, trades and orders are not read at one instant: just after a fill, or before it was read, they tell nothing. */
export function isMoving(core: Core, instrument: InstrumentId, books: BrokerBooks): boolean {
  const filledAt = core.around.filledAt.get(instrument) ?? -Infinity;
  if (core.now() - filledAt < core.policy.lookUpEveryMs) return true;
  return books.orders.some(({ orderId, filledQty }) => {
    const order = orderId === null ? undefined : core.desk.orders.get(orderId);
    return order?.instrument === instrument && filledQty > order.filledQty;
  });
}

interface Traded {
  readonly instrument: InstrumentId;
  readonly product: Product;
  readonly side: Side;
}

/** The broker's trades that nobody here ordered, oldest first. */
export function foreignFills(
  core: Core,
  { instrument, product, side }: Traded,
  { orders, fills }: BrokerBooks,
): BrokerFill[] {
  const foreign = new Set(
    orders
      .filter((order) => order.product === product && !core.desk.ordersByBrokerId.has(order.brokerId))
      .map(({ brokerId }) => brokerId),
  );
  return fills
    .filter((fill) => foreign.has(fill.brokerId) && fill.instrument === instrument && fill.side === side)
    .sort((a, b) => a.filledAt - b.filledAt);
}

const SPLIT = '@';

/** Names what one leg takes of a foreign trade, which may be booked for several. */
export function partId(foreignTrade: string, trade: string, leg: string): string {
  return `${foreignTrade}${SPLIT}${trade}.${leg}`;
}

/** Units of a foreign trade that are booked here already. */
export function usedUnits({ desk }: Core, foreignTrade: string): number {
  let used = 0;
  for (const fill of desk.fills.values()) if (fill.tradeId.startsWith(`${foreignTrade}${SPLIT}`)) used += fill.qty;
  return used;
}
