import { z } from 'zod';
import type { Funds } from '#shared/domain/funds';
import { instrumentId, type Exchange, type InstrumentId, type Side } from '#shared/domain/instrument';
import type { OrderPrice, Product } from '#shared/domain/order';
import { istAt } from '#shared/domain/time';
import { nearestPaise, qty, type EpochMs, type Paise } from '#shared/domain/units';
import type { BrokerFill, BrokerOrder, BrokerPosition } from '#shared/ports/broker';
import { KiteError } from './kite-error';

/** Kite's words for ours. */
export const PRODUCT_WORDS = { intraday: 'MIS', overnight: 'NRML', delivery: 'CNC' } as const satisfies Record<
  Product,
  string
>;
export const SIDE_WORDS = { buy: 'BUY', sell: 'SELL' } as const satisfies Record<Side, string>;

/** Price, trigger and type of an order, in rupees. Market orders do not exist here. */
export function priceWords(price: OrderPrice) {
  return price.kind === 'limit'
    ? ({ order_type: 'LIMIT', price: price.limit / 100 } as const)
    : ({ order_type: 'SL', price: price.limit / 100, trigger_price: price.trigger / 100 } as const);
}

/** Exchange and symbol, as Kite takes them apart. Throws RangeError for an exchange that is not ours. */
export function symbolWords(id: InstrumentId): { readonly exchange: Exchange; readonly tradingsymbol: string } {
  const colon = id.indexOf(':');
  const exchange = id.slice(0, colon);
  if (!isExchange(exchange)) throw new RangeError(`Expected an instrument of NSE, BSE, NFO or BFO, found ${id}`);
  return { exchange, tradingsymbol: id.slice(colon + 1) };
}

function isExchange(word: string): word is Exchange {
  return EXCHANGES.has(word);
}

/** Commodity and currency books count otherwise (lots, fractions of a paisa) and are not ours to read. */
const EXCHANGES: ReadonlySet<string> = new Set<Exchange>(['NSE', 'BSE', 'NFO', 'BFO']);

/** 'yyyy-mm-dd HH:MM:SS', Indian time whatever the machine's zone. */
const stamp = z.string().transform((text, context): EpochMs => {
  try {
    return istAt(text.slice(0, 10), text.slice(11));
  } catch {
    context.addIssue(`expected a time as yyyy-mm-dd HH:MM:SS, found ${text.slice(0, 30)}`);
    return z.NEVER;
  }
});
const symbol = { exchange: z.string(), tradingsymbol: z.string() };
const side = z.enum(['BUY', 'SELL']).transform((word): Side => (word === 'BUY' ? 'buy' : 'sell'));
const units = z.int();
/** Rupees. A million crore is more than any account or price, and still whole in paise. */
const LARGEST = 1e13;
const amount = z.number().min(-LARGEST).max(LARGEST);
const ours = z.object({ exchange: z.string() });

const varied = z.object({
  order_id: z.string(),
  variety: z.enum(['regular', 'amo', 'co', 'bo', 'iceberg', 'auction']),
});

/** What sort of order it is to Kite. */
export type Variety = z.infer<typeof varied>['variety'];

const order = z
  .object({
    ...symbol,
    // Never a number: 19 digits do not fit one.
    order_id: z.string().min(1),
    status: z.string(),
    status_message: z.string().nullish(),
    order_timestamp: stamp,
    exchange_update_timestamp: stamp.nullish(),
    transaction_type: side,
    product: z.string(),
    quantity: units,
    filled_quantity: units.default(0),
    average_price: amount.default(0),
    price: amount.default(0),
    tag: z.string().nullish(),
  })
  .transform((said): BrokerOrder => ({
    brokerId: said.order_id,
    orderId: said.tag || null,
    instrument: instrumentId(said.exchange, said.tradingsymbol),
    side: said.transaction_type,
    product: productOf(said.product),
    qty: qty(said.quantity),
    filledQty: qty(said.filled_quantity),
    averagePrice: said.average_price > 0 ? Math.round(said.average_price * 1e6) / 1e4 : null,
    price: inPaise(said.price),
    status: statusOf(said.status),
    message: said.status_message || said.status,
    updatedAt: said.exchange_update_timestamp ?? said.order_timestamp,
  }));

