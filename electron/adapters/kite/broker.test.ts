import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import type { ApprovedOrder } from '#shared/domain/risk';
import { istAt } from '#shared/domain/time';
import { paise, qty } from '#shared/domain/units';
import { createBroker } from './broker';
import { createRest } from './rest';
import {
  bad,
  cutOff,
  good,
  hangUp,
  hurriedTimers,
  json,
  startScriptedServer,
  text,
  type Answer,
} from './scripted-server.testkit';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** The official reply to a call, as it lies in the fixtures. */
const official = (name: string): { data: unknown } =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8'));

async function brokerWith(...script: Answer[]) {
  const server = await startScriptedServer(...script);
  open.push(server.close);
  const timers = hurriedTimers();
  const refusals: string[] = [];
  const rest = createRest({
    root: server.root,
    apiKey: 'key',
    accessToken: 'token',
    timers,
    random: () => 0,
    onTokenRefused: (reason) => refusals.push(reason),
  });
  const log: string[] = [];
  let update: (data: unknown) => void = () => {};
  const onOrder = (listener: (data: unknown) => void) => {
    update = listener;
    return () => {};
  };
  const broker = createBroker({ rest, onOrder, log: (_level, message) => log.push(message) });
  return { broker, server, timers, refusals, log, update: (data: unknown) => update(data) };
}

// The gate is not what is tested here.
const order = {
  id: 'KD1',
  instrument: instrumentId('NFO', 'NIFTY2681824500CE'),
  side: 'sell',
  qty: qty(65),
  price: { kind: 'limit', limit: paise(10_505) },
  product: 'intraday',
} as unknown as ApprovedOrder;
const resting = { ...order, brokerId: '1914227164488687616' } as never;

