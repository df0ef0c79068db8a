import type { Cell } from '#shared/domain/parameter-sweep';
import type { CellRun, RunSpec } from './run-spec';

export interface SweepWorkerData {
  readonly spec: RunSpec;
}

/** One cell to be played; a worker is sent the next when it has answered. */
export interface ToSweepWorker {
  readonly index: number;
  readonly cell: Cell;
}

export type FromSweepWorker =
  | { readonly kind: 'played'; readonly index: number; readonly run: CellRun }
  | { readonly kind: 'failed'; readonly index: number; readonly message: string };
