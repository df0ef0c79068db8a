import { signOf, type Side } from '../instrument';
import { qty, type Paise, type Qty } from '../units';
import type { Ladder, Level } from './ladder';

/** An order as the matching rules see it. */
export interface WorkingOrder {
  readonly side: Side;
  readonly qty: Qty;
  readonly filledQty: Qty;
  readonly limit: Paise;
  /** The price that wakes a stop order; null for a plain limit, or once it woke. */
  readonly trigger: Paise | null;
}

export interface Execution {
  readonly price: Paise;
  /** Unsigned. */
  readonly qty: Qty;
}

/** What one step of the market showed. */
export interface MarketStep {
  readonly ltp: Paise;
  /** Units that traded in this step. */
  readonly tradedQty: Qty;
  readonly ladder: Ladder;
}

export interface Matched<Order extends WorkingOrder> {
  readonly order: Order;
  readonly executions: readonly Execution[];
  /** What others find: the ladder without the units this order took. */
  readonly ladder: Ladder;
}

export function openQty(order: WorkingOrder): Qty {
  return qty(order.qty - order.filledQty);
}

/** A buy wakes when the last price reaches its trigger from below, a sell from above. */
export function isTriggered(order: WorkingOrder, ltp: Paise): boolean {
  return order.trigger !== null && signOf(order.side) * (ltp - order.trigger) >= 0;
}

/** A price at which this order may trade. */
function isAcceptable(order: WorkingOrder, price: Paise): boolean {
  return signOf(order.side) * (order.limit - price) >= 0;
}

function opposing(side: Side, ladder: Ladder): readonly Level[] {
  return side === 'buy' ? ladder.asks : ladder.bids;
}

function withOpposing(side: Side, ladder: Ladder, levels: readonly Level[]): Ladder {
  return side === 'buy' ? { ...ladder, asks: levels } : { ...ladder, bids: levels };
}

function filledBy<Order extends WorkingOrder>(order: Order, executions: readonly Execution[]): Order {
  const filled = executions.reduce<number>((sum, execution) => sum + execution.qty, order.filledQty);
  return { ...order, filledQty: qty(filled) };
}

/**
 * An order arriving at the exchange takes what the other side shows, best price first and each level at its own price
 * (so it may do better than its limit), until its limit or its quantity is reached.
 */
export function take<Order extends WorkingOrder>(order: Order, ladder: Ladder): Matched<Order> {
  const executions: Execution[] = [];
  const left: Level[] = [];
  let wanted: number = openQty(order);
  for (const level of opposing(order.side, ladder)) {
    const taken = isAcceptable(order, level.price) ? Math.min(wanted, level.qty) : 0;
    if (taken > 0) executions.push({ price: level.price, qty: qty(taken) });
    if (taken < level.qty) left.push({ ...level, qty: qty(level.qty - taken) });
    wanted -= taken;
  }
  return { order: filledBy(order, executions), executions, ladder: withOpposing(order.side, ladder, left) };
}

/**
 * A resting order is met at its own limit when the market comes to it: by the opposing levels at or through the limit, or,
 * when the last trade went strictly through it, by what traded. A last price merely at the limit fills nothing, because
 * our place in the queue at that price is not known.
 */
export function meet<Order extends WorkingOrder>(order: Order, step: MarketStep): Matched<Order> {
  const crossing = take(order, step.ladder);
  const fromLadder = crossing.order.filledQty - order.filledQty;
  const isThrough = isAcceptable(order, step.ltp) && step.ltp !== order.limit;
  const available = Math.max(fromLadder, isThrough ? step.tradedQty : 0);
  const met = Math.min(openQty(order), available);
  const executions = met > 0 ? [{ price: order.limit, qty: qty(met) }] : [];
  return { order: filledBy(order, executions), executions, ladder: crossing.ladder };
}

/**
 * One step of the market for one order in the book: a sleeping stop may wake (and then arrives like a new limit order),
 * a resting limit may be met.
 */
export function advance<Order extends WorkingOrder>(order: Order, step: MarketStep): Matched<Order> {
  if (order.trigger === null) return meet(order, step);
  if (!isTriggered(order, step.ltp)) return { order, executions: [], ladder: step.ladder };
  return take({ ...order, trigger: null }, step.ladder);
}
