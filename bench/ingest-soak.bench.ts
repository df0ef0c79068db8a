import { once } from 'node:events';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { createFeed } from '../electron/adapters/kite/feed';
import { systemTimers } from '../electron/adapters/kite/timers';
import { createBook } from '../shared/domain/book';
import { createCatalogue } from '../shared/domain/catalogue';
import { instrumentId, type Equity } from '../shared/domain/instrument';
import { paise, qty } from '../shared/domain/units';
import type { Benchmark } from './benchmark';
import type { IngestPlan, IngestReport } from './ingest-plan';
import serverPath from './ingest-server.worker?modulePath';

const CONNECTIONS = 3;
const TOKENS = 3_000;
const UPDATES = 3;
/** What is on its way when the ticker stops is given this long to arrive. */
const GRACE_MS = 1_000;
const MEGABYTE = 2 ** 20;

/**
 * The whole of what Kite streams to one key: 9,000 instruments in full mode, three updates a second each, over three real
 * sockets into the live book. Watches the thread that receives; the ticker has its own.
 */
export const benchmark: Benchmark = {
  id: 'ingest-soak',
  unit: 'ms event-loop delay p99',
  better: 'lower',
  peer: null,
  aim: { text: '0 lost; p99 < 10 ms; heap flat; < 25 % of a core', isMet: ({ value }) => value < 10 },
  async run({ quick }) {
    const plan: IngestPlan = { tokensPerConnection: TOKENS, updatesPerSecond: UPDATES, seconds: quick ? 10 : 600 };
    const server = new Worker(serverPath, { workerData: plan });
    const port = await reported(server, 'listening');
    const desk = connectTo(port.port);
    await desk.isSubscribed;

    const delay = monitorEventLoopDelay({ resolution: 1 });
    const heapBefore = process.memoryUsage().heapUsed;
    const before = performance.eventLoopUtilization();
    delay.enable();
    server.postMessage('go');
    const { sent } = await reported(server, 'done');
    const load = performance.eventLoopUtilization(before).utilization;
    delay.disable();
    await new Promise((resolve) => setTimeout(resolve, GRACE_MS));
    const heap = (process.memoryUsage().heapUsed - heapBefore) / MEGABYTE;
    await desk.close();
    await server.terminate();

    const lost = sent - desk.received();
    const note = `${sent} sent, ${lost} lost; ${(load * 100).toFixed(1)} % of a core; heap ${heap.toFixed(1)} MB more after ${plan.seconds} s`;
    // A packet that was lost is worse than any delay.
    return { value: lost === 0 ? delay.percentile(99) / 1e6 : Number.POSITIVE_INFINITY, peerValue: null, note };
  },
};

function connectTo(port: number) {
  const instruments = Array.from({ length: CONNECTIONS * TOKENS }, (_, index): Equity => {
    const symbol = `SOAK${index}`;
    const token = (index + 1) * 256 + 1;
    return {
      kind: 'equity',
      id: instrumentId('NSE', symbol),
      exchange: 'NSE',
      symbol,
      token,
      tickSize: paise(5),
      lotSize: qty(1),
    };
  });
  const book = createBook({ capacity: instruments.length });
  for (const instrument of instruments) book.add(instrument);
  const feed = createFeed({
    tickerRoot: `ws://127.0.0.1:${port}/`,
    apiKey: 'soak',
    accessToken: 'soak',
    clock: { now: () => Date.now() },
    timers: systemTimers,
    random: Math.random,
    book,
    catalogue: createCatalogue(instruments),
    log: () => undefined,
  });
  let received = 0;
  feed.onPrices((_slots, count) => (received += count));
  feed.subscribe(new Map(instruments.map(({ id }) => [id, 'full'])));
  const isSubscribed = new Promise<void>((resolve) => {
    feed.onStatus(({ kind }) => {
      // The commands go out with the connection; the ticker starts only when it is told to, a moment later.
      if (kind === 'connected') setTimeout(resolve, GRACE_MS);
    });
  });
  return { isSubscribed, received: () => received, close: () => feed.close() };
}

async function reported<K extends IngestReport['kind']>(
  server: Worker,
  kind: K,
): Promise<Extract<IngestReport, { kind: K }>> {
  for (;;) {
    // The worker beside this file sends nothing else.
    const [report] = (await once(server, 'message')) as [IngestReport];
    if (report.kind === kind) return report as Extract<IngestReport, { kind: K }>;
  }
}
