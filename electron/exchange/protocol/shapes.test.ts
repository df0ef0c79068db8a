import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checksum, requestToken, startDemo, type Demo } from '../testing/demo';
import { shapeDifferences, type Exceptions } from '../testing/shape';

const CALL = 'NIFTY2681824200CE';
const SELL = { exchange: 'NFO', tradingsymbol: CALL, transaction_type: 'SELL', quantity: '65', product: 'NRML' };
const PRICED = { ...SELL, order_type: 'LIMIT', price: '30', validity: 'DAY' };
const BASKET = [
  { ...PRICED, variety: 'regular', quantity: 65, price: 30 },
  {
    ...PRICED,
    variety: 'regular',
    quantity: 65,
    price: 5,
    transaction_type: 'BUY',
    tradingsymbol: 'NIFTY2681824500CE',
  },
];

function mock(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/kite-mocks/${name}.json`, import.meta.url), 'utf8'));
}

let demo: Demo;
let orderId: string;

async function json(path: string, body: unknown): Promise<unknown> {
  demo.machine.now += 1000;
  const headers = {
    'x-kite-version': '3',
    'content-type': 'application/json',
    authorization: `token demokey:${token}`,
  };
  const reply = await fetch(demo.exchange.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return reply.json();
}

let token = '';

beforeAll(async () => {
  demo = await startDemo();
  token = await demo.login();
  const placed = await demo.call('POST', '/orders/regular', PRICED);
  // Checked below against the official sample.
  orderId = (placed.body.data as { order_id: string }).order_id;
});
afterAll(() => demo.close());

/** What our answer adds or leaves out against the sample, and why. */
const NEWER_ORDER_FIELDS: Exceptions = {
  'data[].account_id': 'in the newer rows of orders.json, not in its first',
  'data[].validity_ttl': 'the same',
  'data[].auction_number': 'the same',
  'data[].tags': 'the same',
};

describe('every answer has the shape of the official sample', () => {
  const reads: readonly [path: string, sample: string, exceptions?: Exceptions][] = [
    ['/user/profile', 'profile'],
    ['/user/margins', 'margins'],
    ['/user/margins/equity', 'margins_equity'],
    ['/orders', 'orders', NEWER_ORDER_FIELDS],
    ['/trades', 'trades'],
    ['/portfolio/positions', 'positions'],
    ['/quote/ltp?i=NFO:TEST', 'ltp'],
    ['/quote/ohlc?i=NFO:TEST', 'ohlc'],
    ['/quote?i=NFO:TEST', 'quote'],
  ];

  it.each(reads)('GET %s', async (path, sample, exceptions) => {
    const { status, body } = await demo.call('GET', path.replace('NFO:TEST', `NFO:${CALL}`));
    // Quotes are keyed by what was asked for: give both the same key.
    const [ours, theirs] = [body, mock(sample)].map((one) =>
      JSON.parse(JSON.stringify(one).replace(`"NFO:${CALL}"`, '"key"').replace('"NSE:INFY"', '"key"')),
    );
    expect(status).toBe(200);
    expect(shapeDifferences(ours, theirs, exceptions)).toEqual([]);
  });

  it('an order history and an order’s trades', async () => {
    const history = await demo.call('GET', `/orders/${orderId}?order_id=${orderId}`);
    const newer = Object.fromEntries(
      [
        'status_message_raw',
        'exchange_update_timestamp',
        'market_protection',
        'meta',
        'guid',
        ...Object.keys(NEWER_ORDER_FIELDS).map((key) => key.slice(7)),
      ].map((field) => [`data[].${field}`, 'order_info.json is of 2017 and lacks it']),
    );
    expect(shapeDifferences(history.body, mock('order_info'), newer)).toEqual([]);
    const trades = await demo.call('GET', `/orders/${orderId}/trades`);
    expect(shapeDifferences(trades.body, mock('order_trades'))).toEqual([]);
  });

  it('placing, changing and cancelling', async () => {
    const placed = await demo.call('POST', '/orders/regular', { ...PRICED, price: '60' });
    expect(shapeDifferences(placed.body, mock('order_response'))).toEqual([]);
    const { order_id: id } = placed.body.data as { order_id: string };
    expect(id).toMatch(/^\d{19}$/);
    const modified = await demo.call('PUT', `/orders/regular/${id}`, { price: '61', variety: 'regular', order_id: id });
    expect(shapeDifferences(modified.body, mock('order_modify'))).toEqual([]);
    const cancelled = await demo.call('DELETE', `/orders/regular/${id}?variety=regular&order_id=${id}`);
    expect(shapeDifferences(cancelled.body, mock('order_cancel'))).toEqual([]);
  });

  it('a sliced order: a parent that is not in the book, children that are', async () => {
    const { body } = await demo.call('POST', '/orders/regular', {
      ...PRICED,
      quantity: '3900',
      price: '90',
      autoslice: 'true',
    });
    expect(shapeDifferences(body, mock('autoslice_response'))).toEqual([]);
    const { order_id: parent, children } = body.data as { order_id: string; children: { order_id: string }[] };
    const book = (await demo.call('GET', '/orders')).body.data as {
      order_id: string;
      quantity: number;
      tags: string[];
    }[];
    const own = book.filter((order) => order.tags.includes(`autoslice:${parent}`));
    expect(own.map((order) => order.quantity)).toEqual([1755, 1755, 390]);
    expect(own.map((order) => order.order_id)).toEqual(children.map((child) => child.order_id));
    expect(book.some((order) => order.order_id === parent)).toBe(false);
  });

  it('margins of orders and of a basket, with charges', async () => {
    const orders = await json('/margins/orders?mode=compact', BASKET);
    expect(shapeDifferences(orders, mock('order_margins'))).toEqual([]);
    const basket = await json('/margins/basket?consider_positions=false&mode=compact', BASKET);
    expect(shapeDifferences(basket, mock('basket_margins'))).toEqual([]);
    const { initial, final } = (basket as { data: { initial: { total: number }; final: { total: number } } }).data;
    expect(final.total).toBeLessThan(initial.total);
  });

  it('a virtual contract note', async () => {
    const note = await json('/charges/orders', [{ ...BASKET[0], order_id: '1', average_price: 100 }]);
    expect(shapeDifferences(note, mock('virtual_contract_note'))).toEqual([]);
    const [{ charges }] = (note as { data: [{ charges: { brokerage: number; transaction_tax: number } }] }).data;
    expect(charges).toMatchObject({ brokerage: 20, transaction_tax: 9.75 });
  });

  it('candles with and without OI', async () => {
    const query = 'from=2026-08-18+10:45:00&to=2026-08-18+11:00:00';
    const path = `/instruments/historical/11545090/minute?${query}`;
    const plain = await demo.call('GET', path);
    expect(shapeDifferences(plain.body, mock('historical_minute'))).toEqual([]);
    const [row] = (plain.body.data as { candles: unknown[][] }).candles;
    expect([row?.length, row?.[0]]).toEqual([6, '2026-08-18T10:45:00+0530']);
    const withOi = await demo.call('GET', `${path}&oi=1`);
    expect((withOi.body.data as { candles: unknown[][] }).candles[0]).toHaveLength(7);
  });

  it('a session', async () => {
    const request = await requestToken(demo.exchange.url);
    const form = { api_key: 'demokey', request_token: request, checksum: checksum(request) };
    const { body } = await demo.call('POST', '/session/token', form);
    expect(shapeDifferences(body, mock('generate_session'))).toEqual([]);
    const { access_token: fresh } = body.data as { access_token: string };
    const ended = await demo.call('DELETE', `/session/token?api_key=demokey&access_token=${fresh}`);
    expect(shapeDifferences(ended.body, mock('session_logout'))).toEqual([]);
    await demo.login();
  });
});
