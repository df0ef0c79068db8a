import type { Cell } from '#shared/domain/parameter-sweep';
import { playOnThreads, type CellTask } from './pool';
import { openRunCache } from './run-cache';
import type { CellRun, RunSpec } from './run-spec';

export interface SweepProgress {
  readonly done: number;
  readonly of: number;
  /** Of those done: how many had been played before. */
  readonly cached: number;
}

export interface SweepOptions {
  /** Threads that play; leave one core to a live desk. */
  readonly workers: number;
  /** The file that the threads run, whose bytes are the version of the code. */
  readonly workerFile: string;
  /** Where runs are kept, so that what was played once is free; null keeps none. */
  readonly cacheFolder: string | null;
  readonly onProgress?: (progress: SweepProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Plays every cell over all days of the recording, in the order of `cells`. Rejects with an Error in words when a strategy fails,
 * and with the signal's reason, at once, when it is aborted.
 */
export async function playCells(
  spec: RunSpec,
  cells: readonly Cell[],
  options: SweepOptions,
): Promise<readonly CellRun[]> {
  const { cacheFolder, onProgress, signal } = options;
  const cache = cacheFolder === null ? null : await openRunCache(cacheFolder, spec, options.workerFile);
  const runs: (CellRun | null)[] = [];
  for (const cell of cells) {
    signal?.throwIfAborted();
    runs.push((await cache?.read(cell)) ?? null);
  }
  const tasks = cells.flatMap((cell, index): CellTask[] => (runs[index] ? [] : [{ index, cell }]));
  const cached = cells.length - tasks.length;
  let done = cached;
  onProgress?.({ done, of: cells.length, cached });
  const writes: Promise<void>[] = [];
  await playOnThreads(spec, tasks, {
    workers: options.workers,
    workerFile: options.workerFile,
    signal,
    onRun: ({ index, cell }, run) => {
      runs[index] = run;
      if (cache) writes.push(cache.write(cell, run));
      done += 1;
      onProgress?.({ done, of: cells.length, cached });
    },
  });
  await Promise.all(writes);
  return runs.flatMap((run) => (run ? [run] : []));
}
