import type { Bar } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import type { BacktestChoice, SweepChoice, SweptResult, WalkedResult, WalkForwardChoice } from '#shared/ipc/lab';
import { openRecording } from '../sources/open';
import { playBacktest, sourceOf, type PlayedBacktest, type TaskProgress } from './backtest';
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
    };

/** What a run leaves: a back-test also the files that it can be kept as. */
export type Played = PlayedBacktest | { readonly result: SweptResult | WalkedResult };

export type LabTaskResult<T extends LabTask> = T extends { readonly kind: 'bars' } ? readonly Bar[] : Played;

export type FromLabThread =
  | { readonly kind: 'progress'; readonly progress: TaskProgress }
  | { readonly kind: 'done'; readonly result: readonly Bar[] | Played }
  | { readonly kind: 'failed'; readonly message: string };

export async function carryOut(
  task: LabTask,
  onProgress: (progress: TaskProgress) => void,
): Promise<readonly Bar[] | Played> {
  switch (task.kind) {
    case 'backtest':
      return playBacktest(task.choice, task.title, onProgress);
    case 'sweep':
      return { result: await playSweep(task.choice, { ...task, onProgress }) };
    case 'walk-forward':
      return { result: await playWalkForward(task.choice, { ...task, onProgress }) };
    case 'bars': {
      const { choice, date, instrument } = task;
      const { days, interval } = await openRecording({ ...sourceOf(choice), from: date, to: date });
      return days[0] ? tapeBars(days[0], instrument, interval) : [];
    }
  }
}
