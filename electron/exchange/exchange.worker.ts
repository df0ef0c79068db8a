import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { messageOf } from '#shared/domain/result';
import { startExchange, type ExchangeOptions } from './server';

/** Sent by this thread to the one that started it. */
export type ExchangeWorkerMessage =
  | {
      readonly kind: 'started';
      readonly url: string;
      readonly tickerUrl: string;
      readonly controlUrl: string;
      readonly port: number;
    }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'closed' };

/** Sent to this thread. It answers 'closed' when everything is saved, and ends. */
export interface ExchangeWorkerRequest {
  readonly kind: 'close';
}

async function serve(port: MessagePort): Promise<void> {
  const tell = (message: ExchangeWorkerMessage): void => port.postMessage(message);
  try {
    // The app starts this thread with ExchangeOptions as workerData (without `monotonic`, which cannot be cloned).
    const exchange = await startExchange(workerData as ExchangeOptions);
    const { url, tickerUrl, controlUrl } = exchange;
    const closeAndTell = async () => {
      await exchange.close();
      tell({ kind: 'closed' });
      port.close();
    };
    // 'close' is all there is to ask.
    port.once('message', () => void closeAndTell());
    tell({ kind: 'started', url, tickerUrl, controlUrl, port: exchange.port });
  } catch (error) {
    tell({ kind: 'failed', message: messageOf(error) });
  }
}

if (parentPort) void serve(parentPort);
