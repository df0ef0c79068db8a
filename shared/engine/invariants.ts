import type { Fill } from '#shared/domain/fill';
import { groupBy } from '#shared/domain/group-by';
import { signOf } from '#shared/domain/instrument';
import type { Order } from '#shared/domain/order';
import { cashFlow, mtm } from '#shared/domain/position';
import { SECOND } from '#shared/domain/time';
import type { Leg, Trade } from '#shared/domain/trade';
import { paise } from '#shared/domain/units';
import type { Desk } from './desk';
import { exitableQty } from './gate';

/** What must hold on a desk at every moment, whatever happened. Each function names what is broken; an empty list is well. */

/** I3: what a leg holds is the sum of its fills, and an order's filled quantity is that of its own. */
export function positionFaults(desk: Desk): readonly string[] {
  const filled = fillsByOrder(desk);
  const held = new Map<string, number>();
  const found: string[] = [];
  for (const order of desk.orders.values()) {
    const fills = filled.get(order.id) ?? [];
    const units = fills.reduce((sum, fill) => sum + fill.qty, 0);
    if (order.filledQty !== units) found.push(`I3: ${order.id} says ${order.filledQty} filled, its fills say ${units}`);
    if (units > order.qty) found.push(`I3: ${order.id} of ${order.qty} was filled with ${units}`);
    const leg = legKey(order.tradeId, order.legId);
    held.set(leg, (held.get(leg) ?? 0) + fills.reduce((sum, fill) => sum + signOf(fill.side) * fill.qty, 0));
  }
  for (const [trade, leg] of legsOf(desk)) {
    const units = held.get(legKey(trade.id, leg.id)) ?? 0;
    if (leg.position.qty !== units)
      found.push(`I3: ${trade.id}/${leg.id} holds ${leg.position.qty}, its fills say ${units}`);
  }
  return found;
}

/** I4: realised + MTM = cash flow + quantity × LTP, in paise. It holds at any price, so it is asked at one. */
export function moneyFaults(desk: Desk): readonly string[] {
  const mark = paise(10_000);
  const fills = fillsByTrade(desk);
  return [...desk.trades.values()].flatMap((trade) => {
    const booked = trade.legs.reduce((sum, leg) => sum + leg.position.realised + mtm(leg.position, mark), 0);
    const held = trade.legs.reduce((sum, leg) => sum + leg.position.qty * mark, 0);
    const cash = cashFlow(fills.get(trade.id) ?? []) + held;
    return booked === cash ? [] : [`I4: ${trade.id} has booked ${booked}, its cash says ${cash}`];
  });
}

/** I5: exits never exceed what is open, and never turn a leg round. */
export function exitFaults(desk: Desk): readonly string[] {
  const found: string[] = [];
  for (const [trade, leg] of legsOf(desk)) {
    if (exitableQty({ desk }, trade, leg) < 0) found.push(`I5: exits of ${trade.id}/${leg.id} exceed what is open`);
    if (leg.position.qty * signOf(leg.side) < 0) found.push(`I5: ${trade.id}/${leg.id} was turned round by its exits`);
  }
  return found;
}

/** What orders may be sent at most; the trader's limits or the broker's, whichever is meant. */
export interface OrderRates {
  readonly perSecond: number;
  readonly perDay: number;
}

/**
 * I13: no second holds more orders than allowed, and no day more entries; an exit is never held back by the day's limit.
 * A second is any stretch of 1,000 ms of the desk's clock, its end included.
 */
export function rateFaults(orders: Iterable<Order>, { perSecond, perDay }: OrderRates): readonly string[] {
  const all = [...orders].filter((order) => order.isOutside !== true);
  const times = all.map((order) => order.times.approvedAt).sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [index, at] of times.entries()) {
    while ((times[first] ?? at) <= at - SECOND) first += 1;
    most = Math.max(most, index - first + 1);
  }
  const entries = all.filter((order) => order.purpose === 'entry').length;
  return [
    ...(most > perSecond ? [`I13: ${most} orders in one second; the limit is ${perSecond}`] : []),
    ...(entries > perDay ? [`I13: ${entries} entries in a day; the limit is ${perDay}`] : []),
  ];
}

function* legsOf(desk: Desk): Iterable<readonly [Trade, Leg]> {
  for (const trade of desk.trades.values()) for (const leg of trade.legs) yield [trade, leg];
}

function legKey(trade: string, leg: string): string {
  return `${trade}/${leg}`;
}

function fillsByOrder(desk: Desk): ReadonlyMap<string, readonly Fill[]> {
  return groupBy(desk.fills.values(), (fill) => fill.orderId);
}

function fillsByTrade(desk: Desk): ReadonlyMap<string, readonly Fill[]> {
  return groupBy(desk.fills.values(), (fill) => desk.orders.get(fill.orderId)?.tradeId ?? '');
}
