import { isFinal, type Order } from './order';
import type { Leg, LegStatus, Trade, TradeStatus } from './trade';

/** Works out the statuses of a trade and its legs from positions, exit reasons and orders alone. */
export function settleTrade(trade: Trade, ordersOf: (leg: Leg) => readonly Order[]): Trade {
  const legs = trade.legs.map((leg) => {
    const status = legStatus(leg, ordersOf(leg));
    return status === leg.status ? leg : { ...leg, status };
  });
  const status = tradeStatus(trade, legs);
  const isSame = status === trade.status && legs.every((leg, index) => leg === trade.legs[index]);
  return isSame ? trade : { ...trade, legs, status };
}

function legStatus(leg: Leg, orders: readonly Order[]): LegStatus {
  const isWorking = (purpose: Order['purpose']): boolean =>
    orders.some((order) => order.purpose === purpose && !isFinal(order));
  const hasEntered = orders.some((order) => order.purpose === 'entry' && order.filledQty > 0);
  if (leg.position.qty !== 0) {
    if (leg.exitReason !== null) return 'exiting';
    return isWorking('entry') || isToBeSent(leg, orders) ? 'entering' : 'open';
  }
  if (isWorking('entry') || isWorking('exit')) return leg.exitReason === null ? 'entering' : 'exiting';
  if (hasEntered) return 'closed';
  const isOver = leg.exitReason !== null || orders.length > 0;
  return isOver ? 'failed' : 'entering';
}

/** Slices that a full second held back are still to come, unless one before them ended short. */
function isToBeSent(leg: Leg, orders: readonly Order[]): boolean {
  let filled = 0;
  for (const order of orders) {
    if (order.purpose !== 'entry') continue;
    if (isFinal(order) && order.filledQty < order.qty) return false;
    filled += order.filledQty;
  }
  return filled < leg.qty;
}

function tradeStatus(trade: Trade, legs: readonly Leg[]): TradeStatus {
  if (legs.every((leg) => leg.status === 'closed' || leg.status === 'failed')) {
    return legs.some((leg) => leg.status === 'closed') ? 'closed' : 'failed';
  }
  if (trade.exitReason !== null) return 'closing';
  return legs.some((leg) => leg.status === 'entering') ? 'opening' : 'open';
}
