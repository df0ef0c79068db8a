import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { WebSocket } from 'ws';
import { startHeadless } from '../scripts/desk/headless.mjs';
import type { Order } from '../shared/domain/order';
import { percentile } from '../shared/domain/latency';
import type { Snapshot } from '../shared/ipc/delta';
import type { Benchmark } from './benchmark';

const PER_SECOND = 500;
const SYMBOLS = 50;
const FUTURE = 'NIFTY26AUGFUT';
/** Orders may wait for others of their second at the risk gate; one a second never does. */
const ORDER_EVERY_MS = 1_000;
const SETTINGS = {
  demo: { day: '2026-08-18', speed: 1 },
  api: { requestsPerSecond: 2_000, webhook: { perMinute: 120_000 } },
};

type Desk = Awaited<ReturnType<typeof startHeadless>>;

/**
 * Webhooks at a steady 500 a second against a desk that trades, in another process, over real sockets. Each is timed from
 * when it was due, so that a server that stalls cannot slow down its own test. Beside it, what a signal takes to the wire
 * (gate, journal with its fsync, request) with and without that load.
 */
export const benchmark: Benchmark = {
  id: 'webhook-load',
  unit: 'ms p99',
  better: 'lower',
  peer: null,
  aim: { text: 'all answered; p99 ≤ 50 ms; signal-to-order p99 as without', isMet: ({ value }) => value <= 50 },
  async run({ quick }) {
    const desk = await startHeadless({ settings: SETTINGS });
    try {
      while (!(await desk.call('GET', '/health')).body.armed);
      const quiet = await ordersFor(desk, quick ? 5 : 60);
      const [load, busy] = await Promise.all([sendFor(desk, quick ? 5 : 60), ordersFor(desk, quick ? 5 : 60)]);
      const note = `${load.answered} of ${load.sent} answered, ${load.refused} refused; signal to order p99 ${quiet.p99} ms without (${quiet.count} orders), ${busy.p99} ms with (${busy.count})`;
      const isWhole = load.answered === load.sent && load.refused === 0;
      return { value: isWhole ? load.p99 : Number.POSITIVE_INFINITY, peerValue: null, note };
    } finally {
      await desk.stop();
    }
  },
};

async function sendFor(desk: Desk, seconds: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const took: number[] = [];
  let refused = 0;
  const timed = async (index: number, dueAt: number): Promise<void> => {
    const status = await send(desk.url, agent, index);
    took.push(performance.now() - dueAt);
    if (status !== 200) refused += 1;
  };
  const total = PER_SECOND * seconds;
  const begunAt = performance.now();
  const sends: Promise<void>[] = [];
  for (let index = 0; index < total;) {
    const due = Math.min(total, Math.ceil(((performance.now() - begunAt) / 1_000) * PER_SECOND));
    for (; index < due; index += 1) {
      const dueAt = begunAt + (index / PER_SECOND) * 1_000;
      sends.push(timed(index, dueAt));
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.allSettled(sends);
  agent.destroy();
  return { sent: total, answered: took.length, refused, p99: percentile(took, 0.99) ?? Number.POSITIVE_INFINITY };
}

function send(url: string, agent: Agent, index: number): Promise<number> {
  // Every peak as high as the other, so that no close breaks out: what is timed is taking prices.
  const close = 100 + 10 * Math.sin((Math.PI * Math.floor(index / SYMBOLS)) / 10);
  const body = JSON.stringify({
    symbol: `SYM${index % SYMBOLS}`,
    high: close + 1,
    low: close - 1,
    close,
    quantity: 1,
    id: `${index}`,
  });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/webhook`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Buys and sells a lot again and again; answers how long its orders took from signal to wire. */
async function ordersFor(desk: Desk, seconds: number) {
  const before = new Set(Object.keys((await snapshotOf(desk)).tables.orders));
  const until = performance.now() + seconds * 1_000;
  while (performance.now() < until) {
    await desk.call('POST', '/webhook', { symbol: FUTURE, action: 'buy', quantity: 65 });
    await new Promise((resolve) => setTimeout(resolve, ORDER_EVERY_MS / 2));
    await desk.call('POST', `/strategy/${FUTURE}/exit`);
    await new Promise((resolve) => setTimeout(resolve, ORDER_EVERY_MS / 2));
  }
  const orders = Object.values((await snapshotOf(desk)).tables.orders).filter(({ id }) => !before.has(id));
  const took = orders.flatMap(signalToWire);
  return { count: took.length, p99: percentile(took, 0.99) };
}

function signalToWire({ times: { signalAt, sentAt } }: Order): readonly number[] {
  return sentAt === undefined ? [] : [sentAt - signalAt];
}

function snapshotOf({ url, token }: Desk): Promise<Snapshot> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/stream`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('message', (text: Buffer) => {
      socket.close();
      // The stream's first word is the snapshot.
      resolve((JSON.parse(text.toString()) as { snapshot: Snapshot }).snapshot);
    });
  });
}
