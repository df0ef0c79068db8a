import { Worker } from 'node:worker_threads';
import { assertNever } from '#shared/domain/result';
import type { Streams } from './command';
import type { CommandWorkerData, FromCommandWorker } from './command-messages';
import workerPath from './command.worker?modulePath';
import { EXIT } from './failure';

/** Runs one command line in a thread of its own and answers its exit code: whatever it is at, an interruption ends it at once. */
export function runInThread(args: readonly string[], streams: Streams, signal: AbortSignal): Promise<number> {
  const data: CommandWorkerData = { args };
  const worker = new Worker(workerPath, { workerData: data });
  return new Promise((resolve) => {
    const end = (code: number): void => {
      resolve(code);
      void worker.terminate();
    };
    signal.addEventListener('abort', () => end(EXIT.interrupted), { once: true });
    worker.on('message', (message: FromCommandWorker) => {
      // Nothing is written any more that was under way when it was interrupted.
      if (signal.aborted) return;
      switch (message.kind) {
        case 'out':
          return streams.out(message.text);
        case 'say':
          return streams.say(message.text);
        case 'ended':
          return end(message.code);
        default:
          assertNever(message);
      }
    });
    worker.once('error', (error) => {
      streams.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
      end(EXIT.failed);
    });
    worker.once('exit', () => resolve(EXIT.failed));
  });
}
