import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFault, errorCode } from '#electron/storage/disk-fault';
import type { IstDate } from '#shared/domain/time';

/** Where a mode keeps what it recorded on a day. */
export function dayFolder(directory: string, date: IstDate): string {
  return join(recordingsFolder(directory), date);
}

export function ticksPath(directory: string, date: IstDate): string {
  return join(dayFolder(directory, date), 'ticks.kdt');
}

export function parquetPath(directory: string, date: IstDate): string {
  return join(dayFolder(directory, date), 'ticks.parquet');
}

/** Days that have a folder of recordings, oldest first; none when nothing was ever recorded. */
export async function recordedDates(directory: string): Promise<readonly IstDate[]> {
  try {
    const names = await readdir(recordingsFolder(directory));
    return names.filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name)).sort((a, b) => a.localeCompare(b));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw diskFault('list the recorded days', recordingsFolder(directory), error);
  }
}

function recordingsFolder(directory: string): string {
  return join(directory, 'data', 'live');
}
