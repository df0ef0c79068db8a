import { isFinal, type Order, type OrderId } from '#shared/domain/order';
import { err, ok, type Result } from '#shared/domain/result';
import { isHeldAtLimit } from '#shared/domain/trade';
import type { Paise } from '#shared/domain/units';
import type { Core } from './core';
import { check } from './gate';

/**
 * Moves an entry that rests at a person's own limit, because a person said so. Its new price passes the same gate as the
 * first did. What goes after the market by itself is not held at a price: the next chase would take it away again.
 */
export function repriceOrder(core: Core, id: OrderId, limit: Paise): Result<string, string> {
  const order = core.desk.orders.get(id);
  if (!order) return err(`There is no order ${id}`);
  if (order.price.limit === limit) return ok('');
  const refusal = standing(core, order) ?? gated(core, order, limit);
  if (refusal !== null) return err(refusal);
  const price = { kind: 'limit', limit } as const;
  core.around.inFlight.add(id);
  core.emit({ kind: 'order-changed', order: id, change: { price, times: { pricedAt: core.now() } } });
  core.effect({ kind: 'modify', order: id, price });
  return ok('');
}

/** Why the order cannot be moved as it stands; null when it can. */
function standing(core: Core, order: Order): string | null {
  if (isFinal(order)) return `Order ${order.id} is already ${order.status}`;
  if (order.status !== 'working' || order.brokerId === null) return `Order ${order.id} has not reached the broker yet`;
  if (order.isCancelRequested) return `Order ${order.id} is being cancelled`;
  if (core.around.inFlight.has(order.id)) return `The last change of order ${order.id} has not been answered yet`;
  if (order.purpose === 'exit') return 'An exit goes after the market by itself, so that it is never left behind';
  return isHeldAtLimit(order, core.desk.trades.get(order.tradeId))
    ? null
    : 'This entry goes after the market by itself; cancel it and order at a limit';
}

function gated(core: Core, order: Order, limit: Paise): string | null {
  const trade = core.desk.trades.get(order.tradeId);
  const leg = trade?.legs.find(({ id }) => id === order.legId);
  if (!trade || !leg) throw new Error(`Order ${order.id} belongs to no leg`);
  const { purpose, qty: units } = order;
  const checked = check(core, { trade, leg: { ...leg, limit }, purpose, units, signalAt: core.now() });
  return checked.ok ? null : checked.error.message;
}
