import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '#shared/domain/result';
import { istAt } from '#shared/domain/time';
import { importChoice, type ImportChoice } from '#shared/ipc/import';
import { readCandles } from '../sources/candles';
import { LabDesk } from './lab-desk';
import { labHandlers, type LabHandlers } from './lab-handlers';

let folder: string;
let desk: string;
let history: string;
let handlers: LabHandlers;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kitedesk-import-'));
  history = join(folder, 'history');
  await mkdir(history);
  desk = join(folder, 'desk');
  await mkdir(desk);
  handlers = labHandlers({
    lab: new LabDesk({ folder: join(folder, 'lab'), cacheFolder: join(folder, 'cache'), now: () => Date.now() }),
    dataFolder: desk,
    historyFolder: () => history,
    exportFolder: join(folder, 'exports'),
    chooseFiles: () => Promise.resolve([]),
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function table(name: string, ...lines: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

/** As the page asks: through the parser. */
function choiceOf(file: string, over: Partial<ImportChoice> = {}): ImportChoice {
  return importChoice.parse({
    file,
    symbol: null,
    columns: {},
    pattern: null,
    zone: '+05:30',
    endOf: null,
    skipsFaulty: false,
    ...over,
  });
}

function valueOf<T>(reply: Result<T, unknown>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
}

async function previewed(file: string, over: Partial<ImportChoice> = {}) {
  return valueOf(await handlers['lab.previewImport'](choiceOf(file, over)));
}

const GOOD = [
  'Date;Time;Begins;High;Low;Close;Vol',
  '02-01-2024;09:15;100;101.05;99.95;101;1000',
  '02-01-2024;09:16;101;102;100.5;101.5;',
];

describe('importing on the screen', () => {
  it('shows the first rows, and what it takes columns and times to be', async () => {
    const view = await previewed(await table('INFY.csv', ...GOOD), { columns: { open: 'Begins' } });
    expect(view.columns).toEqual(['date', 'time', 'begins', 'high', 'low', 'close', 'vol']);
    expect(view.sample[1]).toEqual(['02-01-2024', '09:16', '101', '102', '100.5', '101.5', '']);
    expect(view.mapping).toMatchObject({ time: 'date', clock: 'time', open: 'begins', volume: 'vol', oi: null });
    expect(view.read).toMatchObject({
      kind: 'read',
      pattern: 'dd-MM-yyyy HH:mm',
      rows: 2,
      candles: 2,
      interval: '1m',
      symbol: 'INFY',
      name: 'INFY_2024-01-02_2024-01-02.csv',
      replaces: false,
      lastAt: istAt('2024-01-02', '09:16'),
    });
  });

  it('asks for the column that it cannot guess, and leaves out one that it should not take', async () => {
    const file = await table('INFY.csv', ...GOOD);
    expect(await previewed(file)).toMatchObject({
      mapping: { time: 'date', open: null, close: 'close' },
      read: { kind: 'unread', problem: expect.stringContaining('no column was found for open') },
    });
    const bare = await previewed(file, { columns: { open: 'begins', volume: null } });
    expect(bare.mapping.volume).toBeNull();
    expect(bare.read).toMatchObject({ first: [{ volume: 0 }, { volume: 0 }] });
  });

  it('writes a file that the Lab offers and plays', async () => {
    const choice = choiceOf(await table('INFY.csv', ...GOOD), { columns: { open: 'begins' }, symbol: 'BANKNIFTY' });
    const { path, candles } = valueOf(await handlers['lab.import'](choice));
    expect(candles).toBe(2);
    const { files } = valueOf(await handlers['lab.sources'](undefined));
    expect(files.map((each) => each.path)).toContain(path);
    const read = readCandles(path, null);
    expect([read.symbol, read.bars[0]]).toEqual([
      'BANKNIFTY',
      expect.objectContaining({ startAt: istAt('2024-01-02', '09:15'), open: 10_000, high: 10_105, volume: 1_000 }),
    ]);
    expect(valueOf(await handlers['lab.previewImport'](choice)).read).toMatchObject({ replaces: true });
  });

  it('tells the first twenty faulty rows and how many there are, and writes nothing until it is told to', async () => {
    const bad = Array.from({ length: 30 }, (_, minute) => `2024-02-01 10:${10 + minute},1,x,1,1`);
    const file = await table('TCS.csv', 'time,open,high,low,close', '2024-02-01 09:15,1,2,1,1', ...bad);
    const { read } = await previewed(file);
    if (read.kind !== 'read') throw new Error(read.problem);
    expect([read.candles, read.faultCount, read.faults.length, read.name]).toEqual([1, 30, 20, null]);
    expect(read.faults[0]).toBe('line 3: expected a number in "high", found "x"');
    const refused = await handlers['lab.import'](choiceOf(file));
    expect(refused).toEqual({ ok: false, error: { message: '30 of 31 rows cannot be used' } });
    const { path } = valueOf(await handlers['lab.import'](choiceOf(file, { skipsFaulty: true })));
    expect(await readFile(path, 'utf8')).toBe(
      'date,open,high,low,close,volume\n2024-02-01 09:15:00+05:30,1.00,2.00,1.00,1.00,0\n',
    );
  });

  it('says in words what is no table, what is not there, and what times cannot be', async () => {
    const parquet = await table('X.parquet', 'PAR1 and nothing else');
    expect(await handlers['lab.previewImport'](choiceOf(parquet))).toMatchObject({
      error: { message: expect.stringContaining('is no readable Parquet') },
    });
    expect(await handlers['lab.previewImport'](choiceOf(join(folder, 'none.csv')))).toMatchObject({
      error: { message: expect.stringMatching(/none\.csv: cannot be read: there is no such file; check its name and/) },
    });
    const { read } = await previewed(await table('INFY.csv', ...GOOD), {
      columns: { open: 'begins' },
      pattern: 'HH:mm',
    });
    expect(read).toEqual({ kind: 'unread', problem: expect.stringContaining('Expected a pattern with yyyy') });
    expect((await previewed(await table('EMPTY.csv', ''))).read).toMatchObject({ kind: 'unread' });
  });

  it('says in words why nothing could be written', async () => {
    const choice = choiceOf(await table('INFY.csv', ...GOOD), { columns: { open: 'begins' } });
    const [kept, blocked] = [history, join(folder, 'blocked')];
    await writeFile(blocked, 'no folder');
    for (const [target, code] of [
      [blocked, 'EEXIST'],
      [join(blocked, 'below'), 'ENOTDIR'],
    ] as const) {
      history = target;
      const reply = await handlers['lab.import'](choice);
      const path = join(target, 'INFY_2024-01-02_2024-01-02.csv');
      const message = `Could not export candles (${path}). A file stands where a folder is needed: move it away [${code}].`;
      expect(reply).toEqual({ ok: false, error: { message } });
    }
    history = kept;
  });

  it('reads and names nothing but tables of prices, and none of the desk’s own files', async () => {
    const secrets = join(desk, 'secrets.json');
    await writeFile(secrets, '{"apiSecret":"hush"}');
    for (const request of ['lab.previewImport', 'lab.import'] as const) {
      const reply = await handlers[request](choiceOf(secrets));
      expect(reply).toMatchObject({ ok: false, error: { message: expect.stringContaining("KiteDesk's own") } });
      expect(JSON.stringify(reply)).not.toContain('hush');
    }
    const sound = choiceOf('/x/INFY.csv');
    expect(importChoice.safeParse({ ...sound, file: '/home/x/.ssh/id_rsa' }).success).toBe(false);
    expect(importChoice.safeParse({ ...sound, symbol: '../../INFY' }).success).toBe(false);
  });
});
