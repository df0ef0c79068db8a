import { brokerSays } from '#shared/domain/broker-words';
import type { OrderChange } from '#shared/domain/facts';
import { nameOf } from '#shared/domain/instrument-name';
import { isFinal, type Order, type OrderId } from '#shared/domain/order';
import { isHeldAtLimit, isLive } from '#shared/domain/trade';
import type { BrokerFill, BrokerOrder, ChangeOutcome, PlaceOutcome } from '#shared/ports/broker';
import { advanceTrade, postponeExit } from './advance-trade';
import { apart } from './apart';
import { requestCancel } from './cancel';
import { notice, type Core } from './core';
import { exitableQty } from './gate';
import { protectAfterFill } from './protection';

/** The runner is about to write an order to the broker. */
export function onSending(core: Core, id: OrderId): void {
  core.emit({ kind: 'order-changed', order: id, change: { status: 'sent', times: { sentAt: core.now() } } });
}

/** How a placement ended. An update may have overtaken the reply, so a later status is never turned back. */
export function onPlaced(core: Core, id: OrderId, outcome: PlaceOutcome): void {
  core.around.outbound.delete(id);
  const order = core.desk.orders.get(id);
  if (!order || isFinal(order)) return;
  const now = core.now();
  switch (outcome.kind) {
    case 'accepted': {
      const times = { acceptedAt: now, pricedAt: now };
      core.emit({ kind: 'order-changed', order: id, change: { status: 'working', brokerId: outcome.brokerId, times } });
      const early = core.around.updates.get(id);
      if (early) onBrokerOrder(core, early);
      break;
    }
    case 'rejected':
      // What was never sent was turned back by the desk itself.
      reject(core, order, outcome.message, order.times.sentAt !== undefined);
      break;
    case 'unknown':
      core.emit({ kind: 'order-changed', order: id, change: { status: 'unknown', message: outcome.message } });
      notice(
        core,
        'warning',
        `Order ${id}: no answer from the broker`,
        `${outcome.message}. It is looked up, not sent again.`,
      );
      core.effect({ kind: 'read-books' });
  }
  advanceTrade(core, order.tradeId, now);
}

/** How a modification or cancellation ended. A refusal mostly means that the order has just finished: look. */
export function onChanged(core: Core, id: OrderId, outcome: ChangeOutcome): void {
  core.around.inFlight.delete(id);
  const order = core.desk.orders.get(id);
  if (!order || isFinal(order)) return;
  if (outcome.kind !== 'accepted') {
    const isByHand = isHeldAtLimit(order, core.desk.trades.get(order.tradeId)) && !order.isCancelRequested;
    if (isByHand) tellNotMoved(core, order, outcome.message);
    core.emit({ kind: 'order-changed', order: id, change: { isCancelRequested: false, message: outcome.message } });
    core.effect({ kind: 'read-books' });
  }
}

/** A price that a person typed; one that the desk itself set for a chase is set again. */
function tellNotMoved(core: Core, { instrument }: Order, message: string): void {
  const title = `${nameOf(instrument, core.market.catalogue)}: the order may not have been moved`;
  notice(core, 'warning', title, `${brokerSays(message)}. Its limit is read from the broker's book.`);
}

/** The broker's word on one of our orders; late, repeated and reordered words do no harm. */
export function onBrokerOrder(core: Core, update: BrokerOrder): void {
  const order = orderOf(core, update);
  if (!order) return;
  if (order.brokerId === null) adopt(core, order, update);
  const current = core.desk.orders.get(order.id) ?? order;
  if (isFinal(current)) return;
  core.around.updates.set(order.id, update);
  if (update.filledQty > current.filledQty) {
    // The price of a fill is in the trades, not in the order: fetch them, then come back to this word.
    core.effect({ kind: 'read-fills', order: order.id, brokerId: update.brokerId });
    return;
  }
  settleStatus(core, current, update);
}

/** Learns the broker's id of an order whose reply was lost; one that was given up meanwhile lives on. */
export function adopt(core: Core, order: Order, { brokerId, status, filledQty }: BrokerOrder): void {
  const isTradeOver = !isLive(core.desk.trades.get(order.tradeId) ?? { status: 'failed' });
  const isAlive = status === 'working' || status === 'passing' || filledQty > 0;
  const times = { acceptedAt: core.now() };
  if (!isFinal(order)) {
    const change: OrderChange = { brokerId, times, ...(order.status === 'unknown' ? { status: 'working' } : {}) };
    return core.emit({ kind: 'order-changed', order: order.id, change });
  }
  if (!isAlive) return core.emit({ kind: 'order-changed', order: order.id, change: { brokerId, times } });
  const message = 'It reached the broker after all, after it was given up here';
  core.emit({ kind: 'order-changed', order: order.id, change: { brokerId, times, status: 'working', message } });
  notice(
    core,
    'error',
    `${nameOf(order.instrument, core.market.catalogue)}: an order that was given up lives`,
    `${message}. ${takeBack(core, order, isTradeOver)}`,
  );
}