const trade = z
  .object({
    ...symbol,
    trade_id: z.string().min(1),
    order_id: z.string().min(1),
    transaction_type: side,
    quantity: units,
    average_price: amount,
    fill_timestamp: stamp,
  })
  .transform((said): BrokerFill => ({
    // An exchange's trade numbers begin anew each day and are the same for both sides; with the order's id they are unique.
    tradeId: `${said.order_id}/${said.trade_id}`,
    brokerId: said.order_id,
    instrument: instrumentId(said.exchange, said.tradingsymbol),
    side: said.transaction_type,
    qty: qty(said.quantity),
    price: inPaise(said.average_price),
    filledAt: said.fill_timestamp,
  }));

const position = z
  .object({ ...symbol, product: z.string(), quantity: units, pnl: amount, average_price: amount.default(0) })
  .transform((said): BrokerPosition => ({
    instrument: instrumentId(said.exchange, said.tradingsymbol),
    product: productOf(said.product),
    qty: qty(said.quantity),
    realisedAndOpen: inPaise(said.pnl),
    averagePrice: said.average_price > 0 ? Math.round(said.average_price * 1e6) / 1e4 : null,
  }));

const funds = z
  .object({ net: amount, utilised: z.object({ debits: amount }) })
  .transform((said): Funds => ({ available: inPaise(said.net), used: inPaise(said.utilised.debits) }));

const basket = z.object({ final: z.object({ total: amount }) }).transform((said): Paise => inPaise(said.final.total));
const placed = z.object({ order_id: z.string().min(1) }).transform((said) => said.order_id);
const netPositions = z.object({ net: z.array(z.unknown()) });

/** The order of a ticker's message, or null for one on another kind of exchange. Throws KiteError when it cannot be read. */
export function readOrder(data: unknown): BrokerOrder | null {
  return isOurs(data) ? read('an order', order, data) : null;
}

/** A row that cannot be read fails the whole: a book with a hole in it would be believed. */
export const readOrders = (data: unknown) => readRows('orders', order, data);
/** Which sort each order is, where that is told. */
export const readVarieties = (data: unknown) =>
  (Array.isArray(data) ? data : []).flatMap((row): readonly (readonly [string, Variety])[] => {
    const said = varied.safeParse(row);
    return said.success ? [[said.data.order_id, said.data.variety]] : [];
  });
export const readTrades = (data: unknown) => readRows('trades', trade, data);
export const readPositions = (data: unknown) =>
  readRows('positions', position, read('positions', netPositions, data).net);
export const readFunds = (data: unknown) => read('funds', funds, data);
export const readBasket = (data: unknown) => read('margins', basket, data);
export const readPlaced = (data: unknown) => read('a new order', placed, data);

function readRows<T>(what: string, schema: z.ZodType<T>, data: unknown): T[] {
  return read(what, z.array(z.unknown()), data)
    .filter(isOurs)
    .map((row) => read(what, schema, row));
}

function read<T>(what: string, schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new KiteError('lost', `What Kite says about ${what} cannot be read: ${z.prettifyError(parsed.error)}`);
}

function isOurs(row: unknown): boolean {
  const said = ours.safeParse(row);
  // What has no exchange is ours to complain about.
  return !said.success || EXCHANGES.has(said.data.exchange);
}

/** MTF and whatever else is carried like shares counts as delivery; bracket and cover orders ended with the day. */
function productOf(word: string): Product {
  if (word === 'NRML') return 'overnight';
  return word === 'MIS' || word === 'BO' || word === 'CO' ? 'intraday' : 'delivery';
}

const STATUSES: ReadonlyMap<string, BrokerOrder['status']> = new Map([
  ['COMPLETE', 'filled'],
  ['CANCELLED', 'cancelled'],
  ['CANCEL', 'cancelled'],
  ['REJECTED', 'rejected'],
  ['OPEN', 'working'],
  ['UPDATE', 'working'],
  ['TRIGGER PENDING', 'working'],
  ['AMO REQ RECEIVED', 'working'],
]);

/** A status nobody told us about is one on the way. */
function statusOf(word: string): BrokerOrder['status'] {
  return STATUSES.get(word) ?? 'passing';
}

/** Averages and sums come as binary fractions of a rupee: 420.65000000000003. */
function inPaise(rupees: number): Paise {
  return nearestPaise(rupees * 100);
}
