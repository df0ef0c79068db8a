import { Worker } from 'node:worker_threads';
import { assertNever } from '#shared/domain/result';
import type { Streams } from './command';
import type { CommandWorkerData, FromCommandWorker } from './command-messages';
import workerPath from './command.worker?modulePath';
import { EXIT } from './failure';

/** A thread that computes is gone long before. */
const ENDS_WITHIN_MS = 250;

/**
 * Runs one command line in a thread of its own and answers its exit code: whatever it is at, an interruption ends it at once. One
 * that hangs in the system, as in reading a pipe that nobody writes to, takes the process along.
 */
export function runInThread(args: readonly string[], streams: Streams, signal: AbortSignal): Promise<number> {
  const data: CommandWorkerData = { args };
  const worker = new Worker(workerPath, { workerData: data });
  return new Promise((resolve) => {
    const end = (code: number): void => {
      resolve(code);
      void worker.terminate();
    };
    const interrupt = (): void => {
      const timer = setTimeout(dieInterrupted, ENDS_WITHIN_MS);
      worker.once('exit', () => clearTimeout(timer));
      void worker.terminate();
    };
    signal.addEventListener('abort', interrupt, { once: true });
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
    worker.once('exit', () => resolve(signal.aborted ? EXIT.interrupted : EXIT.failed));
  });
}

/** `process.exit` waits for every thread; the signal by itself waits for none, and is what shells tell as exit code 130 as well. */
function dieInterrupted(): void {
  process.removeAllListeners('SIGINT');
  process.kill(process.pid, 'SIGINT');
}
