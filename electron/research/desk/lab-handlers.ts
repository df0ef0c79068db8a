import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Some } from '#electron/runner/surround';
import { diskFault, messageToPerson } from '#electron/storage/disk-fault';
import { refuseOwnFiles } from '#electron/storage/own-files';
import { err, ok } from '#shared/domain/result';
import type { Outcome } from '#shared/ipc/contract';
import type { LabFile, LabJob } from '#shared/ipc/lab';
import type { LabDesk } from './lab-desk';
import type { RunTask } from './task';

export type LabHandlers = Some<'lab'>;

export interface LabAround {
  readonly lab: LabDesk;
  /** None of the files that lie directly in it is read. */
  readonly dataFolder: string;
  /** Where downloaded and imported candles lie. */
  readonly historyFolder: () => string;
  /** Where what a person saves goes. */
  readonly exportFolder: string;
  /** Lets the person choose files; none where there is no window. */
  readonly chooseFiles: () => Promise<readonly string[]>;
}

const DONE: Outcome = ok(undefined);
const GONE: Outcome<never> = err({ message: 'That run is not held any more' });

/** Answers what the Lab asks for. It needs no desk: research goes on while one is being opened. */
export function labHandlers({ lab, dataFolder, historyFolder, exportFolder, chooseFiles }: LabAround): LabHandlers {
  const begin = (task: RunTask): Promise<Outcome<{ readonly job: string }>> =>
    attempt(async () => {
      const { files, vix } = task.choice;
      await refuseOwnFiles(dataFolder, vix === null ? files : [...files, vix]);
      return { job: lab.begin(task) };
    });
  return {
    'lab.sources': () =>
      attempt(async () => {
        const folder = historyFolder();
        return { folder, files: await filesIn(folder) };
      }),
    'lab.chooseFiles': () => attempt(chooseFiles),
    'lab.previewImport': (choice) =>
      attempt(async () => {
        await refuseOwnFiles(dataFolder, [choice.file]);
        return lab.preview(choice, historyFolder());
      }),
    'lab.import': (choice) =>
      attempt(async () => {
        await refuseOwnFiles(dataFolder, [choice.file]);
        return lab.importFile(choice, historyFolder());
      }),
    'lab.backtest': (choice) => begin({ kind: 'backtest', choice }),
    'lab.sweep': (choice) => begin({ kind: 'sweep', choice }),
    'lab.walkForward': (choice) => begin({ kind: 'walk-forward', choice }),
    'lab.jobs': () => ok(lab.jobs()),
    'lab.result': ({ job }) => {
      const result = lab.result(job);
      return result ? ok(result) : GONE;
    },
    'lab.cancel': ({ job }) => (lab.cancel(job) ? DONE : err({ message: 'That run is over already' })),
    'lab.remove': ({ job }) => (lab.remove(job) ? DONE : GONE),
    'lab.bars': ({ job, instrument, date }) => attempt(async () => ({ bars: await lab.bars(job, instrument, date) })),
    'lab.export': ({ job, format }) =>
      attempt(async () => {
        const file = lab.fileOf(job, format);
        const known = lab.jobs().find(({ id }) => id === job);
        if (file === null || !known) throw new Error('That run is not held any more');
        const path = join(exportFolder, `${exportName(known)}.${format}`);
        await save(file, path);
        return { path };
      }),
  };
}

async function save(file: string, path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await copyFile(file, path);
  } catch (error) {
    throw diskFault('save the report', path, error);
  }
}

/** 'sr-breakout_20260818T091503Z': when it was started tells runs of one strategy apart. */
function exportName({ strategy, startedAt }: LabJob): string {
  return `${strategy}_${new Date(startedAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

async function attempt<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return ok(await work());
  } catch (error) {
    return err({ message: messageToPerson(error) });
  }
}

const TABLE = /\.(csv|tsv|txt|json|parquet)(\.gz)?$/i;

async function filesIn(folder: string): Promise<readonly LabFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile() && TABLE.test(entry.name))
      .map(async ({ name }) => {
        const path = join(folder, name);
        const found = await stat(path).catch(() => null);
        return found ? [{ path, name, bytes: found.size, at: found.mtimeMs }] : [];
      }),
  );
  return files
    .flat()
    .sort((a, b) => b.at - a.at)
    .map(({ path, name, bytes }) => ({ path, name, bytes }));
}
