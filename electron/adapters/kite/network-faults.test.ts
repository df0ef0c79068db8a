import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createBook } from '#shared/domain/book';
import { createCatalogue } from '#shared/domain/catalogue';
import type { ApprovedOrder } from '#shared/domain/risk';
import { paise, qty } from '#shared/domain/units';
import type { FeedStatus } from '#shared/ports/feed';
import { connectKite, type Kite } from './kite';

let undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.reverse()) await step();
  undo = [];
});

/** An account at an address where no Kite is. */
function kiteAt(host: string): Kite {
  const kite = connectKite({
    root: `https://${host}`,
    tickerRoot: `wss://${host}/`,
    apiKey: 'key',
    accessToken: 'token',
    clock: { now: () => 0 },
    book: createBook({ capacity: 1 }),
    catalogue: createCatalogue([]),
  });
  undo.push(() => kite.feed.close());
  return kite;
}

// The gate is not what is tested here.
const ORDER = {
  id: 'NETWORK1',
  instrument: 'NFO:NIFTY26AUGFUT',
  side: 'buy',
  qty: qty(65),
  price: { kind: 'limit', limit: paise(2_500_000) },
  product: 'intraday',
} as unknown as ApprovedOrder;

function disconnected({ feed }: Kite): Promise<FeedStatus> {
  return new Promise((resolve) => {
    const stop: () => void = feed.onStatus((status) => {
      if (status.kind === 'disconnected') queueMicrotask(() => (stop(), resolve(status)));
    });
  });
}

describe('a broker whose name leads nowhere', () => {
  it('never got the order, so it is rejected, and the price socket says why it is down', async () => {
    const kite = kiteAt('kite.invalid');
    const status = disconnected(kite);
    expect(await kite.broker.place(ORDER)).toMatchObject({
      kind: 'rejected',
      message: expect.stringMatching(/^Kite cannot be reached \((ENOTFOUND|EAI_AGAIN)\)$/),
    });
    expect(await status).toMatchObject({ kind: 'disconnected', reason: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) });
  });
});

describe('a line that is not Kite’s: its TLS fails', () => {
  it('leaves an order unknown rather than sent again, and brings no prices', async () => {
    const server: Server = createServer((socket) => socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\n\r\n'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    undo.push(() => server.close());
    // Listening on a TCP port it has an address with a port.
    const kite = kiteAt(`127.0.0.1:${(server.address() as AddressInfo).port}`);
    const status = disconnected(kite);
    expect(await kite.broker.place(ORDER)).toMatchObject({ kind: 'unknown' });
    expect(await status).toMatchObject({ kind: 'disconnected' });
  });
});
