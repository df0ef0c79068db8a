import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { percentile } from '../shared/domain/latency';

const PER_SECOND = 500;
const SYMBOLS = 50;
/** Sent as all others and not timed: a desk that has just opened compiles what it does, and catches up in its fourth second. */
export const WARM_UP_SECONDS = 5;

/** Where to send, and for how long after the warming up. */
export interface SenderPlan {
  readonly url: string;
  readonly seconds: number;
}

export interface SenderReport {
  readonly sent: number;
  /** Answered 200. */
  readonly taken: number;
  /** Milliseconds from when each was due to the end of its answer. */
  readonly p99: number;
  readonly worst: number;
}

/**
 * Webhooks at a steady pace. Each is timed from when it was due, so that a server that stalls cannot slow down its own test. No
 * close reaches a high or low, in whatever order they arrive: what is timed is taking prices, not trading them.
 */
export async function sendWebhooks({ url, seconds }: SenderPlan): Promise<SenderReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const took: number[] = [];
  let taken = 0;
  const timed = async (index: number, dueAt: number): Promise<void> => {
    if ((await send(url, agent, index)) === 200) taken += 1;
    if (index >= PER_SECOND * WARM_UP_SECONDS) took.push(performance.now() - dueAt);
  };
  const total = PER_SECOND * (WARM_UP_SECONDS + seconds);
  const begunAt = performance.now();
  const sends: Promise<void>[] = [];
  for (let index = 0; index < total;) {
    const due = Math.min(total, Math.ceil(((performance.now() - begunAt) / 1_000) * PER_SECOND));
    for (; index < due; index += 1) sends.push(timed(index, begunAt + (index / PER_SECOND) * 1_000));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.allSettled(sends);
  agent.destroy();
  return { sent: total, taken, p99: percentile(took, 0.99) ?? Number.POSITIVE_INFINITY, worst: Math.max(...took) };
}

function send(url: string, agent: Agent, index: number): Promise<number> {
  const middle = 100 + 10 * Math.sin((Math.PI * Math.floor(index / SYMBOLS)) / 10);
  const body = JSON.stringify({
    symbol: `SYM${index % SYMBOLS}`,
    high: middle + 30,
    low: middle - 30,
    close: 100,
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
