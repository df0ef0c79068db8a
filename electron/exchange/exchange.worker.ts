import { parentPort, workerData } from 'node:worker_threads';
import { startExchange, type ExchangeOptions } from './server';

/** Sent by this thread to the one that started it. */
export type ExchangeWorkerMessage =
  | { readonly kind: 'started'; readonly url: string; readonly tickerUrl: string; readonly controlUrl: string; readonly port: number }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'closed' };

/** Sent to this thread. It answers 'closed' when everything is saved. */
export type ExchangeWorkerRequest = { readonly kind: 'close' };

function tell(message: ExchangeWorkerMessage): void {
  parentPort?.postMessage(message);
}

async function run(): Promise<void> {
  // The app starts this thread with ExchangeOptions as workerData (without `monotonic`, which cannot be cloned).
  const exchange = await startExchange(workerData as ExchangeOptions);
  const { url, tickerUrl, controlUrl, port } = exchange;
  tell({ kind: 'started', url, tickerUrl, controlUrl, port });
  parentPort?.on('message', (request: ExchangeWorkerRequest) => {
    if (request.kind === 'close') void exchange.close().then(() => tell({ kind: 'closed' })).then(() => parentPort?.close());
  });
}

run().catch((error: unknown) => {
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
});
