import { messageOf } from '#shared/domain/result';
import type { ApprovedOrder } from '#shared/domain/risk';
import { paise } from '#shared/domain/units';
import type { Broker, BrokerBooks, BrokerOrder, ChangeOutcome, MarginLeg, PlaceOutcome } from '#shared/ports/broker';
import { KiteError } from './kite-error';
import type { Log } from './log';
import type { KiteClient, Rest } from './rest';
import {
  PRODUCT_WORDS,
  priceWords,
  readBasket,
  readFunds,
  readOrder,
  readOrders,
  readPlaced,
  readPositions,
  readTrades,
  readVarieties,
  SIDE_WORDS,
  symbolWords,
  type Variety,
} from './words';

export interface BrokerSetup {
  readonly rest: Rest;
  /** Order updates as Kite words them: the ticker's. */
  readonly onOrder: (listener: (order: unknown) => void) => () => void;
  readonly log: Log;
}

const VARIETY = 'regular';
/** How often the books are read again because an order changed meanwhile. */
const READINGS = 3;

export function createBroker({ rest, onOrder, log }: BrokerSetup): Broker {
  /** Of orders that the book told of: Kite wants to hear it again when one is cancelled, and another app's may be any. */
  const varieties = new Map<string, Variety>();
  return {
    place: (order) => place(rest, order),
    modify: (order, price) => change(rest, (client) => client.modifyOrder(VARIETY, order.brokerId, priceWords(price))),
    cancel: ({ brokerId }) =>
      change(rest, (client) => client.cancelOrder(varieties.get(brokerId) ?? VARIETY, brokerId)),
    books: () => readBooks(rest, varieties),
    fillsOf: async (brokerId) => readTrades(await rest.read('others', (client) => client.getOrderTrades(brokerId))),
    margin: async (legs) => {
      if (legs.length === 0) return paise(0);
      return readBasket(await rest.read('others', (client) => client.orderBasketMargins(legs.map(legWords))));
    },
    onUpdate: (listener) =>
      onOrder((data) => {
        const update = understood(data, log);
        if (update) listener(update);
      }),
  };
}

/** Sent once. Only an answer that says no is a rejection; without one the order may live, and is looked up by its tag. */
async function place(rest: Rest, order: ApprovedOrder): Promise<PlaceOutcome> {
  const { qty, product, price, id } = order;
  try {
    const reply = await rest.send('orders', (client) =>
      client.placeOrder(VARIETY, {
        ...symbolWords(order.instrument),
        transaction_type: SIDE_WORDS[order.side],
        quantity: qty,
        product: PRODUCT_WORDS[product],
        ...priceWords(price),
        validity: 'DAY',
        tag: id,
      }),
    );
    return { kind: 'accepted', brokerId: readPlaced(reply) };
  } catch (error) {
    const { isKnown, message } = fate(error);
    return { kind: isKnown ? 'rejected' : 'unknown', message };
  }
}

async function change(rest: Rest, call: (client: KiteClient) => Promise<unknown>): Promise<ChangeOutcome> {
  try {
    await rest.send('orders', call);
    return { kind: 'accepted' };
  } catch (error) {
    const { isKnown, message } = fate(error);
    return { kind: isKnown ? 'refused' : 'unknown', message };
  }
}

/** Whether a failed request is known to have changed nothing. */
function fate(error: unknown): { readonly isKnown: boolean; readonly message: string } {
  if (error instanceof KiteError) return { isKnown: error.fault !== 'lost', message: withRemedy(error.message) };
  return { isKnown: false, message: messageOf(error) };
}

/** Since April 2026 Kite takes orders only from an address registered with it (SEBI, 2025-02-04); in which words it refuses others is not published. */
function withRemedy(message: string): string {
  const isAddress = /\bIP\b|\bip address/.test(message);
  return isAddress
    ? `${message} (Kite takes orders only from the static IP address that you registered for your Kite Connect account: register this connection's, or trade from the one that is)`
    : message;
}

/**
 * Orders are read before and after everything else, and all of it once more if they moved: fills and
 * positions that belong to different moments would look like a difference to be explained.
 */
async function readBooks(rest: Rest, varieties: Map<string, Variety>): Promise<BrokerBooks> {
  let orders = await readOrderBook(rest, varieties);
  for (let reading = 1; ; reading++) {
    const trades = await rest.read('others', (client) => client.getTrades());
    const positions = await rest.read('others', (client) => client.getPositions());
    const margins = await rest.read('others', (client) => client.getMargins('equity'));
    const after = await readOrderBook(rest, varieties);
    const isSettled = digest(after) === digest(orders);
    orders = after;
    if (!isSettled && reading < READINGS) continue;
    return { orders, fills: readTrades(trades), positions: readPositions(positions), funds: readFunds(margins) };
  }
}

export async function readOrderBook(rest: Rest, varieties = new Map<string, Variety>()): Promise<BrokerOrder[]> {
  const rows: unknown = await rest.read('others', (client) => client.getOrders());
  for (const [brokerId, variety] of readVarieties(rows)) varieties.set(brokerId, variety);
  return readOrders(rows);
}

function digest(orders: readonly BrokerOrder[]): string {
  return orders.map(({ brokerId, status, filledQty }) => `${brokerId} ${status} ${filledQty}`).join('\n');
}

function understood(data: unknown, log: Log): BrokerOrder | null {
  try {
    return readOrder(data);
  } catch (error) {
    // Nothing is lost: the books are read anyway, on a timer and after each reconnection.
    log('warn', messageOf(error));
    return null;
  }
}

function legWords(leg: MarginLeg) {
  return {
    ...symbolWords(leg.instrument),
    transaction_type: SIDE_WORDS[leg.side],
    variety: VARIETY,
    product: PRODUCT_WORDS[leg.product],
    order_type: 'LIMIT' as const,
    quantity: leg.qty,
    price: leg.price / 100,
    trigger_price: 0,
  } as const;
}
