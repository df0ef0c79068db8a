import type { OutsideOrder, OutsidePiece, OutsidePosition } from '#shared/domain/outside';
import { nearestPaise } from '#shared/domain/units';
import type { BrokerBooks, BrokerPosition } from '#shared/ports/broker';
import { isAsked } from './cancel';
import type { Core } from './core';
import { isOver } from './expiry';
import { foreignFills, isMoving, uncoveredUnits, usedUnits } from './foreign';
import { holdingsOf, keyOf } from './holdings';

/** Notes what the broker has beyond ours, for the screen and for whoever adopts it. */
export function noteOutside(core: Core, books: BrokerBooks): void {
  const before = core.around.outside.positions;
  const holdings = holdingsOf(core);
  const positions = books.positions.flatMap((position): readonly OutsidePosition[] => {
    const { instrument, product } = position;
    if (isOver(core, instrument)) return [];
    // Positions and fills are not read at one instant: what moves is looked at the next time.
    if (isMoving(core, instrument, books))
      return before.filter((known) => known.instrument === instrument && known.product === product);
    const holding = holdings.get(keyOf(instrument, product));
    const ours = holding ? Math.sign(holding.net) * (Math.abs(holding.net) - uncoveredUnits(holding, books)) : 0;
    const qty = position.qty - ours;
    if (qty === 0) return [];
    const other = { instrument, product, side: qty > 0 ? 'sell' : 'buy' } as const;
    const opposed = foreignFills(core, other, books).map(({ tradeId }) => tradeId);
    return [{ instrument, product, qty, pieces: piecesOf(core, position, qty, books), opposed }];
  });
  core.around.outside = { positions, orders: ordersOf(core, books) };
}

function ordersOf(core: Core, { orders }: BrokerBooks): OutsideOrder[] {
  const { desk } = core;
  return orders
    .filter(
      ({ brokerId, orderId, status }) =>
        (status === 'passing' || status === 'working') &&
        !desk.ordersByBrokerId.has(brokerId) &&
        (orderId === null || !desk.orders.has(orderId)),
    )
    .map((order) => (isAsked(core, order.brokerId) ? { ...order, isCancelRequested: true } : order));
}

/** Whoever sells a part has sold the oldest of it, so the newest executions are what is left; the rest is older than today. */
function piecesOf(core: Core, position: BrokerPosition, qty: number, books: BrokerBooks): readonly OutsidePiece[] {
  const { instrument, product, averagePrice } = position;
  const side = qty > 0 ? 'buy' : 'sell';
  const pieces: OutsidePiece[] = [];
  let left = Math.abs(qty);
  for (const fill of foreignFills(core, { instrument, product, side }, books).toReversed()) {
    const units = Math.min(left, fill.qty - usedUnits(core, fill.tradeId));
    if (units <= 0) continue;
    const { brokerId, tradeId, price, filledAt } = fill;
    pieces.unshift({ from: { brokerId, tradeId }, units, price, filledAt });
    left -= units;
  }
  if (left === 0) return pieces;
  const price = averagePrice === undefined || averagePrice === null ? null : nearestPaise(averagePrice);
  return [{ from: null, units: left, price, filledAt: 0 }, ...pieces];
}
