import { Worker } from 'node:worker_threads';
import { assertNever } from '#shared/domain/result';
import type { TaskProgress } from './backtest';
import workerPath from './lab.worker?modulePath';
import type { FromLabThread, LabTask, LabTaskResult } from './task';

export interface ThreadTerms {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: TaskProgress) => void;
}

/** Does it in a thread of its own. Rejects with an Error in words, and at once when the signal is aborted: then the thread is gone. */
export function inLabThread<T extends LabTask>(
  task: T,
  { signal, onProgress }: ThreadTerms,
): Promise<LabTaskResult<T>> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(workerPath, { name: `lab: ${task.kind}`, workerData: task, execArgv: [], env: {} });
    const stop = (): void => {
      void worker.terminate();
      reject(new Error('It was cancelled'));
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: FromLabThread) => {
      switch (message.kind) {
        case 'progress':
          return onProgress?.(message.progress);
        case 'done':
          // The thread answers to this very task.
          return resolve(message.result as LabTaskResult<T>);
        case 'failed':
          return reject(new Error(message.message));
        default:
          assertNever(message);
      }
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop);
      reject(new Error('The thread ended before it was done'));
    });
  });
}
