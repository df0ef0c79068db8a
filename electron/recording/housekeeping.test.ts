import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskUsage } from '#electron/storage/data-folder';
import type { IstDate } from '#shared/domain/time';
import { dayFolder, recordedDates, ticksPath } from './day-folder';
import { startHousekeeping } from './housekeeper';
import { keepHouse, type Kept } from './housekeeping';
import { niftyFutureTicks, testId, writeTicks } from './ticks.testkit';

const TODAY = '2026-08-18';
const plenty = { days: 400, bytes: 1e9 };

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-house-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

async function recordDay(date: IstDate): Promise<void> {
  await mkdir(dayFolder(directory, date), { recursive: true });
  await writeTicks(ticksPath(directory, date), 1, niftyFutureTicks('I', testId(0)).slice(0, 500));
}

async function filesOf(date: IstDate): Promise<string[]> {
  return (await readdir(dayFolder(directory, date))).sort((a, b) => a.localeCompare(b));
}

describe('keepHouse', () => {
  it('compacts finished days once, keeps their logs for a week, and leaves the day at hand alone', async () => {
    for (const date of ['2026-08-07', '2026-08-17', TODAY]) await recordDay(date);
    expect(await keepHouse(directory, TODAY, plenty)).toEqual({
      compacted: ['2026-08-07', '2026-08-17'],
      removed: [],
      faults: [],
    });
    expect(await filesOf('2026-08-07')).toEqual(['coverage.json', 'ticks.parquet']);
    expect(await filesOf('2026-08-17')).toEqual(['coverage.json', 'ticks.kdt', 'ticks.parquet']);
    expect(await filesOf(TODAY)).toEqual(['ticks.kdt']);
    expect(await keepHouse(directory, TODAY, plenty)).toEqual({ compacted: [], removed: [], faults: [] });
  });

  it('compacts a day again that was gone on with', async () => {
    await recordDay('2026-08-17');
    await keepHouse(directory, TODAY, plenty);
    await writeTicks(ticksPath(directory, '2026-08-17'), 1, niftyFutureTicks('I', testId(0)).slice(500, 900));
    expect(await keepHouse(directory, TODAY, plenty)).toMatchObject({ compacted: ['2026-08-17'] });
  });

  it('removes days that are too old, and the oldest of too many bytes, but never the day at hand', async () => {
    for (const date of ['2026-08-03', '2026-08-14', '2026-08-17', TODAY]) await recordDay(date);
    expect(await keepHouse(directory, TODAY, { days: 10, bytes: 1e9 })).toMatchObject({ removed: ['2026-08-03'] });
    const total = [...(await diskUsage(join(directory, 'data/live'))).values()].reduce((sum, size) => sum + size);
    expect(await keepHouse(directory, TODAY, { days: 10, bytes: total - 1 })).toMatchObject({
      removed: ['2026-08-14'],
    });
    expect(await keepHouse(directory, TODAY, { days: 10, bytes: 0 })).toMatchObject({ removed: ['2026-08-17'] });
    expect(await recordedDates(directory)).toEqual([TODAY]);
  });

  it('reports a day that cannot be read, keeps it, and goes on with the others', async () => {
    await recordDay('2026-08-14');
    await recordDay('2026-08-17');
    await rm(ticksPath(directory, '2026-08-14'));
    await mkdir(ticksPath(directory, '2026-08-14'));
    const { compacted, faults } = await keepHouse(directory, TODAY, plenty);
    expect(compacted).toEqual(['2026-08-17']);
    expect(faults).toEqual([expect.stringContaining('2026-08-14')]);
    expect(await filesOf('2026-08-14')).toEqual(['ticks.kdt']);
  });

  it('has nothing to do where nothing was recorded', async () => {
    await writeFile(join(directory, 'strategies.json'), '{}');
    expect(await keepHouse(directory, TODAY, plenty)).toEqual({ compacted: [], removed: [], faults: [] });
  });
});

describe('startHousekeeping', () => {
  it('does it in a thread of its own', async () => {
    await recordDay('2026-08-17');
    const kept = await new Promise<Kept>((onDone, reject) => {
      startHousekeeping(
        { directory, today: TODAY, retention: plenty },
        { onDone, onFailed: (message) => reject(new Error(message)) },
      );
    });
    expect(kept).toEqual({ compacted: ['2026-08-17'], removed: [], faults: [] });
    expect(await filesOf('2026-08-17')).toEqual(['coverage.json', 'ticks.kdt', 'ticks.parquet']);
  });
});
