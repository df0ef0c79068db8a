import type { IstDate } from '#shared/domain/time';
import type { Coverage } from '#shared/ipc/data';
import { coverageOf, type CoveredSession } from './coverage';
import { dayFolder, ticksPath } from './day-folder';
import { exportTicks, type Exported, type ExportFormat } from './export';
import { keepHouse, type Kept, type Retention } from './housekeeping';

/** Work on recordings that reads or writes whole days. `directory` is the mode's folder. */
export type RecordingTask =
  | { readonly kind: 'tidy'; readonly directory: string; readonly today: IstDate; readonly retention: Retention }
  | { readonly kind: 'coverage'; readonly directory: string; readonly session: CoveredSession }
  | { readonly kind: 'export'; readonly directory: string; readonly date: IstDate; readonly format: ExportFormat };

/** What each kind of work answers. */
export interface TaskResults {
  readonly tidy: Kept;
  readonly coverage: Coverage | null;
  readonly export: Exported;
}

export type TaskResult<T extends RecordingTask> = TaskResults[T['kind']];

/** Takes long, so it is what a thread of its own does. */
export function carryOut(task: RecordingTask): Promise<TaskResults[keyof TaskResults]> {
  switch (task.kind) {
    case 'tidy':
      return keepHouse(task.directory, task.today, task.retention);
    case 'coverage':
      return coverageOf(task.directory, task.session);
    case 'export':
      return exportTicks(ticksPath(task.directory, task.date), dayFolder(task.directory, task.date), task.format);
  }
}
