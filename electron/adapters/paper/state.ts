import { z } from 'zod';
import { executionsOf } from '#shared/domain/carried';
import type { InstrumentId } from '#shared/domain/instrument';
import type { WorkingOrder } from '#shared/domain/matching/match';
import type { Leg, Trade } from '#shared/domain/trade';
import { paise, qty } from '#shared/domain/units';
import type { BrokerFill, BrokerOrder } from '#shared/ports/broker';

/** An order of the paper account, as the broker tells it and as the matching rules see it. */
export interface PaperOrder extends BrokerOrder, WorkingOrder {}

/** Everything the paper account is: enough to go on after a restart. */
export interface PaperState {
  readonly orders: readonly PaperOrder[];
  readonly fills: readonly BrokerFill[];
}

export const EMPTY_STATE: PaperState = { orders: [], fills: [] };

/** The account of a new day that holds what an earlier one left: as orders and fills, like all that it holds. */
export function stateHolding(trades: readonly Trade[]): PaperState {
  const held = trades.flatMap((trade) => trade.legs.map((leg) => heldLeg(trade, leg)));
  return { orders: held.map(({ order }) => order), fills: held.flatMap(({ fills }) => fills) };
}

function heldLeg({ id, product, openedAt }: Trade, leg: Leg): { order: PaperOrder; fills: BrokerFill[] } {
  const { instrument, position } = leg;
  const side = position.qty > 0 ? 'buy' : 'sell';
  const units = qty(Math.abs(position.qty));
  const brokerId = `held-${id}-${leg.id}`;
  const executions = executionsOf({ ...leg, side });
  const limit = executions[0]?.price ?? paise(0);
  const order: PaperOrder = {
    brokerId,
    orderId: null,
    instrument,
    side,
    product,
    qty: units,
    filledQty: units,
    averagePrice: Math.abs(position.cost / position.qty),
    price: limit,
    limit,
    trigger: null,
    status: 'filled',
    message: 'Held from an earlier day',
    updatedAt: openedAt,
  };
  const fills = executions.map(
    (execution, index) =>
      ({
        ...execution,
        tradeId: `${brokerId}-${index}`,
        brokerId,
        instrument,
        side,
        filledAt: openedAt,
      }) satisfies BrokerFill,
  );
  return { order, fills };
}

// Written by us from an id, so that it is one.
const id = z.string().transform((text) => text as InstrumentId);
const amount = z.int().transform(paise);
const units = z.int().transform(qty);
const side = z.enum(['buy', 'sell']);

/** Reads a state that was kept as JSON. */
export const paperState: z.ZodType<PaperState> = z.object({
  orders: z.array(
    z.object({
      brokerId: z.string(),
      orderId: z.string().nullable(),
      instrument: id,
      side,
      product: z.enum(['intraday', 'overnight', 'delivery']),
      qty: units,
      filledQty: units,
      averagePrice: z.number().nullable(),
      price: amount,
      limit: amount,
      trigger: amount.nullable(),
      status: z.enum(['passing', 'working', 'filled', 'cancelled', 'rejected']),
      message: z.string(),
      updatedAt: z.number(),
    }),
  ),
  fills: z.array(
    z.object({
      tradeId: z.string(),
      brokerId: z.string(),
      instrument: id,
      side,
      qty: units,
      price: amount,
      filledAt: z.number(),
    }),
  ),
});
