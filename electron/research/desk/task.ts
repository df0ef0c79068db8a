import type { Bar } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import type { BacktestChoice } from '#shared/ipc/lab';
import { openRecording } from '../sources/open';
import { playBacktest, sourceOf, type PlayedBacktest, type TaskProgress } from './backtest';
import { tapeBars } from './tape-bars';

/** Work that is done in a thread of its own, in plain values. */
export type LabTask =
  | { readonly kind: 'backtest'; readonly choice: BacktestChoice; readonly title: string }
  | {
      readonly kind: 'bars';
      readonly choice: BacktestChoice;
      readonly date: IstDate;
      readonly instrument: InstrumentId;
    };

export type LabTaskResult<T extends LabTask> = T extends { readonly kind: 'bars' } ? readonly Bar[] : PlayedBacktest;

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
    case 'bars': {
      const { choice, date, instrument } = task;
      const { days, interval } = await openRecording({ ...sourceOf(choice), from: date, to: date });
      return days[0] ? tapeBars(days[0], instrument, interval) : [];
    }
  }
}
