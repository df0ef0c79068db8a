import { Worker } from 'node:worker_threads';
import { assertNever } from '#shared/domain/result';
import type { Cell } from '#shared/domain/parameter-sweep';
import type { FromSweepWorker, SweepWorkerData, ToSweepWorker } from './messages';
import type { CellRun, RunSpec } from './run-spec';

export interface CellTask {
  readonly index: number;
  readonly cell: Cell;
}

export interface PoolOptions {
  readonly workers: number;
  /** The file that the threads run. */
  readonly workerFile: string;
  readonly onRun: (task: CellTask, run: CellRun) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Plays cells on several threads, each of which opens the recording once. Resolves when all are played; rejects with the first
 * failure, or with the signal's reason, and then no thread is left running.
 */
export function playOnThreads(spec: RunSpec, tasks: readonly CellTask[], options: PoolOptions): Promise<void> {
  const { signal } = options;
  if (tasks.length === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const pool = new Pool(spec, tasks, options, (error) => {
      signal?.removeEventListener('abort', abort);
      if (error === null) resolve();
      else reject(error);
    });
    const abort = (): void => pool.end(reasonOf(signal));
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    else pool.start();
  });
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error('The sweep was cancelled');
}

class Pool {
  private readonly spec: RunSpec;
  private readonly waiting: CellTask[];
  private readonly options: PoolOptions;
  private readonly onEnd: (error: Error | null) => void;
  private readonly threads = new Set<Worker>();
  private unplayed: number;
  private isOver = false;

  constructor(spec: RunSpec, tasks: readonly CellTask[], options: PoolOptions, onEnd: (error: Error | null) => void) {
    this.spec = spec;
    this.waiting = [...tasks];
    this.unplayed = tasks.length;
    this.options = options;
    this.onEnd = onEnd;
  }

  start(): void {
    const count = Math.max(1, Math.min(this.options.workers, this.waiting.length));
    for (let index = 0; index < count; index += 1) this.startThread();
  }

  end(error: Error | null): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const thread of this.threads) void thread.terminate();
    this.onEnd(error);
  }

  private startThread(): void {
    const data: SweepWorkerData = { spec: this.spec };
    const thread = new Worker(this.options.workerFile, { workerData: data });
    this.threads.add(thread);
    let task = this.next(thread);
    thread.on('message', (message: FromSweepWorker) => {
      if (this.isOver || task === undefined) return;
      const played = task;
      switch (message.kind) {
        case 'failed':
          return this.end(new Error(message.message));
        case 'played':
          this.options.onRun(played, message.run);
          this.unplayed -= 1;
          if (this.unplayed === 0) return this.end(null);
          task = this.next(thread);
          return;
        default:
          assertNever(message);
      }
    });
    thread.on('error', (error) => this.end(error instanceof Error ? error : new Error(String(error))));
    thread.on('exit', () => this.end(new Error('A thread of the sweep ended before it was done')));
  }

  private next(thread: Worker): CellTask | undefined {
    const task = this.waiting.shift();
    if (!task) return undefined;
    const message: ToSweepWorker = task;
    thread.postMessage(message);
    return task;
  }
}
