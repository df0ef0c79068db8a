import type { Call } from '#shared/domain/call';
import type { Fill } from '#shared/domain/fill';
import type { Instance } from '#shared/domain/instance';
import type { Notice } from '#shared/domain/notice';
import type { Order, OrderId } from '#shared/domain/order';
import type { RiskLimits } from '#shared/domain/risk';
import type { IstDate } from '#shared/domain/time';
import type { InstanceId, Trade, TradeId } from '#shared/domain/trade';

/** The trading side of the desk: maps of immutable values. Only `applyFact` changes it. */
export interface Desk {
  readonly date: IstDate;
  /** Three letters or digits drawn when the day was opened: a lost journal cannot lead to an order id used before. */
  readonly salt: string;
  readonly isArmed: boolean;
  /** Null while not halted. */
  readonly haltReason: string | null;
  readonly isReconciled: boolean;
  readonly limits: RiskLimits;
  readonly instances: ReadonlyMap<InstanceId, Instance>;
  readonly trades: ReadonlyMap<TradeId, Trade>;
  readonly orders: ReadonlyMap<OrderId, Order>;
  /** Found without looking through the day: the orders of each leg, and each order by the broker's id. */
  readonly ordersByLeg: ReadonlyMap<string, readonly OrderId[]>;
  readonly ordersByBrokerId: ReadonlyMap<string, OrderId>;
  /** By the broker's trade id, which is what makes a fill count once. */
  readonly fills: ReadonlyMap<string, Fill>;
  readonly calls: ReadonlyMap<string, Call>;
  readonly notices: ReadonlyMap<string, Notice>;
  /** How many ids have been given out, so that none is given twice, also after a restart. */
  readonly issued: number;
}

/** The same desk as its one writer sees it. */
export type MutableDesk = {
  -readonly [K in keyof Desk]: Desk[K] extends ReadonlyMap<infer Key, infer Value> ? Map<Key, Value> : Desk[K];
};

export function createDesk(date: IstDate, limits: RiskLimits): MutableDesk {
  return {
    date,
    salt: '000',
    isArmed: false,
    haltReason: null,
    isReconciled: false,
    limits,
    instances: new Map(),
    trades: new Map(),
    orders: new Map(),
    ordersByLeg: new Map(),
    ordersByBrokerId: new Map(),
    fills: new Map(),
    calls: new Map(),
    notices: new Map(),
    issued: 0,
  };
}

/** The orders of one leg, oldest first. */
export function ordersOfLeg(desk: Desk, tradeId: TradeId, legId: string): Order[] {
  const orders: Order[] = [];
  for (const id of desk.ordersByLeg.get(`${tradeId}/${legId}`) ?? []) {
    const order = desk.orders.get(id);
    if (order) orders.push(order);
  }
  return orders;
}

/** Puts an order on the desk, or its next version in the place of the last. */
export function keepOrder(desk: MutableDesk, order: Order): void {
  if (!desk.orders.has(order.id)) {
    const leg = `${order.tradeId}/${order.legId}`;
    desk.ordersByLeg.set(leg, [...(desk.ordersByLeg.get(leg) ?? []), order.id]);
  }
  if (order.brokerId !== null) desk.ordersByBrokerId.set(order.brokerId, order.id);
  desk.orders.set(order.id, order);
}
