import type { Order } from '#shared/domain/order';
import { isHeldAtLimit, isLive, type Trade } from '#shared/domain/trade';
import { advanceTrade } from './advance-trade';
import { apart } from './apart';
import { requestCancel } from './cancel';
import type { Core } from './core';
import { marketablePrice } from './gate';
import { lookAtUncovered } from './outside';

/** Kite takes 25 modifications an order; a little below it the order is replaced instead. */
const MOST_MODIFICATIONS = 20;

/** What time alone brings about: prices are moved after the market, lost replies looked up, held-back orders sent. */
export function onTime(core: Core): void {
  for (const order of core.desk.orders.values()) {
    if (order.status === 'unknown') lookUp(core, order);
    else if (order.status === 'working') apart(core, `Order ${order.id}`, () => chase(core, order));
  }
  lookAtUncovered(core);
  for (const trade of core.desk.trades.values()) {
    if (isOnTheMove(trade)) apart(core, trade.name, () => advanceTrade(core, trade.id, core.now()));
  }
}

/** A trade with a leg that leaves alone is still "open", and its exit may have been held back or rejected. */
function isOnTheMove(trade: Trade): boolean {
  return isLive(trade) && (trade.status !== 'open' || trade.legs.some((leg) => leg.status === 'exiting'));
}

/** At a price that a person chose, and that the market has not come to. */
function isResting(core: Core, order: Order): boolean {
  if (!isHeldAtLimit(order, core.desk.trades.get(order.tradeId))) return false;
  const { limit } = order.price;
  const ltp = core.market.quoteOf(order.instrument)?.ltp;
  const isReached = ltp !== undefined && (order.side === 'buy' ? ltp < limit : ltp > limit);
  // Its fill may have happened and the word of it been lost; its price stays what the person said.
  if (isReached) lookUp(core, order);
  return true;
}

function lookUp(core: Core, order: Order): void {
  const last = core.around.lookUps.get(order.id);
  if (last && core.now() - last.askedAt < core.policy.lookUpEveryMs) return;
  core.around.lookUps.set(order.id, { missedAt: -Infinity, misses: 0, ...last, askedAt: core.now() });
  core.effect({ kind: 'read-books' });
}

function chase(core: Core, order: Order): void {
  const since = order.times.pricedAt ?? order.times.acceptedAt ?? order.times.approvedAt;
  if (core.now() - since < core.policy.chaseAfterMs || core.around.inFlight.has(order.id)) return;
  if (order.isCancelRequested) return requestCancel(core, order);
  if (order.price.kind === 'stop-limit' || isResting(core, order)) return;
  const isGivenUp = order.purpose === 'entry' && order.chases >= core.policy.maxEntryChases;
  if (isGivenUp || order.chases >= MOST_MODIFICATIONS) return requestCancel(core, order);
  const instrument = core.market.catalogue.get(order.instrument);
  if (!instrument || !core.market.isOpen(instrument, core.now())) return;
  const price = marketablePrice(core, instrument, order.side, order.purpose);
  // An order that crosses the market and rests all the same has probably filled, and the word of it was lost.
  if (price?.kind !== 'limit' || price.limit === order.price.limit) return lookUp(core, order);
  core.around.inFlight.add(order.id);
  core.emit({
    kind: 'order-changed',
    order: order.id,
    change: { price, chases: order.chases + 1, times: { pricedAt: core.now() } },
  });
  core.effect({ kind: 'modify', order: order.id, price });
}
