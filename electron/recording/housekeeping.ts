import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '#electron/storage/disk-fault';
import { barSessionOf, sessionOf } from '#shared/domain/calendar';
import { messageOf } from '#shared/domain/result';
import { daysBetween, type IstDate } from '#shared/domain/time';
import type { RetentionSetting } from '#shared/ipc/data';
import { compactTicks } from './compact';
import { coverageOf } from './coverage';
import { dayFolder, parquetPath, recordedDates, ticksPath } from './day-folder';

/** How much of the recordings is kept. The oldest days go first, the day at hand never does. */
export interface Retention {
  readonly days: number;
  readonly bytes: number;
}

/** What the thread is told. */
export interface HouseWork {
  /** The mode's folder. */
  readonly directory: string;
  readonly today: IstDate;
  readonly retention: Retention;
}

export function retentionOf({ days, gigabytes }: RetentionSetting): Retention {
  return { days, bytes: gigabytes * 1e9 };
}

/** A compacted day keeps its log so long, because a replay reads it faster. */
const LOG_DAYS = 7;

export interface Kept {
  readonly compacted: readonly IstDate[];
  readonly removed: readonly IstDate[];
  /** What was found damaged, and days that could not be compacted; one sentence each. */
  readonly faults: readonly string[];
}

/**
 * Compacts the finished days of a mode and removes what is too old or too much. Takes long, so give it a thread of its own.
 * A day that cannot be compacted stays as it is and is reported.
 */
export async function keepHouse(directory: string, today: IstDate, retention: Retention): Promise<Kept> {
  const finished = (await recordedDates(directory)).filter((date) => date !== today);
  const compacted: IstDate[] = [];
  const faults: string[] = [];
  for (const date of finished) {
    if (!(await needsCompacting(directory, date))) continue;
    try {
      const result = await compactTicks(ticksPath(directory, date), parquetPath(directory, date));
      compacted.push(date);
      await keepCoverage(directory, date);
      faults.push(...result.faults);
    } catch (error) {
      faults.push(messageOf(error));
    }
  }
  await removeOldLogs(directory, today, finished);
  return { compacted, faults, removed: await removeOldDays(directory, today, retention) };
}

/** While there is a log to read it from: the screen shows it as long as the day is kept. */
async function keepCoverage(directory: string, date: IstDate): Promise<void> {
  const session = sessionOf(date, 'options');
  if (!session) return;
  const { opensAt, closesAt } = barSessionOf(session);
  await coverageOf(directory, { date, opensAt, until: closesAt });
}

async function removeOldLogs(directory: string, today: IstDate, finished: readonly IstDate[]): Promise<void> {
  for (const date of finished) {
    const isOld = daysBetween(date, today) > LOG_DAYS;
    if (isOld && !(await needsCompacting(directory, date))) await rm(ticksPath(directory, date), { force: true });
  }
}

async function removeOldDays(directory: string, today: IstDate, { days, bytes }: Retention): Promise<IstDate[]> {
  const dates = await recordedDates(directory);
  const sizes = new Map<IstDate, number>();
  for (const date of dates) sizes.set(date, await sizeOf(dayFolder(directory, date)));
  let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const removed: IstDate[] = [];
  for (const date of dates) {
    if (date === today || (daysBetween(date, today) <= days && total <= bytes)) continue;
    await rm(dayFolder(directory, date), { recursive: true });
    total -= sizes.get(date) ?? 0;
    removed.push(date);
  }
  return removed;
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A demo day may be gone on with after it was compacted, so its log is compared with what was made of it. */
async function needsCompacting(directory: string, date: IstDate): Promise<boolean> {
  const [log, parquet] = [await changedAt(ticksPath(directory, date)), await changedAt(parquetPath(directory, date))];
  return log !== null && (parquet === null || log > parquet);
}

/** Null when there is no such file. */
async function changedAt(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