/** What is done about an order that was given up and lives; answers it in words. */
function takeBack(core: Core, given: Order, isOver: boolean): string {
  const order = core.desk.orders.get(given.id) ?? given;
  const trade = core.desk.trades.get(order.tradeId);
  const leg = trade?.legs.find(({ id }) => id === order.legId);
  if (!trade || !leg) throw new Error(`Order ${order.id} belongs to no leg`);
  if (order.purpose === 'exit') {
    // Another exit may have been sent in its place. Should both fill, what is too much is closed like a position.
    if (exitableQty(core, trade, leg) >= 0) return 'It counts as an exit again.';
    requestCancel(core, order);
    return 'It is being cancelled, because another exit was sent in its place.';
  }
  requestCancel(core, order);
  if (isOver)
    core.emit({ kind: 'trade-closing', trade: trade.id, reason: 'Filled after it was given up', by: 'limit' });
  return 'It is being cancelled, and what fills of a trade that is over is closed at once.';
}

/** Executions as the broker lists them. Each counts once, by its trade id. */
export function onFills(core: Core, fills: readonly BrokerFill[]): void {
  for (const fill of fills) {
    if (!core.desk.fills.has(fill.tradeId)) apart(core, `Fill ${fill.tradeId}`, () => onFill(core, fill));
  }
}

function onFill(core: Core, fill: BrokerFill): void {
  const order = orderByBrokerId(core, fill.brokerId);
  if (!order) return;
  const { tradeId, instrument, side, qty, price, filledAt } = fill;
  core.emit({ kind: 'filled', fill: { tradeId, orderId: order.id, instrument, side, qty, price, filledAt } });
  core.around.filledAt.set(instrument, core.now());
  protectAfterFill(core, order);
  const update = core.around.updates.get(order.id);
  const current = core.desk.orders.get(order.id);
  if (update && current && current.filledQty >= update.filledQty) settleStatus(core, current, update);
  advanceTrade(core, order.tradeId, core.now());
}

function settleStatus(core: Core, order: Order, update: BrokerOrder): void {
  const now = core.now();
  // The fills have said it already; the broker's word is kept beside them.
  if (update.status === 'filled' && order.message !== update.message) {
    return core.emit({ kind: 'order-changed', order: order.id, change: { message: update.message } });
  }
  if (isFinal(order)) return;
  switch (update.status) {
    case 'cancelled':
      core.emit({
        kind: 'order-changed',
        order: order.id,
        change: { status: 'cancelled', message: update.message, times: { finishedAt: now } },
      });
      break;
    case 'rejected':
      reject(core, order, update.message, true);
      break;
    case 'working':
      return keepWorking(core, order, update);
    case 'filled':
    case 'passing':
      return;
  }
  advanceTrade(core, order.tradeId, now);
}

/** The price is the broker's word too: a modification that was refused or lost has left the old one standing. */
function keepWorking(core: Core, order: Order, { price, message }: BrokerOrder): void {
  const isRepriced =
    order.price.kind === 'limit' && price > 0 && price !== order.price.limit && !core.around.inFlight.has(order.id);
  if (order.status === 'working' && order.message === message && !isRepriced) return;
  const change: OrderChange = { status: 'working', message, times: { pricedAt: order.times.pricedAt ?? core.now() } };
  core.emit({
    kind: 'order-changed',
    order: order.id,
    change: isRepriced ? { ...change, price: { kind: 'limit', limit: price } } : change,
  });
}

/** `isBrokers`: whether the message is the broker's own or the desk's. */
export function reject(core: Core, order: Order, message: string, isBrokers = false): void {
  core.emit({
    kind: 'order-changed',
    order: order.id,
    change: { status: 'rejected', message, times: { finishedAt: core.now() } },
  });
  const trade = core.desk.trades.get(order.tradeId);
  const leg = trade?.legs.find((candidate) => candidate.id === order.legId);
  const why = isBrokers ? brokerSays(message) : message;
  if (trade && leg && order.purpose === 'exit') return postponeExit(core, trade, leg, why);
  notice(core, 'error', `Order rejected: ${nameOf(order.instrument, core.market.catalogue)}`, `${why}.`);
}

/** Ours by tag, or by the broker's id once it is known. */
function orderOf(core: Core, update: BrokerOrder): Order | undefined {
  const byTag = update.orderId === null ? undefined : core.desk.orders.get(update.orderId);
  return byTag ?? orderByBrokerId(core, update.brokerId);
}

function orderByBrokerId(core: Core, brokerId: string): Order | undefined {
  return core.desk.orders.get(core.desk.ordersByBrokerId.get(brokerId) ?? '');
}
