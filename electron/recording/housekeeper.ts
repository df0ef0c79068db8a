import { Worker } from 'node:worker_threads';
import type { HouseWork, Kept } from './housekeeping';
import workerPath from './housekeeping.worker?modulePath';

export interface HouseListener {
  readonly onDone: (kept: Kept) => void;
  /** In words for the trader. */
  readonly onFailed: (message: string) => void;
}

/** Tidies the recordings in a thread of its own. Returns a way to end it at once, which loses nothing. */
export function startHousekeeping(work: HouseWork, { onDone, onFailed }: HouseListener): () => Promise<unknown> {
  const worker = new Worker(workerPath, { name: 'housekeeping', workerData: work, execArgv: [], env: {} });
  worker.once('message', onDone);
  worker.once('error', (error: Error) => onFailed(error.message));
  // The application does not stay for it: what is unfinished is done at the next start.
  worker.unref();
  return () => worker.terminate();
}