describe('placing an order', () => {
  it('sends it in Kite’s words, with our id as its tag, and keeps the broker’s id whole', async () => {
    const { broker, server } = await brokerWith(good({ order_id: '1914227164488687616' }));
    expect(await broker.place(order)).toEqual({ kind: 'accepted', brokerId: '1914227164488687616' });
    const [request = ''] = server.requests;
    expect(request).toMatch(/^POST \/orders\/regular /);
    expect(Object.fromEntries(new URLSearchParams(request.split(' ')[2]))).toEqual({
      variety: 'regular',
      exchange: 'NFO',
      tradingsymbol: 'NIFTY2681824500CE',
      transaction_type: 'SELL',
      quantity: '65',
      product: 'MIS',
      order_type: 'LIMIT',
      price: '105.05',
      validity: 'DAY',
      tag: 'KD1',
    });
  });

  it('sends a stop as SL with its trigger', async () => {
    const { broker, server } = await brokerWith(good({ order_id: '1' }));
    await broker.place({ ...order, price: { kind: 'stop-limit', trigger: paise(9_000), limit: paise(8_900) } });
    expect(server.requests[0]).toContain('order_type=SL&price=89&trigger_price=90&');
  });

  it.each<[string, Answer, string | RegExp]>([
    ['a refusal in words', bad(400, 'InputException', 'Invalid `quantity`.'), 'Invalid `quantity`.'],
    [
      'an address that is not registered',
      bad(400, 'PermissionException', 'IP not allowed.'),
      /^IP not allowed. \(.*register/,
    ],
    ['missing margin', bad(400, 'MarginException', 'Insufficient funds.'), 'Insufficient funds.'],
    ['a rate limit', bad(429, 'NetworkException', 'Too many requests'), /too many requests/],
    ['a rate limit of the gateway', text(429, 'slow down', 'text/plain'), /too many requests/],
    ['a dead token', bad(403, 'TokenException', 'Incorrect `api_key` or `access_token`.'), /log in again/],
    ['a gateway that knows no such path', text(404, '<html>', 'text/html'), /HTTP 404/],
  ])('is rejected by %s, and was sent once', async (_what, answer, message) => {
    const { broker, server } = await brokerWith(answer);
    expect(await broker.place(order)).toEqual({ kind: 'rejected', message: expect.stringMatching(message) });
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, Answer]>([
    ['the line is cut', hangUp],
    ['the reply is cut off', cutOff],
    ['the order system is down', bad(502, 'NetworkException', 'Order system unreachable')],
    ['the gateway fails', text(502, '<html>Bad Gateway</html>')],
    ['the gateway gives up waiting', text(504, '')],
    ['the reply is a page', text(200, '<html>maintenance</html>')],
    ['the reply is broken JSON', text(200, '{"status":"succ', 'application/json')],
    ['the reply is empty', json(200, null)],
    ['the reply has no data', json(200, { status: 'success' })],
    ['the reply has no order id', good({})],
    ['the order id was rounded on the way', good({ order_id: 1914227164488687600 })],
    ['it is redirected', text(307, '', 'text/html', { location: '/elsewhere' })],
  ])('is unknown, and not sent again, when %s', async (_what, answer) => {
    const { broker, server } = await brokerWith(answer);
    expect(await broker.place(order)).toEqual({ kind: 'unknown', message: expect.stringMatching(/\w/) });
    expect(server.requests).toHaveLength(1);
  });

  it('is rejected when Kite cannot be reached: nothing was sent', async () => {
    const { broker, server } = await brokerWith(good({}));
    await server.close();
    expect(await broker.place(order)).toEqual({ kind: 'rejected', message: 'Kite cannot be reached (ECONNREFUSED)' });
  });

  it('tells of a dead token whoever met it', async () => {
    const { broker, refusals } = await brokerWith(bad(403, 'TokenException', 'x'));
    await broker.place(order);
    expect(refusals).toEqual(["Kite refused today's session; log in again"]);
  });
});

describe('changing an order', () => {
  it('modifies and cancels by the broker’s id', async () => {
    const { broker, server } = await brokerWith(good({ order_id: '1914227164488687616' }));
    expect(await broker.modify(resting, { kind: 'limit', limit: paise(10_000) })).toEqual({ kind: 'accepted' });
    expect(await broker.cancel(resting)).toEqual({ kind: 'accepted' });
    expect(server.requests).toEqual([
      'PUT /orders/regular/1914227164488687616 order_type=LIMIT&price=100&variety=regular&order_id=1914227164488687616',
      'DELETE /orders/regular/1914227164488687616?variety=regular&order_id=1914227164488687616',
    ]);
  });

  it('cancels an order of another app in the variety that the book told of', async () => {
    const books = ['trades.json', 'positions.json', 'margins_equity.json'].map((name) => good(official(name).data));
    const row = { exchange: 'NFO', tradingsymbol: 'X', order_id: '7', variety: 'amo', status: 'AMO REQ RECEIVED' };
    const rest = { order_timestamp: '2026-08-18 08:00:00', transaction_type: 'BUY', product: 'NRML', quantity: 65 };
    const orders = good([{ ...row, ...rest }]);
    const { broker, server } = await brokerWith(orders, ...books, orders, good({ order_id: '7' }));
    await broker.books();
    expect(await broker.cancel({ brokerId: '7' })).toEqual({ kind: 'accepted' });
    expect(server.requests.at(-1)).toMatch(/^DELETE \/orders\/amo\/7/);
  });

  it('is refused by a no and unknown without an answer', async () => {
    const { broker } = await brokerWith(bad(400, 'OrderException', 'Order is complete'), hangUp);
    expect(await broker.cancel(resting)).toEqual({ kind: 'refused', message: 'Order is complete' });
    expect(await broker.cancel(resting)).toMatchObject({ kind: 'unknown' });
  });
});

describe('reading the books', () => {
  const official4 = [official('trades.json'), official('positions.json'), official('margins_equity.json')].map(
    ({ data }) => good(data),
  );
  const orders = official('orders.json').data;

  it('understands the official replies, leaving out commodities and currencies', async () => {
    const { broker } = await brokerWith(good(orders), ...official4, good(orders));
    const books = await broker.books();
    expect(books.orders.find((known) => known.brokerId === '300000000000000')).toEqual({
      brokerId: '300000000000000',
      orderId: null,
      instrument: 'NSE:IOC',
      side: 'buy',
      product: 'delivery',
      qty: 1,
      filledQty: 1,
      averagePrice: 10_940,
      price: 10_940,
      status: 'filled',
      message: 'COMPLETE',
      updatedAt: istAt('2021-05-31', '15:20:28'),
    });
    expect(books.orders.find((known) => known.status === 'rejected')?.message).toMatch(
      /^Insufficient funds\. Required margin/,
    );
    expect(books.fills[0]).toEqual({
      tradeId: '200000000000000/10000000',
      brokerId: '200000000000000',
      instrument: 'NSE:SBIN',
      side: 'buy',
      qty: 1,
      price: 42_065,
      filledAt: istAt('2021-05-31', '09:16:39'),
    });
    expect(books.funds).toEqual({ available: 9_972_505, used: 14_570_655 });
    const exchanges = [...books.orders, ...books.fills, ...books.positions].map(
      ({ instrument }) => instrument.split(':')[0],
    );
    expect(exchanges.filter((exchange) => exchange === 'MCX' || exchange === 'CDS')).toEqual([]);
  });

  it('reads again when an order moved meanwhile', async () => {
    const row = {
      exchange: 'NFO',
      tradingsymbol: 'X',
      order_id: '1',
      status: 'OPEN',
      order_timestamp: '2026-08-18 10:00:00',
      transaction_type: 'BUY',
      product: 'MIS',
      quantity: 65,
    };
    const filled = { ...row, status: 'COMPLETE', filled_quantity: 65, average_price: 1 };
    const { broker, server } = await brokerWith(
      good([row]),
      ...official4,
      good([filled]),
      ...official4,
      good([filled]),
    );
    expect((await broker.books()).orders).toMatchObject([{ status: 'filled', filledQty: 65 }]);
    expect(server.requests).toHaveLength(9);
  });

  it('refuses a book with a row that it cannot read, rather than leave it out', async () => {
    const { broker } = await brokerWith(good([{ exchange: 'NFO', order_id: 17 }]));
    await expect(broker.books()).rejects.toThrow(/What Kite says about orders cannot be read/);
  });

  it('asks again where that may help, with growing pauses or as long as Kite says', async () => {
    const busy = json(429, {}, { 'retry-after': '3' });
    const { broker, server, timers } = await brokerWith(text(502, ''), busy, hangUp, good([]));
    expect(await broker.fillsOf('1')).toEqual([]);
    expect(server.requests).toHaveLength(4);
    expect(timers.waits).toEqual([400, 3_000, 1_600]);
  });

  it('gives up in the end, and at once where asking cannot help', async () => {
    const down = await brokerWith(text(502, ''));
    await expect(down.broker.fillsOf('1')).rejects.toThrow('Kite could not answer (HTTP 502)');
    expect(down.server.requests).toHaveLength(4);
    const refused = await brokerWith(bad(403, 'PermissionException', 'Insufficient permission for that call.'));
    await expect(refused.broker.fillsOf('1')).rejects.toThrow('Insufficient permission for that call.');
    expect(refused.server.requests).toHaveLength(1);
  });

  it('asks for the margin of the legs together', async () => {
    const { broker, server } = await brokerWith(good(official('basket_margins.json').data));
    expect(await broker.margin([{ ...order, price: paise(10_505) }])).toBe(3_478_673);
    expect(server.requests[0]).toMatch(/^POST \/margins\/basket\?consider_positions=true&mode=compact \[\{/);
  });
});

describe('order updates', () => {
  it('are read like the rows of the book', async () => {
    const { broker, update, log } = await brokerWith(good({}));
    const heard: unknown[] = [];
    broker.onUpdate((order) => heard.push(order));
    update(official('postback.json'));
    expect(heard).toMatchObject([
      { brokerId: '220303000308932', status: 'filled', updatedAt: istAt('2022-03-03', '09:24:25') },
    ]);
    expect(log).toEqual([]);
  });

  it('are passed over, with a word in the log, when they cannot be read', async () => {
    const { broker, update, log } = await brokerWith(good({}));
    const heard: unknown[] = [];
    broker.onUpdate((order) => heard.push(order));
    update({ nonsense: true });
    update(null);
    expect(heard).toEqual([]);
    expect(log).toHaveLength(2);
  });
});
