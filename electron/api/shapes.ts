import { z } from 'zod';
import type { DeskSession } from '#electron/runner/desk-session';
import type { Order } from '#shared/domain/order';
import type { Quote } from '#shared/domain/quote';
import { averagePrice, mtm } from '#shared/domain/position';
import { istClock, istDate } from '#shared/domain/time';
import type { Trade } from '#shared/domain/trade';
import type { EpochMs } from '#shared/domain/units';
import { symbolOf } from '#shared/domain/words';

/** Prices and money leave in rupees, times on the Indian clock; names are Kite's where Kite has one. */
const rupees = z.number();
const moment = z.string();

export const done = z.object({ status: z.literal('success'), message: z.string() });
export const symbolParams = z.object({
  symbol: z
    .string()
    .trim()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9&:!_. -]{0,59}$/,
      'expected letters and digits as the exchange writes it, at most 60',
    ),
});

export const positionShape = z.object({
  trade: z.string(),
  tradingsymbol: z.string(),
  exchange: z.string(),
  product: z.string(),
  quantity: z.number().int(),
  average_price: rupees.nullable(),
  last_price: rupees.nullable(),
  realised: rupees,
  unrealised: rupees,
});

export const orderShape = z.object({
  order_id: z.string(),
  broker_order_id: z.string().nullable(),
  trade: z.string(),
  purpose: z.enum(['entry', 'exit']),
  tradingsymbol: z.string(),
  exchange: z.string(),
  transaction_type: z.enum(['BUY', 'SELL']),
  quantity: z.number().int(),
  filled_quantity: z.number().int(),
  price: rupees,
  product: z.string(),
  status: z.string(),
  status_message: z.string(),
  placed_at: moment,
});

export const quoteShape = z.object({
  instrument: z.string(),
  last_price: rupees,
  at: moment,
});

export const ohlcShape = quoteShape.extend({
  ohlc: z.object({ open: rupees, high: rupees, low: rupees, close: rupees }),
});

export function inRupees(paise: number): number {
  return paise / 100;
}

/** '2026-08-18T09:20:03+05:30'. */
export function indian(at: EpochMs): string {
  return `${istDate(at)}T${istClock(at)}+05:30`;
}

/** The legs that are open, as positions. */
export function positionsOf(session: DeskSession): z.output<typeof positionShape>[] {
  return [...session.desk.trades.values()].flatMap((trade) => legsOf(trade, session));
}

function legsOf(trade: Trade, { wiring }: DeskSession): z.output<typeof positionShape>[] {
  return trade.legs
    .filter(({ position }) => position.qty !== 0)
    .map(({ instrument, position }) => {
      const ltp = wiring.book.quote(instrument)?.ltp;
      const average = averagePrice(position);
      return {
        trade: trade.id,
        ...namesOf(instrument),
        product: trade.product,
        quantity: position.qty,
        average_price: average === null ? null : Math.round(average) / 100,
        last_price: ltp === undefined ? null : inRupees(ltp),
        realised: inRupees(position.realised),
        unrealised: ltp === undefined ? 0 : inRupees(mtm(position, ltp)),
      };
    });
}

export function orderOf(order: Order): z.output<typeof orderShape> {
  return {
    order_id: order.id,
    broker_order_id: order.brokerId,
    trade: order.tradeId,
    purpose: order.purpose,
    ...namesOf(order.instrument),
    transaction_type: order.side === 'buy' ? 'BUY' : 'SELL',
    quantity: order.qty,
    filled_quantity: order.filledQty,
    price: inRupees(order.price.limit),
    product: order.product,
    status: order.status,
    status_message: order.message,
    placed_at: indian(order.times.approvedAt),
  };
}

export function quoteOf({ id, ltp, receivedAt }: Quote): z.output<typeof quoteShape> {
  return { instrument: id, last_price: inRupees(ltp), at: indian(receivedAt) };
}

export function ohlcOf(quote: Quote): z.output<typeof ohlcShape> {
  const { open, high, low, close } = quote;
  return {
    ...quoteOf(quote),
    ohlc: { open: inRupees(open), high: inRupees(high), low: inRupees(low), close: inRupees(close) },
  };
}

function namesOf(id: Order['instrument']): { readonly tradingsymbol: string; readonly exchange: string } {
  return { tradingsymbol: symbolOf(id), exchange: id.slice(0, id.indexOf(':')) };
}
