import { Worker } from 'node:worker_threads';
import type { SourceSpec } from '#electron/research/sources/open';
import { assertNever } from '#shared/domain/result';
import type { AnswerTo, FromRecordingWorker, Question, RecordingWorkerData, ToRecordingWorker } from './messages';
import workerPath from './recording.worker?modulePath';

interface Waiting {
  readonly kind: Question['kind'];
  readonly resolve: (answer: AnswerTo<Question>) => void;
  readonly reject: (error: Error) => void;
}

export const CANCELLED = 'It was cancelled';

/** A recording in a thread of its own, so that no file, however large, keeps the desk from its work. It lives as long as somebody holds it. */
export class RecordingThread {
  /** How much of the files was read, as a fraction. */
  share = 0;
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly onEnd: () => void;
  private ended: Error | null = null;
  private asked = 0;
  private holders = 0;

  constructor(spec: SourceSpec, onEnd: () => void) {
    const data: RecordingWorkerData = { spec };
    this.onEnd = onEnd;
    this.worker = new Worker(workerPath, { name: 'recording', workerData: data, execArgv: [], env: {} });
    this.worker.on('message', (message: FromRecordingWorker) => this.take(message));
    this.worker.once('error', (error) => this.end(error instanceof Error ? error : new Error(String(error))));
    this.worker.once('exit', () => this.end(new Error('The thread that read it ended')));
  }

  /** Somebody waits for the recording or a day of it; what a desk asks of its past is no such wait. */
  get isReading(): boolean {
    return [...this.waiting.values()].some(({ kind }) => kind !== 'bars');
  }

  /** Rejects in words; at once when it is ended. */
  ask<Q extends Question>(question: Q): Promise<AnswerTo<Q>> {
    if (this.ended) return Promise.reject(this.ended);
    this.asked += 1;
    const message: ToRecordingWorker = { id: this.asked, question };
    return new Promise((resolve, reject) => {
      // The thread answers to this very question.
      const { kind } = question;
      this.waiting.set(message.id, { kind, resolve: (answer) => resolve(answer as AnswerTo<Q>), reject });
      this.worker.postMessage(message);
    });
  }

  hold(): this {
    this.holders += 1;
    return this;
  }

  /** The thread ends with its last holder; who still waits hears why. */
  release(why: string): void {
    this.holders -= 1;
    if (this.holders === 0) this.end(new Error(why));
  }

  /** Nobody waits for the recording or a day of it any more. */
  cancel(): void {
    for (const [id, { kind, reject }] of this.waiting) {
      if (kind === 'bars') continue;
      this.waiting.delete(id);
      reject(new Error(CANCELLED));
    }
  }

  end(error: Error): void {
    if (this.ended) return;
    this.ended = error;
    void this.worker.terminate();
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
    this.onEnd();
  }

  private take(message: FromRecordingWorker): void {
    switch (message.kind) {
      case 'read':
        this.share = message.share;
        return;
      case 'answer':
        this.waiting.get(message.id)?.resolve(message.answer);
        return void this.waiting.delete(message.id);
      case 'failed':
        this.waiting.get(message.id)?.reject(new Error(message.message));
        return void this.waiting.delete(message.id);
      default:
        assertNever(message);
    }
  }
}
