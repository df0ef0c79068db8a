import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bar } from '#shared/domain/bars';
import { instrumentId } from '#shared/domain/instrument';
import { istAt } from '#shared/domain/time';
import { qty, rupees } from '#shared/domain/units';
import { exportHistory } from './history-csv';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-csv-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const startAt = istAt('2026-08-18', '09:15');
const bar: Bar = {
  startAt,
  open: rupees(24_250),
  high: rupees(24_260.5),
  low: rupees(24_249.05),
  close: rupees(24_255),
  volume: qty(0),
  oi: null,
};
const days = { from: '2026-08-01', to: '2026-08-18' } as const;

describe('exportHistory', () => {
  it('writes candles in rupees and Indian time under the name of the Python projects', async () => {
    const path = await exportHistory({
      folder: join(directory, 'history'),
      instrument: instrumentId('NSE', 'NIFTY 50'),
      ...days,
      bars: [bar],
    });
    expect(path).toBe(join(directory, 'history', 'NIFTY 50_2026-08-01_2026-08-18.csv'));
    expect(await readFile(path, 'utf8')).toBe(
      'date,open,high,low,close,volume\n2026-08-18 09:15:00+05:30,24250.00,24260.50,24249.05,24255.00,0\n',
    );
  });

  it('has a column of open interest where there is one', async () => {
    const instrument = instrumentId('NFO', 'NIFTY26AUGFUT');
    const path = await exportHistory({
      folder: directory,
      instrument,
      ...days,
      bars: [{ ...bar, volume: qty(75), oi: qty(1_500) }],
    });
    expect((await readFile(path, 'utf8')).split('\n')).toEqual([
      'date,open,high,low,close,volume,oi',
      '2026-08-18 09:15:00+05:30,24250.00,24260.50,24249.05,24255.00,75,1500',
      '',
    ]);
  });

  it('says what a disk refuses', async () => {
    await writeFile(join(directory, 'history'), '');
    const instrument = instrumentId('NSE', 'NIFTY 50');
    await expect(exportHistory({ folder: join(directory, 'history'), instrument, ...days, bars: [] })).rejects.toThrow(
      'Could not export candles',
    );
  });
});
