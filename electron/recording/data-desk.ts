import { stat } from 'node:fs/promises';
import { diskUsage } from '#electron/storage/data-folder';
import { createDownloads, type Downloads } from '#electron/storage/history-downloads';
import { barSessionOf, sessionOf } from '#shared/domain/calendar';
import type { IstDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { Coverage, DataState, RecordedDay, RetentionSetting, TidyReport } from '#shared/ipc/data';
import type { Clock } from '#shared/ports/clock';
import type { History } from '#shared/ports/history';
import { readShare } from './coverage';
import { dayFolder, parquetPath, recordedDates, ticksPath } from './day-folder';
import type { Exported, ExportFormat } from './export';
import { retentionOf } from './housekeeping';
import type { Recorder } from './recorder';
import { inThread } from './task-thread';

export interface DataDeskSetup {
  readonly mode: string;
  /** The mode's folder. */
  readonly directory: string;
  /** Where candles go. */
  readonly historyFolder: string;
  readonly date: IstDate;
  readonly clock: Clock;
  readonly history: History;
  readonly retention: () => RetentionSetting;
  /** The computer's clock. */
  readonly now: () => EpochMs;
}

/** What is recorded and downloaded, and what can be done with it. */
export interface DataDesk {
  readonly downloads: Downloads;
  /** Counts what this recorder writes, from now on. */
  follow(recorder: Recorder): Recorder;
  state(): Promise<DataState>;
  /** Null when nothing of that day can be looked at. */
  coverage(date: IstDate): Promise<Coverage | null>;
  /** Compacts and removes what is due now. */
  tidy(): Promise<TidyReport>;
  /** Rejects with words for the trader when there is no log of that day any more. */
  exportDay(date: IstDate, format: ExportFormat): Promise<Exported>;
  folderOf(date: IstDate | null): string;
  close(): void;
}

export function createDataDesk(setup: DataDeskSetup): DataDesk {
  const { mode, directory, historyFolder, date: today, clock, history, retention, now } = setup;
  const closing = new AbortController();
  const downloads = createDownloads({ history, folder: historyFolder, now });
  let recorder: Recorder | null = null;
  return {
    downloads,
    follow: (started) => (recorder = started),
    async state() {
      const dates = await recordedDates(directory);
      const days = await Promise.all(dates.map((date) => dayOf(setup, date)));
      const historyBytes = await bytesIn(historyFolder);
      const { written, lost } = recorder?.stats() ?? { written: 0, lost: 0 };
      const kept = { days, historyBytes, retention: retention() };
      return { mode, today, ...kept, written, lost };
    },
    coverage(date) {
      const session = sessionOf(date, 'options');
      if (!session) return Promise.resolve(null);
      const { opensAt, closesAt } = barSessionOf(session);
      const until = date === today ? Math.min(closesAt, Math.max(opensAt, clock.now())) : closesAt;
      const work = { kind: 'coverage', directory, session: { date, opensAt, until } } as const;
      return inThread(work, closing.signal);
    },
    tidy: () => inThread({ kind: 'tidy', directory, today, retention: retentionOf(retention()) }, closing.signal),
    async exportDay(date, format) {
      if ((await bytesOf(ticksPath(directory, date))) === null)
        throw new Error(
          `The log of ${date} was compacted and removed; its ticks are in ${parquetPath(directory, date)}`,
        );
      return inThread({ kind: 'export', directory, date, format }, closing.signal);
    },
    folderOf: (date) => (date === null ? historyFolder : dayFolder(directory, date)),
    close() {
      closing.abort();
      downloads.close();
    },
  };
}

async function dayOf({ directory, date: today }: DataDeskSetup, date: IstDate): Promise<RecordedDay> {
  const bytes = await bytesIn(dayFolder(directory, date));
  const isCompacted = (await bytesOf(parquetPath(directory, date))) !== null;
  return {
    date,
    bytes,
    state: date === today ? 'recording' : isCompacted ? 'compacted' : 'log',
    coverage: await readShare(directory, date),
  };
}

async function bytesIn(folder: string): Promise<number> {
  if ((await bytesOf(folder)) === null) return 0;
  return [...(await diskUsage(folder)).values()].reduce((sum, size) => sum + size, 0);
}

async function bytesOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}
