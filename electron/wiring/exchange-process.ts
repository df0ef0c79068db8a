import { Worker } from 'node:worker_threads';
import type { ExchangeWorkerMessage, ExchangeWorkerRequest } from '#electron/exchange/exchange.worker';
import exchangePath from '../exchange/exchange.worker?modulePath';
import type { ExchangeOptions } from '#electron/exchange/server';

/** The demo exchange as something that runs beside the app. */
export interface RunningExchange {
  readonly url: string;
  readonly tickerUrl: string;
  readonly controlUrl: string;
  close(): Promise<void>;
}

/** How long a thread may take to save its book before it is ended. */
const PATIENCE_MS = 3_000;

/** Starts the demo exchange in a thread of its own, so that its work never delays the desk's. Rejects with its own words. */
export function startExchangeThread(options: Omit<ExchangeOptions, 'monotonic'>): Promise<RunningExchange> {
  const worker = new Worker(exchangePath, { workerData: options, name: 'demo exchange', execArgv: [] });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    // The thread is our own and sends nothing else.
    worker.once('message', (message: ExchangeWorkerMessage) => {
      if (message.kind === 'failed') return reject(new Error(message.message));
      if (message.kind === 'started') {
        const { url, tickerUrl, controlUrl } = message;
        resolve({ url, tickerUrl, controlUrl, close: () => closeThread(worker) });
      }
    });
  });
}

async function closeThread(worker: Worker): Promise<void> {
  const closed = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.postMessage({ kind: 'close' } satisfies ExchangeWorkerRequest);
  // The thread keeps the process alive for as long as it matters; the timer must not outlive it.
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
  await worker.terminate();
}

/** An exchange somebody else started: it outlives the app. */
export function attachExchange(url: string): RunningExchange {
  const socketUrl = url.replace(/^http/, 'ws');
  return { url, tickerUrl: `${socketUrl}/`, controlUrl: `${socketUrl}/demo/control`, close: () => Promise.resolve() };
}
