import { Worker } from 'node:worker_threads';
import { assertNever } from '#shared/domain/result';
import type { HostBatch, HostListener, HostStart, StrategyHost } from '#shared/engine/hosting';
import { enqueue } from './backlog';
import type { FromWorker, Said, ToWorker } from './messages';
import workerPath from './strategy.worker?modulePath';

/** How long a strategy may be silent and how much memory it may hold before its thread is ended. */
export interface WorkerLimits {
  /** Wall time in milliseconds without an answer to a batch. */
  readonly silenceMs: number;
  /** The same for the first answer, which waits for the thread and its code to load. */
  readonly startMs: number;
  readonly heapMb: number;
}

export const WORKER_LIMITS: WorkerLimits = { silenceMs: 3_000, startMs: 15_000, heapMb: 96 };

/**
 * Runs one instance in a thread of its own. One message is under way at a time, and its answer is the heartbeat:
 * a crash, a full heap or an endless loop is reported once through `onFailed` and ends this thread only.
 */
export function createWorkerHost(
  listener: HostListener,
  limits: WorkerLimits = WORKER_LIMITS,
  entry: string = workerPath,
): StrategyHost {
  return new WorkerHost(listener, limits, entry);
}

const CHECKS_PER_LIMIT = 12;

class WorkerHost implements StrategyHost {
  private readonly listener: HostListener;
  private readonly limits: WorkerLimits;
  private readonly entry: string;
  private worker: Worker | null = null;
  private watchdog: NodeJS.Timeout | null = null;
  private instance = '';
  private strategy = '';
  private backlog: readonly HostBatch[] = [];
  private isBusy = false;
  private hasAnswered = false;
  /** Milliseconds since the message under way, counted in checks of the watchdog. */
  private silence = 0;

  constructor(listener: HostListener, limits: WorkerLimits, entry: string) {
    this.listener = listener;
    this.limits = limits;
    this.entry = entry;
  }

  start(start: HostStart): void {
    if (this.worker) throw new Error(`The host of ${start.instance} has been started already`);
    this.instance = start.instance;
    this.strategy = start.strategy;
    const worker = new Worker(this.entry, {
      name: `strategy ${start.instance}`,
      // Our own flags and environment are none of a strategy's business.
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: this.limits.heapMb, maxYoungGenerationSizeMb: 16 },
    });
    worker.on('message', (answer: FromWorker) => this.hear(answer));
    worker.on('error', (error: Error & { readonly code?: string }) => this.fail(this.describe(error)));
    worker.on('exit', (code) => this.fail(`The thread of ${this.strategy} ended by itself (code ${code})`));
    this.worker = worker;
    this.watch();
    this.post({ kind: 'start', start });
  }

  send(batch: HostBatch): void {
    if (!this.worker) return;
    if (this.isBusy) this.backlog = enqueue(this.backlog, batch);
    else this.post({ kind: 'batch', batch });
  }

  stop(): void {
    const { worker } = this;
    if (!worker) return;
    this.worker = null;
    this.backlog = [];
    this.setBusy(false);
    if (this.watchdog) clearInterval(this.watchdog);
    worker.removeAllListeners();
    // What a dying thread still throws must not take the desk with it.
    worker.on('error', ignoreLastWords);
    void worker.terminate();
  }

  private post(message: ToWorker): void {
    this.setBusy(true);
    this.silence = 0;
    this.worker?.postMessage(message);
  }

  private hear(answer: FromWorker): void {
    this.hasAnswered = true;
    const [next, ...rest] = this.backlog;
    if (next) {
      // Sent before the answer is acted on, so the thread works while the engine does.
      this.backlog = rest;
      this.post({ kind: 'batch', batch: next });
    }
    for (const said of answer) if (this.worker) this.tell(said);
    if (!next) this.settle();
  }

  /** What the answer brought about may have given the thread something to do again. */
  private settle(): void {
    const [next, ...rest] = this.backlog;
    this.backlog = rest;
    if (next && this.worker) this.post({ kind: 'batch', batch: next });
    else this.setBusy(false);
  }

  private setBusy(isBusy: boolean): void {
    if (isBusy === this.isBusy) return;
    this.isBusy = isBusy;
    this.listener.onBusy?.(isBusy);
  }

  private tell(said: Said): void {
    switch (said.kind) {
      case 'needs':
        return this.listener.onNeeds(this.instance, said.needs);
      case 'decision':
        return this.listener.onDecision(said.decision);
      case 'failed':
        return this.fail(said.message);
      default:
        return assertNever(said);
    }
  }

  /**
   * Silence is counted in checks, not read from a clock: after the laptop slept, or while our own thread was held
   * up, a check that comes late counts once, and the answer that is waiting gets its turn before the next.
   */
  private watch(): void {
    const every = Math.ceil(this.limits.silenceMs / CHECKS_PER_LIMIT);
    this.watchdog = setInterval(() => {
      if (!this.isBusy) return;
      this.silence += every;
      const limit = this.hasAnswered ? this.limits.silenceMs : this.limits.startMs;
      if (this.silence > limit)
        this.fail(`${this.strategy} stopped answering (endless loop?) and was ended after ${limit / 1_000} s`);
    }, every);
    this.watchdog.unref();
  }

  private describe(error: Error & { readonly code?: string }): string {
    return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? `${this.strategy} used more than its ${this.limits.heapMb} MB of memory and was ended`
      : `${this.strategy} crashed: ${error.message}`;
  }

  private fail(message: string): void {
    if (!this.worker) return;
    this.stop();
    this.listener.onFailed(this.instance, message);
  }
}

function ignoreLastWords(): void {
  // Its end has been decided and reported.
}
