import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { createBook } from '#shared/domain/book';
import { createCatalogue } from '#shared/domain/catalogue';
import { instrumentId, type Equity, type InstrumentId } from '#shared/domain/instrument';
import { istAt, SECOND } from '#shared/domain/time';
import { paise, qty } from '#shared/domain/units';
import type { FeedMode, FeedStatus } from '#shared/ports/feed';
import { createFeed } from './feed';
import { createManualTimers } from './manual-timers.testkit';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const NOW = istAt('2026-08-18', '10:00');
const shares: readonly Equity[] = Array.from({ length: 10 }, (_, number) => ({
  kind: 'equity',
  id: instrumentId('NSE', `SHARE${number}`),
  exchange: 'NSE',
  symbol: `SHARE${number}`,
  token: (number + 1) * 256 + 1,
  tickSize: paise(5),
  lotSize: qty(1),
}));
const idOf = (number: number) => instrumentId('NSE', `SHARE${number}`);
const wish = (count: number, mode: FeedMode = 'ltp') =>
  new Map<InstrumentId, FeedMode>(shares.slice(0, count).map(({ id }) => [id, mode]));

/** A connection as the server sees it, with the tokens subscribed on it. */
interface Client {
  readonly socket: WebSocket;
  readonly tokens: Set<number>;
}

async function deskWith(budget: { connections: number; tokensPerConnection: number }) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const clients: Client[] = [];
  const urls: string[] = [];
  let wake = () => {};
  server.on('connection', (socket, request) => {
    const client = { socket, tokens: new Set<number>() };
    clients.push(client);
    urls.push(request.url ?? '');
    socket.on('message', (data: Buffer) => {
      const { a, v } = JSON.parse(data.toString('utf8')) as { a: string; v: number[] };
      if (a === 'subscribe') for (const token of v) client.tokens.add(token);
      if (a === 'unsubscribe') for (const token of v) client.tokens.delete(token);
      wake();
    });
    wake();
  });
  await once(server, 'listening');
  open.push(() => new Promise((resolve) => server.close(resolve)));

  const timers = createManualTimers();
  const log: string[] = [];
  const book = createBook({ capacity: 16 });
  const { port } = server.address() as AddressInfo;
  const feed = createFeed({
    tickerRoot: `ws://127.0.0.1:${port}/`,
    apiKey: 'key',
    accessToken: 'to&ken',
    clock: { now: () => NOW },
    timers,
    random: () => 0,
    book,
    catalogue: createCatalogue(shares),
    log: (_level, message) => log.push(message),
    budget,
  });
  open.push(() => feed.close());
  const statuses: FeedStatus[] = [];
  feed.onStatus((status) => {
    statuses.push(status);
    wake();
  });
  const until = async (isSo: () => boolean) => {
    while (!isSo()) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const price = (client: Client | undefined, number: number, ltp: number) => {
    const frame = Buffer.alloc(12);
    frame.writeUInt16BE(1, 0);
    frame.writeUInt16BE(8, 2);
    frame.writeInt32BE((number + 1) * 256 + 1, 4);
    frame.writeInt32BE(ltp, 8);
    client?.socket.send(frame);
  };
  feed.onPrices(() => wake());
  await until(() => statuses.at(-1)?.kind === 'connected');
  return { feed, book, clients, urls, statuses, timers, log, until, price };
}

const subscribed = (clients: readonly Client[]) => clients.map(({ tokens }) => tokens.size);

describe('the feed', () => {
  it('opens a connection more only when the first is full', async () => {
    const { feed, clients, until } = await deskWith({ connections: 3, tokensPerConnection: 3 });
    feed.subscribe(wish(3));
    await until(() => subscribed(clients).join() === '3');
    feed.subscribe(wish(7));
    await until(() => clients.length === 3 && subscribed(clients).every((tokens) => tokens > 0));
    await until(() => subscribed(clients).reduce((sum, tokens) => sum + tokens, 0) === 7);
    expect(subscribed(clients)[0]).toBe(3);
    expect(new Set(clients.flatMap(({ tokens }) => [...tokens])).size).toBe(7);
  });

  it('names itself with the key and token of the day, encoded', async () => {
    const { urls } = await deskWith({ connections: 1, tokensPerConnection: 3 });
    expect(urls).toEqual([`/?api_key=key&access_token=to%26ken&uid=${NOW}`]);
  });

  it('is as well as the worst of its connections, and tells a new one only its own tokens', async () => {
    const { feed, clients, statuses, timers, until } = await deskWith({ connections: 2, tokensPerConnection: 3 });
    feed.subscribe(wish(5));
    await until(() => subscribed(clients).join() === '3,2');
    await until(() => statuses.at(-1)?.kind === 'connected');
    clients[1]?.socket.terminate();
    await until(() => statuses.at(-1)?.kind === 'disconnected');
    expect(statuses.at(-1)).toEqual({
      kind: 'disconnected',
      reason: 'The price server closed the connection (1006)',
      since: NOW,
    });
    await timers.advance(SECOND);
    await until(() => subscribed(clients).join() === '3,2,2' && statuses.at(-1)?.kind === 'connected');
    expect(clients[2]?.tokens).toEqual(clients[1]?.tokens);
  });

  it('brings prices of all its connections into one book', async () => {
    const { feed, book, clients, price, until } = await deskWith({ connections: 2, tokensPerConnection: 3 });
    feed.subscribe(wish(5));
    await until(() => subscribed(clients).join() === '3,2');
    price(clients[0], 0, 10_000);
    price(clients[1], 4, 20_000);
    await until(() => book.quote(idOf(0)) !== null && book.quote(idOf(4)) !== null);
    expect(book.quote(idOf(0))).toMatchObject({ ltp: 10_000, receivedAt: NOW });
    expect(book.quote(idOf(4))?.ltp).toBe(20_000);
  });

  it('says what it leaves out', async () => {
    const { feed, clients, log, until } = await deskWith({ connections: 1, tokensPerConnection: 3 });
    feed.subscribe(new Map([...wish(5), [instrumentId('NSE', 'GONE'), 'full']]));
    await until(() => subscribed(clients).join() === '3');
    expect(log).toEqual([
      "NSE:GONE is not in today's instruments and gets no prices",
      "2 instruments get no prices: Kite's limit of subscriptions is reached",
    ]);
  });

  it('hands on order updates, logs what the server says and ignores what nobody knows', async () => {
    const { feed, clients, log, until } = await deskWith({ connections: 1, tokensPerConnection: 3 });
    const orders: unknown[] = [];
    feed.onOrder((order) => orders.push(order));
    const say = (message: string) => clients[0]?.socket.send(message);
    say('{"type":"order","data":{"order_id":"1"}}');
    say('not JSON');
    say('{"type":"instruments_meta","data":{}}');
    say('{"type":"error","data":"Too many subscriptions"}');
    feed.subscribe(wish(1));
    await until(() => subscribed(clients).join() === '1');
    clients[0]?.socket.ping();
    await until(() => log.length > 0);
    expect(orders).toEqual([{ order_id: '1' }]);
    expect(log).toEqual(["Kite's ticker says: Too many subscriptions"]);
  });
});
