import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCandles } from '../sources/candles';
import { istAt } from '#shared/domain/time';
import { run } from './run';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kitedesk-import-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function kitedesk(...args: readonly string[]) {
  let [out, said] = ['', ''];
  const streams = { out: (text: string) => void (out += text), say: (text: string) => void (said += `${text}\n`) };
  const code = await run(args, streams, new AbortController().signal);
  return { code, out, said };
}

const imported = (file: string, ...options: readonly string[]) => kitedesk('import', '--file', file, ...options);

function table(...lines: readonly string[]): string {
  const path = join(folder, 'INFY-export.txt');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

describe('kitedesk import', () => {
  it('writes what the other commands read: any column names, time formats and zones', async () => {
    const file = table(
      'Date;Time;Opening;High Price;Low Price;Close Price;Vol',
      '02-Jan-2024;09:16:00;101;102;100.5;101.5;2000',
      '02-Jan-2024;09:15:00;100;101.05;99.95;101;1000',
    );
    const { code, out } = await imported(
      file,
      '--out',
      folder,
      '--column',
      'open=Opening',
      '--time-format',
      'dd-MMM-yyyy HH:mm:ss',
      '--json',
    );
    expect(code).toBe(0);
    const path = join(folder, 'INFY_2024-01-02_2024-01-02.csv');
    expect(JSON.parse(out)).toMatchObject({
      symbol: 'INFY',
      rows: 2,
      candles: 2,
      interval: '1m',
      from: '2024-01-02T09:15:00+05:30',
      faults: { count: 0, first: [] },
      mapping: {
        columns: { time: 'date', clock: 'time', open: 'opening', high: 'high price', volume: 'vol', oi: null },
      },
      written: path,
    });
    const { bars, symbol } = readCandles(path, null);
    expect([symbol, bars.length, bars[0]]).toEqual([
      'INFY',
      2,
      {
        startAt: istAt('2024-01-02', '09:15'),
        open: 10_000,
        high: 10_105,
        low: 9_995,
        close: 10_100,
        volume: 1_000,
        oi: null,
      },
    ]);
  });

  it.each([
    ['UTC', '2024-01-02 03:46', ['--zone', 'UTC', '--time-format', 'yyyy-MM-dd HH:mm']],
    ['UTC without a format', '2024-01-02T03:46', ['--zone', 'UTC']],
    ['another zone', '2024-01-02 11:46:00', ['--zone', '+08:00']],
    ['epoch seconds', '1704167160', []],
    ['labels at the end', '2024-01-02 09:17', ['--label-end', '1m']],
  ])('takes times in %s', async (_what, stamp, options) => {
    const file = table('timestamp,open,high,low,close', `${stamp},1,1,1,1`);
    const { code, out } = await kitedesk('import', '--file', file, '--dry-run', '--json', ...options);
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ from: '2024-01-02T09:16:00+05:30' })]);
  });

  const faulty = [
    'timestamp,open,high,low,close',
    '2024-01-02T09:15,100,101,99,100',
    '2024-01-02T09:16,100,x,99,100',
    '2024-01-02T09:15,100,101,99,100',
    '2024-01-02T09:17,100,98,99,100',
    '2024-01-02T09:18,0,101,99,100',
    '02/01/2024,100,101,99,100',
  ];

  it('tells each faulty row and writes nothing', async () => {
    const { code, out, said } = await kitedesk('import', '--file', table(...faulty), '--out', folder);
    expect(code).toBe(3);
    expect(out).toContain(
      [
        'line 3: expected a number in "high", found "x"',
        'line 4: its time was there before; remove one of the two rows',
        'line 5: expected "high" not below "low", found 98 and 99; are the columns mapped the wrong way round?',
        'line 6: "open" has to be above zero, found 0',
        'line 7: expected a time as yyyy-mm-ddTHH:MM:SS+05:30, found "02/01/2024"',
        'Nothing was written',
      ].join('\n'),
    );
    expect(said).toContain('5 of 6 rows cannot be used; correct them, or leave them out with --skip-faulty');
    expect(readdirSync(folder)).toEqual(['INFY-export.txt']);
  });

  it('writes the good rows when it is told to', async () => {
    const { code } = await kitedesk('import', '--file', table(...faulty), '--out', folder, '--skip-faulty');
    expect(code).toBe(0);
    expect(existsSync(join(folder, 'INFY_2024-01-02_2024-01-02.csv'))).toBe(true);
  });

  it('shows the first twenty faults and counts the rest', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `day ${index},1,1,1,1`);
    const { out } = await kitedesk(
      'import',
      '--file',
      table('time,open,high,low,close', ...rows),
      '--dry-run',
      '--json',
    );
    const { faults } = JSON.parse(out) as { faults: { count: number; first: string[] } };
    expect([faults.count, faults.first.length]).toEqual([30, 20]);
  });

  it('writes nothing in a dry run', async () => {
    const { code, out } = await kitedesk('import', '--file', table(...faulty.slice(0, 2)), '--dry-run');
    expect([code, readdirSync(folder)]).toEqual([0, ['INFY-export.txt']]);
    expect(out).toMatch(/1 rows, 1 candles of INFY.*\nColumns: time=timestamp, open=open/);
  });

  it.each([
    [['--column', 'opening=O'], 2, '--column expects time, clock, open'],
    [['--column', 'open=O'], 3, 'the file has no column "o", but timestamp, open, high, low, close'],
    [['--time-format', 'HH:mm'], 2, '--time-format: Expected a pattern with yyyy, MM or MMM, and dd, found "HH:mm"'],
    [['--zone', 'Mumbai'], 2, '--zone expects IST, UTC or +hh:mm, found "Mumbai"'],
    [['--label-end', '7m'], 2, '--label-end expects one of 1m, 3m'],
  ])('refuses %j', async (options, code, words) => {
    const ended = await kitedesk('import', '--file', table(...faulty), '--dry-run', ...options);
    expect([ended.code, ended.said]).toEqual([code, expect.stringContaining(words)]);
  });

  it('takes one instrument of a table that holds several', async () => {
    const file = table(
      'timestamp,tradingsymbol,open,high,low,close',
      '2024-01-02 09:15,TCS,100,101,99,100.5',
      '2024-01-02 09:15,SBIN,50,51,49,50.5',
      '2024-01-02 09:16,TCS,100.5,102,100,101',
      '2024-01-02 09:16,SBIN,50.5,much,50,51',
    );
    const unsaid = await imported(file, '--dry-run');
    expect(unsaid.code).toBe(3);
    expect(unsaid.said).toContain('it holds TCS, SBIN: say which by its symbol');
    expect((await imported(file, '--symbol', 'INFY', '--dry-run')).said).toContain('it has no INFY, but TCS, SBIN');
    const { code, out } = await imported(file, '--symbol', 'TCS', '--out', folder, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      symbol: 'TCS',
      rows: 2,
      candles: 2,
      written: join(folder, 'TCS_2024-01-02_2024-01-02.csv'),
    });
    expect((await imported(file, '--symbol', 'SBIN', '--dry-run')).out).toContain(
      'line 5: expected a number in "high"',
    );
  });
});
