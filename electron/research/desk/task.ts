import type { Bar } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import type { ImportChoice, ImportView } from '#shared/ipc/import';
import type { BacktestChoice, SweepChoice, SweptResult, WalkedResult, WalkForwardChoice } from '#shared/ipc/lab';
import { openRecording } from '../sources/open';
import { playBacktest, sourceOf, type PlayedBacktest, type TaskProgress } from './backtest';
import { importFile, previewImport, type ImportedFile } from './import-task';
import { playSweep, playWalkForward } from './search';
import { tapeBars } from './tape-bars';

/** What a run of the Lab plays. */
export type RunTask =
  | { readonly kind: 'backtest'; readonly choice: BacktestChoice }
  | { readonly kind: 'sweep'; readonly choice: SweepChoice }
  | { readonly kind: 'walk-forward'; readonly choice: WalkForwardChoice };

/** Work that is done in a thread of its own, in plain values. */
export type LabTask =
  | (RunTask & { readonly title: string; readonly cacheFolder: string; readonly workerFile: string })
  | {
      readonly kind: 'bars';
      readonly choice: BacktestChoice;
      readonly date: IstDate;
      readonly instrument: InstrumentId;
    }
  | { readonly kind: 'preview' | 'import'; readonly choice: ImportChoice; readonly folder: string };

/** What a run leaves: a back-test also the files that it can be kept as. */
export type Played = PlayedBacktest | { readonly result: SweptResult | WalkedResult };

interface LabTaskResults {
  readonly bars: readonly Bar[];
  readonly preview: ImportView;
  readonly import: ImportedFile;
  readonly backtest: Played;
  readonly sweep: Played;
  readonly 'walk-forward': Played;
}

export type LabTaskResult<T extends LabTask> = LabTaskResults[T['kind']];

export type FromLabThread =
  | { readonly kind: 'progress'; readonly progress: TaskProgress }
  | { readonly kind: 'done'; readonly result: LabTaskResult<LabTask> }
  | { readonly kind: 'failed'; readonly message: string };

export async function carryOut(
  task: LabTask,
  onProgress: (progress: TaskProgress) => void,
): Promise<LabTaskResult<LabTask>> {
  switch (task.kind) {
    case 'backtest':
      return playBacktest(task.choice, task.title, onProgress);
    case 'sweep':
      return { result: await playSweep(task.choice, { ...task, onProgress }) };
    case 'walk-forward':
      return { result: await playWalkForward(task.choice, { ...task, onProgress }) };
    case 'preview':
      return previewImport(task.choice, task.folder);
    case 'import':
      return importFile(task.choice, task.folder);
    case 'bars': {
      const { choice, date, instrument } = task;
      const { days, interval } = await openRecording({ ...sourceOf(choice), from: date, to: date });
      return days[0] ? tapeBars(days[0], instrument, interval) : [];
    }
  }
}
