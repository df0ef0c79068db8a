import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { heatMapOf } from '#shared/domain/parameter-sweep';
import type { Result } from '#shared/domain/result';
import { backtestChoice, type BacktestResult, type LabJob } from '#shared/ipc/lab';
import { openRecording } from '../sources/open';
import { playBacktest, sourceOf } from './backtest';
import { LabDesk } from './lab-desk';
import { labHandlers, type LabHandlers } from './lab-handlers';

const CANDLES = join(import.meta.dirname, '../fixtures/NIFTY50-minute-2024-01.csv.gz');
const choice = backtestChoice.parse({
  strategy: 'moving-average',
  params: { fast: 5, interval: '5m', filter: 0, validate: false },
  files: [CANDLES],
  from: '2024-01-02',
  to: '2024-01-05',
  slippage: null,
  capital: 200_000_000,
  vix: '14.2',
  modelsOptions: false,
});

let folder: string;
let handlers: LabHandlers;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kitedesk-lab-'));
  handlers = labHandlers({
    lab: new LabDesk({ folder: join(folder, 'lab'), cacheFolder: join(folder, 'cache'), now: () => Date.now() }),
    dataFolder: folder,
    historyFolder: () => join(folder, 'history'),
    exportFolder: join(folder, 'exports'),
    chooseFiles: () => Promise.resolve([]),
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function valueOf<T>(reply: Result<T, unknown>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
}

async function begun(over: Partial<typeof choice> = {}): Promise<string> {
  return valueOf(await handlers['lab.backtest']({ ...choice, ...over })).job;
}

async function seen(job: string, isSeen: (view: LabJob) => boolean): Promise<LabJob> {
  return vi.waitFor(
    async () => {
      const view = valueOf(await handlers['lab.jobs'](undefined)).find(({ id }) => id === job);
      if (!view || !isSeen(view)) throw new Error(`The run is ${view?.state ?? 'gone'}: ${view?.detail ?? ''}`);
      return view;
    },
    { timeout: 50_000, interval: 20 },
  );
}

async function backtested(over: Partial<typeof choice> = {}): Promise<BacktestResult & { readonly job: string }> {
  const job = await begun(over);
  await seen(job, ({ state }) => state === 'done');
  const result = valueOf(await handlers['lab.result']({ job }));
  if (result.kind !== 'backtest') throw new Error(`Expected a back-test, found ${result.kind}`);
  return { ...result, job };
}

describe('the Lab', () => {
  it('plays a strategy in a thread: the same trades as the command line, with its report', async () => {
    const job = await begun();
    const view = await seen(job, ({ state }) => state === 'done');
    expect(view).toMatchObject({ done: 4, of: 4, kind: 'backtest', strategy: 'moving-average', params: choice.params });
    const result = valueOf(await handlers['lab.result']({ job }));
    if (result.kind !== 'backtest') throw new Error(`Expected a back-test, found ${result.kind}`);
    const inline = await playBacktest(choice, 'x', () => {});
    expect(result.digest).toBe(inline.result.digest);
    expect(result.params).toMatchObject({ fast: 5, symbol: 'NIFTY' });
    const { trades, metrics } = result.report.performance;
    expect(trades.length).toBeGreaterThan(0);
    expect(view.net).toBe(metrics.net);
    expect(result.modelledTrades).toHaveLength(trades.length);
    expect(result.report.byVix.map(({ label }) => label)).toEqual(['12 to 16']);
  });

  it('shows a trade on the bars that were played, with its entry and exit', async () => {
    const { job, report } = await backtested();
    const [trade] = report.performance.trades;
    if (!trade) throw new Error('There is no trade');
    const [entry, exit] = trade.executions;
    if (!entry) throw new Error('Nothing was executed');
    const { instrument } = entry;
    const { bars } = valueOf(await handlers['lab.bars']({ job, instrument, date: trade.date }));
    expect(bars).toHaveLength(375);
    const barAt = (at = 0) => bars.find(({ startAt }) => at >= startAt && at < startAt + 60_000);
    // Fills lie at most the spread outside of what was played.
    for (const execution of [entry, exit]) {
      const bar = barAt(execution?.at);
      expect(execution?.price).toBeGreaterThan((bar?.low ?? 0) * 0.999);
      expect(execution?.price).toBeLessThan((bar?.high ?? 0) * 1.001);
    }
  });

  it('ends a run at once when it is cancelled, and goes on with the next', async () => {
    const [first, second] = [await begun({ from: null, to: null }), await begun()];
    await seen(first, ({ state }) => state === 'running');
    expect(await handlers['lab.cancel']({ job: first })).toMatchObject({ ok: true });
    expect((await seen(first, () => true)).state).toBe('cancelled');
    expect((await seen(second, ({ state }) => state === 'done')).net).not.toBeNull();
    expect(await handlers['lab.cancel']({ job: second })).toMatchObject({ ok: false });
    expect(await handlers['lab.result']({ job: first })).toMatchObject({ ok: false });
  });

  it('says in words why a run cannot be', async () => {
    const missing = await begun({ files: [join(folder, 'none.csv')] });
    expect((await seen(missing, ({ state }) => state === 'failed')).detail).toContain('none.csv');
    const bare = await begun({ modelsOptions: true, vix: null });
    expect((await seen(bare, ({ state }) => state === 'failed')).detail).toContain('need India VIX');
    const wrong = await begun({ params: { fast: 'many' } });
    expect((await seen(wrong, ({ state }) => state === 'failed')).detail).toContain('Fast EMA');
  });

  it('keeps the report and the trades as files when asked', async () => {
    const { job, digest } = await backtested();
    const { path } = valueOf(await handlers['lab.export']({ job, format: 'html' }));
    expect(path.startsWith(join(folder, 'exports'))).toBe(true);
    expect(await readFile(path, 'utf8')).toContain(digest);
    const csv = valueOf(await handlers['lab.export']({ job, format: 'csv' }));
    expect(await readFile(csv.path, 'utf8')).toMatch(/^trade,date,strategy/);
  });

  it('sweeps parameters on threads: every point is the back-test of its parameters', async () => {
    const { job } = valueOf(
      await handlers['lab.sweep']({
        ...choice,
        axes: ['fast=5,8', 'slow=13,21'],
        random: null,
        score: 'net',
        inSample: 0.5,
      }),
    );
    expect(await seen(job, ({ state }) => state === 'done')).toMatchObject({ done: 4, of: 4, kind: 'sweep' });
    const result = valueOf(await handlers['lab.result']({ job }));
    if (result.kind !== 'sweep') throw new Error(`Expected a sweep, found ${result.kind}`);
    const { sweep } = result;
    expect([sweep.inSample.length, sweep.outOfSample.length]).toEqual([2, 2]);
    const heat = heatMapOf(sweep, 'fast', 'slow');
    expect(heat?.rows.flat()).toHaveLength(4);
    const best = sweep.peak;
    expect(Math.max(...sweep.cells.map(({ score }) => score))).toBe(best?.score);
    const chosen = Object.fromEntries((best?.cell ?? []).map(({ param, value }) => [param, value]));
    expect((await backtested({ params: { ...choice.params, ...chosen } })).digest).toBe(best?.digest);
  });

  it('walks forward, and judges the tests one after the other', async () => {
    const terms = {
      axes: ['fast=5,8'],
      random: null,
      score: 'net',
      trainDays: 2,
      testDays: 1,
      choose: 'peak',
    } as const;
    const { job } = valueOf(await handlers['lab.walkForward']({ ...choice, ...terms, axes: [...terms.axes] }));
    await seen(job, ({ state }) => state === 'done');
    const result = valueOf(await handlers['lab.result']({ job }));
    if (result.kind !== 'walk-forward') throw new Error(`Expected a walk-forward, found ${result.kind}`);
    expect(result.windows.map(({ test }) => test.days)).toEqual([1, 1]);
    const sum = result.windows.reduce((total, { tested }) => total + tested.net, 0);
    expect(result.report.performance.metrics.net).toBe(sum);
  });

  it('says which axis is wrong', async () => {
    const { job } = valueOf(
      await handlers['lab.sweep']({ ...choice, axes: ['fsat=5,8'], random: null, score: 'net', inSample: 0.5 }),
    );
    expect((await seen(job, ({ state }) => state === 'failed')).detail).toContain('there is no parameter "fsat"');
  });

  it('reads none of the desk’s own files, be it as prices or as the VIX', async () => {
    const secrets = join(folder, 'secrets.json');
    await writeFile(secrets, '{"apiSecret":"hush"}');
    for (const over of [{ files: [CANDLES, secrets] }, { vix: secrets }]) {
      const own = {
        ok: false,
        error: { message: expect.stringContaining("secrets.json is a file of KiteDesk's own") },
      };
      expect(await handlers['lab.backtest']({ ...choice, ...over })).toMatchObject(own);
    }
  });

  it('reads no file but tables of prices', () => {
    expect(backtestChoice.safeParse({ ...choice, files: ['/etc/passwd'] }).success).toBe(false);
    expect(backtestChoice.safeParse({ ...choice, vix: '/home/x/.ssh/id_rsa' }).success).toBe(false);
  });
});

describe('sourceOf', () => {
  it('models options only when told to', async () => {
    const recording = await openRecording(sourceOf({ ...choice, modelsOptions: true }));
    expect(recording.modelled.join()).toContain('VIX');
    expect((await openRecording(sourceOf(choice))).modelled.join()).not.toContain('VIX');
  });
});
