import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { startHeadless } from '../scripts/desk/headless.mjs';
import { quantile } from '../shared/domain/statistics';
import type { Benchmark } from './benchmark';
import { orderTimes, PERIOD_MS } from './order-times';
import { WARM_UP_SECONDS, type SenderPlan, type SenderReport } from './webhook-sender';
import senderPath from './webhook-sender.worker?modulePath';
import { serveWebhooks } from './webhook-server';

const SETTINGS = {
  demo: { day: '2026-08-18', speed: 1 },
  api: { requestsPerSecond: 2_000, webhook: { perMinute: 120_000 } },
};
/** The path's own threads start meanwhile. */
const START_SECONDS = 4;

/**
 * Webhooks at a steady 500 a second against a whole desk in another process. Beside it the path from a tick to the order at the exchange,
 * with the local API in the engine's own thread: once without webhooks, once with as many.
 */
export const benchmark: Benchmark = {
  id: 'webhook-load',
  unit: 'ms p99',
  better: 'lower',
  peer: null,
  aim: { text: 'all answered; p99 ≤ 50 ms; tick-to-order p99 as without', isMet: ({ value }) => value <= 50 },
  async run({ quick }) {
    const load = await loadDesk(quick ? 5 : 60);
    const frames = quick ? 60 : 120;
    const quiet = await orderTimes(frames, true);
    const { report, times } = await loadPath(frames);
    const isWhole = [load, report].every(({ sent, taken }) => sent === taken);
    const note = `${load.taken} of ${load.sent} taken, the slowest in ${load.worst.toFixed(0)} ms; tick to order ${figuresOf(quiet)} without, ${figuresOf(times)} with (p99 of its webhooks ${report.p99.toFixed(1)} ms)`;
    return { value: isWhole ? load.p99 : Number.POSITIVE_INFINITY, peerValue: null, note };
  },
};

async function loadDesk(seconds: number): Promise<SenderReport> {
  const desk = await startHeadless({ settings: SETTINGS });
  try {
    return await sendFromThread({ url: desk.url, seconds });
  } finally {
    await desk.stop();
  }
}

async function loadPath(frames: number) {
  const server = await serveWebhooks();
  const seconds = START_SECONDS + (frames * PERIOD_MS) / 1_000;
  const sending = sendFromThread({ url: server.url, seconds });
  await pause(WARM_UP_SECONDS * 1_000);
  const [report, times] = await Promise.all([sending, orderTimes(frames, true)]);
  await server.close();
  return { report, times };
}

/** In a thread of its own: what it costs to send is not the desk's. */
async function sendFromThread(plan: SenderPlan): Promise<SenderReport> {
  const sender = new Worker(senderPath, { workerData: plan });
  const [report] = await once(sender, 'message');
  // The thread's only message.
  return report as SenderReport;
}

function figuresOf(times: readonly number[]): string {
  return `p50 ${quantile(times, 0.5).toFixed(2)}, p99 ${quantile(times, 0.99).toFixed(2)} ms of ${times.length}`;
}
