import type { Booked, CarriedTrade, Fact, LegLevels, OrderChange } from '#shared/domain/facts';
import type { Fill } from '#shared/domain/fill';
import type { Instance } from '#shared/domain/instance';
import type { Order, OrderId } from '#shared/domain/order';
import { assertNever } from '#shared/domain/result';
import { applyFill } from '#shared/domain/position';
import { settleTrade } from '#shared/domain/settle-trade';
import { isLive, type Leg, type TradeId } from '#shared/domain/trade';
import { qty, type EpochMs, type Qty } from '#shared/domain/units';
import { keepOrder, ordersOfLeg, type MutableDesk } from './desk';

/** Folds one fact into the desk. Throws when the fact contradicts the desk: a broken invariant, never an expected failure. */
export function applyFact(desk: MutableDesk, fact: Fact, at: EpochMs): void {
  switch (fact.kind) {
    case 'day-opened':
      desk.date = fact.date;
      desk.salt = fact.salt;
      for (const carried of fact.carried ?? []) carryOver(desk, carried, at);
      return;
    case 'armed':
      desk.isArmed = true;
      desk.haltReason = null;
      return;
    case 'disarmed':
      desk.isArmed = false;
      return;
    case 'halted':
      desk.isArmed = false;
      desk.haltReason = fact.reason;
      return;
    case 'limits-set':
      // A journal from before a limit existed does not name it.
      desk.limits = { ...desk.limits, ...fact.limits };
      return;
    case 'reconciled':
      desk.isReconciled = true;
      return;
    case 'noticed':
      desk.issued += 1;
      desk.notices.set(fact.notice.id, fact.notice);
      return;
    case 'instance-added':
    case 'instance-removed':
    case 'instance-status':
    case 'instance-set':
    case 'instance-scheduled':
    case 'instance-reset':
    case 'decided':
      return applyToInstances(desk, fact, at);
    case 'called':
    case 'call-ended':
      return applyToCalls(desk, fact);
    case 'trade-opened':
    case 'trade-closing':
    case 'leg-exiting':
    case 'leg-levels':
    case 'exits-set':
      return applyToTrades(desk, fact, at);
    case 'adopted':
      desk.issued += 1;
      return carryOver(desk, fact, at);
    case 'order-approved':
    case 'order-changed':
    case 'filled':
    case 'booked':
      return applyToOrders(desk, fact, at);
    default:
      assertNever(fact);
  }
}

function carryOver(desk: MutableDesk, { trade, booked }: CarriedTrade, at: EpochMs): void {
  desk.trades.set(trade.id, trade);
  for (const each of booked) book(desk, each, at);
  settle(desk, trade.id, at);
}

/** Executions that were not sent from here: the order and its fills become known together. */
function book(desk: MutableDesk, { order, fills }: Booked, at: EpochMs): void {
  if (desk.orders.has(order.id)) throw new Error(`Order id ${order.id} was issued twice`);
  keepOrder(desk, order);
  for (const fill of fills) bookFill(desk, fill, at);
}

type InstanceFact = Extract<Fact, { kind: `instance-${string}` | 'decided' }>;

function applyToInstances(desk: MutableDesk, fact: InstanceFact, at: EpochMs): void {
  if (fact.kind === 'instance-added') {
    desk.issued += 1;
    desk.instances.set(fact.instance.id, fact.instance);
    return;
  }
  if (fact.kind === 'instance-removed') {
    desk.instances.delete(fact.instance);
    return;
  }
  const instance = known(desk.instances.get(fact.instance), 'instance', fact.instance);
  desk.instances.set(instance.id, { ...instance, ...instanceChange(fact, at) });
}

function instanceChange(
  fact: Exclude<InstanceFact, { kind: 'instance-added' | 'instance-removed' }>,
  at: EpochMs,
): Partial<Instance> {
  switch (fact.kind) {
    case 'instance-status':
      return { status: fact.status, statusAt: at, statusReason: fact.reason };
    case 'instance-set':
      return { name: fact.name, params: fact.params, approval: fact.approval };
    case 'instance-scheduled':
      return { schedule: fact.schedule };
    case 'instance-reset':
      return { state: null, why: '', decidedAt: null };
    case 'decided':
      return { state: fact.state, why: fact.why, decidedAt: at };
  }
}

function applyToCalls(desk: MutableDesk, fact: Extract<Fact, { kind: 'called' | 'call-ended' }>): void {
  if (fact.kind === 'called') {
    desk.issued += 1;
    desk.calls.set(fact.call.id, fact.call);
    return;
  }
  const call = known(desk.calls.get(fact.call), 'call', fact.call);
  desk.calls.set(call.id, {
    ...call,
    outcome: fact.outcome,
    result: fact.result,
    tradeId: fact.tradeId ?? call.tradeId,
  });
}

type TradeFact = Extract<Fact, { kind: 'trade-opened' | 'trade-closing' | 'leg-exiting' | 'leg-levels' | 'exits-set' }>;

