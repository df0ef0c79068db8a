import { Worker } from 'node:worker_threads';
import type { RecordingTask, TaskResult } from './recording-task';
import workerPath from './recording-task.worker?modulePath';

/** Does it in a thread of its own, which an abort ends at once and without loss. Rejects with an Error for the trader. */
export function inThread<T extends RecordingTask>(task: T, signal: AbortSignal): Promise<TaskResult<T>> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(workerPath, {
      name: `recordings: ${task.kind}`,
      workerData: task,
      execArgv: [],
      env: {},
    });
    const stop = (): void => {
      void worker.terminate();
      reject(new Error('It was stopped because the desk closed'));
    };
    signal.addEventListener('abort', stop, { once: true });
    // The thread posts what `carryOut` answers to this very task.
    worker.once('message', (result: TaskResult<T>) => resolve(result));
    worker.once('error', reject);
    worker.once('exit', () => signal.removeEventListener('abort', stop));
  });
}
