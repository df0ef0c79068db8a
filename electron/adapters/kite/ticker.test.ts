import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { createManualTimers } from './manual-timers.testkit';
import { createTicker, type Ticker, type TickerState } from './ticker';

const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function startServer(answer: { status: number } = { status: 101 }) {
  const server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    verifyClient: (_info, done) => done(answer.status === 101, answer.status),
  });
  await once(server, 'listening');
  open.push(() => {
    for (const client of server.clients) client.terminate();
    return new Promise((resolve) => server.close(resolve));
  });
  const nextClient = async () => {
    const [socket]: WebSocket[] = await once(server, 'connection');
    if (!socket) throw new Error('No client came');
    return socket;
  };
  return { url: urlOf(server.address() as AddressInfo), nextClient, clients: server.clients };
}

const urlOf = ({ port }: AddressInfo) => `ws://127.0.0.1:${port}/`;

function watch(url: () => string) {
  const timers = createManualTimers();
  const states: TickerState[] = [];
  const frames: string[] = [];
  const texts: string[] = [];
  let wake = () => {};
  const ticker: Ticker = createTicker({
    url,
    timers,
    random: () => 0,
    onState: (state) => {
      states.push(state);
      wake();
    },
    onFrame: (frame) => {
      frames.push(Buffer.from(frame).toString('hex'));
      wake();
    },
    onText: (text) => {
      texts.push(text);
      wake();
    },
  });
  open.push(() => ticker.close());
  const until = async (isSo: () => boolean) => {
    while (!isSo()) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { ticker, timers, states, frames, texts, until, kinds: () => states.map(({ kind }) => kind) };
}

describe('a connection to the ticker', () => {
  it('connects, says what it is told and hands on what it hears', async () => {
    const server = await startServer();
    const client = server.nextClient();
    const { ticker, frames, texts, until, kinds } = watch(() => server.url);
    const socket = await client;
    await until(() => ticker.state().kind === 'connected');
    ticker.send({ a: 'subscribe', v: [408065] });
    const [command] = await once(socket, 'message');
    expect(String(command)).toBe('{"a":"subscribe","v":[408065]}');
    socket.send(Buffer.from([0]));
    socket.send('{"type":"message","data":"hello"}');
    await until(() => texts.length === 1);
    expect(frames).toEqual(['00']);
    expect(texts).toEqual(['{"type":"message","data":"hello"}']);
    expect(kinds()).toEqual(['connected']);
  });

  it('comes back after the server closed, and after it vanished', async () => {
    const server = await startServer();
    const client = server.nextClient();
    const { timers, states, until } = watch(() => server.url);
    (await client).close(1012, 'maintenance');
    await until(() => states.at(-1)?.kind === 'disconnected');
    expect(states.at(-1)).toEqual({
      kind: 'disconnected',
      reason: 'The price server closed the connection: maintenance',
    });
    const second = server.nextClient();
    await timers.advance(500);
    (await second).terminate();
    await until(() => states.length === 4);
    expect(states.map(({ kind }) => kind)).toEqual(['connected', 'disconnected', 'connected', 'disconnected']);
  });

  it('takes five seconds of silence for a dead line', async () => {
    const server = await startServer();
    const client = server.nextClient();
    const { ticker, timers, frames, states, until } = watch(() => server.url);
    const socket = await client;
    await until(() => ticker.state().kind === 'connected');
    await timers.advance(4_000);
    socket.send(Buffer.from([0]));
    await until(() => frames.length === 1);
    await timers.advance(4_999);
    expect(ticker.state().kind).toBe('connected');
    await timers.advance(1);
    expect(states.at(-1)).toEqual({ kind: 'disconnected', reason: 'No sign of life from the price server for 5 s' });
    const next = server.nextClient();
    await timers.advance(1_000);
    await next;
    await until(() => ticker.state().kind === 'connected');
  });

  it('gives up on a server that accepts but never answers', async () => {
    const sockets = new Set<Socket>();
    const mute: Server = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    open.push(() => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => mute.close(resolve));
    });
    const { timers, states } = watch(() => urlOf(mute.address() as AddressInfo));
    await once(mute, 'connection');
    await timers.advance(7_000);
    expect(states).toEqual([{ kind: 'disconnected', reason: 'No answer from the price server within 7 s' }]);
    const again = once(mute, 'connection');
    await timers.advance(500);
    await again;
    expect(sockets.size).toBe(2);
  });

  it('asks for a login when its token is refused, and tries no more', async () => {
    const server = await startServer({ status: 403 });
    const { timers, states, until } = watch(() => server.url);
    await until(() => states.length > 0);
    expect(states).toEqual([{ kind: 'login-required', reason: "Kite refused today's session; log in again" }]);
    await timers.advance(3_600_000);
    expect(states).toHaveLength(1);
  });

  it('waits longer from failure to failure and names the cause', async () => {
    const answer = { status: 503 };
    const server = await startServer(answer);
    const { timers, states, until } = watch(() => server.url);
    for (const [failures, wait] of [500, 1_000, 2_000, 4_000].entries()) {
      await until(() => states.length === failures + 1);
      await timers.advance(wait - 1);
      expect(states).toHaveLength(failures + 1);
      await timers.advance(1);
    }
    await until(() => states.length === 5);
    expect(states[4]).toEqual({
      kind: 'disconnected',
      reason: 'The price server refused the connection with HTTP 503',
    });
  });

  it('retries when nobody listens there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = urlOf(server.address() as AddressInfo);
    await new Promise((resolve) => server.close(resolve));
    const { states, until } = watch(() => url);
    await until(() => states.length > 0);
    expect(states[0]).toMatchObject({ kind: 'disconnected', reason: expect.stringContaining('ECONNREFUSED') });
  });

  it('says goodbye when closed, and nothing after', async () => {
    const server = await startServer();
    const client = server.nextClient();
    const { ticker, timers, kinds, until } = watch(() => server.url);
    const socket = await client;
    await until(() => ticker.state().kind === 'connected');
    const closed = once(socket, 'close');
    await ticker.close();
    expect((await closed)[0]).toBe(1000);
    await timers.advance(60_000);
    expect(kinds()).toEqual(['connected']);
    expect(server.clients.size).toBe(0);
  });
});