function applyToTrades(desk: MutableDesk, fact: TradeFact, at: EpochMs): void {
  if (fact.kind === 'trade-opened') {
    desk.issued += 1;
    desk.trades.set(fact.trade.id, fact.trade);
    return;
  }
  const trade = known(desk.trades.get(fact.trade), 'trade', fact.trade);
  switch (fact.kind) {
    case 'trade-closing':
      desk.trades.set(trade.id, {
        ...trade,
        exitReason: trade.exitReason ?? fact.reason,
        exitedBy: trade.exitedBy ?? fact.by,
        ...(fact.isStop === true && { isStopped: true }),
        legs: trade.legs.map((leg) => ({ ...leg, exitReason: leg.exitReason ?? fact.reason })),
      });
      return settle(desk, trade.id, at);
    case 'leg-exiting':
      if (fact.isStop === true) desk.trades.set(trade.id, { ...trade, isStopped: true });
      changeLeg(desk, trade.id, fact.leg, (leg) => ({ ...leg, exitReason: leg.exitReason ?? fact.reason }));
      return settle(desk, trade.id, at);
    case 'leg-levels':
      return changeLeg(desk, trade.id, fact.leg, (leg) => withLevels(leg, fact.levels));
    case 'exits-set':
      desk.trades.set(trade.id, { ...trade, exits: fact.exits });
  }
}

function applyToOrders(desk: MutableDesk, fact: OrderFact, at: EpochMs): void {
  if (fact.kind === 'booked') {
    desk.issued += 1;
    book(desk, fact, at);
  } else if (fact.kind === 'order-approved') {
    desk.issued += 1;
    if (desk.orders.has(fact.order.id)) throw new Error(`Order id ${fact.order.id} was issued twice`);
    keepOrder(desk, fact.order);
  } else if (fact.kind === 'order-changed') {
    const order = known(desk.orders.get(fact.order), 'order', fact.order);
    keepOrder(desk, changedOrder(order, fact.change));
  } else {
    bookFill(desk, fact.fill, at);
  }
  const id = orderIdOf(fact);
  settle(desk, known(desk.orders.get(id), 'order', id).tradeId, at);
}

function withLevels(leg: Leg, { entry, stop, target, best }: LegLevels): Leg {
  return { ...leg, entry, stop, target, best };
}

type OrderFact = Extract<Fact, { kind: 'order-approved' | 'order-changed' | 'filled' | 'booked' }>;

function orderIdOf(fact: OrderFact): OrderId {
  if (fact.kind === 'filled') return fact.fill.orderId;
  return fact.kind === 'order-changed' ? fact.order : fact.order.id;
}

/** Every field by name, also those that an order may lack, so that none is left out of the next one. */
type WholeOrder = { readonly [Name in keyof Required<Order>]: Order[Name] };

/** Written out: a spread over a spread takes thirty times as long, and an order takes this step five times. */
function changedOrder(order: Order, change: OrderChange & { readonly filledQty?: Qty }): Order {
  const next: WholeOrder = {
    id: order.id,
    tradeId: order.tradeId,
    legId: order.legId,
    purpose: order.purpose,
    instrument: order.instrument,
    side: order.side,
    qty: order.qty,
    price: change.price ?? order.price,
    product: order.product,
    status: change.status ?? order.status,
    filledQty: change.filledQty ?? order.filledQty,
    brokerId: change.brokerId ?? order.brokerId,
    message: change.message ?? order.message,
    chases: change.chases ?? order.chases,
    isCancelRequested: change.isCancelRequested ?? order.isCancelRequested,
    times: change.times ? { ...order.times, ...change.times } : order.times,
    isOutside: order.isOutside,
    isExpiry: order.isExpiry,
  };
  return next;
}

function bookFill(desk: MutableDesk, fill: Fill, at: EpochMs): void {
  if (desk.fills.has(fill.tradeId)) throw new Error(`Fill ${fill.tradeId} was applied twice`);
  const order = known(desk.orders.get(fill.orderId), 'order', fill.orderId);
  const filledQty = qty(order.filledQty + fill.qty);
  if (filledQty > order.qty) throw new Error(`Order ${order.id} of ${order.qty} units is filled with ${filledQty}`);
  // Not before every check has passed: a fill that is counted but was not booked would never be booked.
  desk.fills.set(fill.tradeId, fill);
  const isComplete = filledQty === order.qty;
  const firstFilledAt = order.times.firstFilledAt ?? at;
  const filled = changedOrder(order, {
    filledQty,
    status: isComplete ? 'filled' : order.status === 'cancelled' ? 'cancelled' : 'working',
    times: isComplete ? { firstFilledAt, finishedAt: at } : { firstFilledAt },
  });
  keepOrder(desk, filled);
  changeLeg(desk, order.tradeId, order.legId, (leg) => ({ ...leg, position: applyFill(leg.position, fill) }));
}

function changeLeg(desk: MutableDesk, tradeId: TradeId, legId: string, change: (leg: Leg) => Leg): void {
  const trade = known(desk.trades.get(tradeId), 'trade', tradeId);
  desk.trades.set(tradeId, { ...trade, legs: trade.legs.map((leg) => (leg.id === legId ? change(leg) : leg)) });
}

/** Statuses follow from orders and positions; nobody sets them by hand, so they cannot disagree. */
function settle(desk: MutableDesk, tradeId: TradeId, at: EpochMs): void {
  const trade = known(desk.trades.get(tradeId), 'trade', tradeId);
  const settled = settleTrade(trade, (leg) => ordersOfLeg(desk, tradeId, leg.id));
  const isDone = isLive(trade) && !isLive(settled);
  const closedAt = isDone ? at : isLive(settled) ? null : settled.closedAt;
  desk.trades.set(tradeId, closedAt === settled.closedAt ? settled : { ...settled, closedAt });
}

function known<T>(value: T | undefined, what: string, id: string): T {
  if (value === undefined) throw new Error(`The journal speaks of ${what} ${id}, which does not exist`);
  return value;
}
