import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rupees } from '#shared/domain/units';
import { metricsOf } from '#shared/domain/trade-metrics';
import { USUAL_SLIPPAGE } from '../slippage';
import { openRecording } from '../sources/open';
import { runWalkForward } from '../walk-forward/walk-forward';
import { gridOf } from '#shared/domain/sweep-axes';
import type { SweepProgress } from './play-cells';
import { playCell, type RunSpec } from './run-spec';
import { heatMapOf, type Axis, type Cell } from '#shared/domain/parameter-sweep';
import { runSweep, type SweepRequest } from './run-sweep';
import { sweepWorker } from './worker-path';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'kitedesk-sweep-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const spec: RunSpec = {
  source: {
    files: ['electron/research/fixtures/NIFTY50-minute-2024-01.csv.gz'],
    symbol: null,
    history: null,
    from: null,
    to: null,
    modelOptions: null,
  },
  strategy: 'moving-average',
  params: ['interval=5m', 'filter=0', 'validate=false', 'history=100'],
  slippage: USUAL_SLIPPAGE,
  capital: rupees(2_000_000),
};
const axes: readonly Axis[] = [
  { param: 'fast', values: [5, 8] },
  { param: 'slow', values: [13, 21, 34] },
];

function request(over: Partial<SweepRequest> = {}): SweepRequest {
  const grid = gridOf(axes);
  if (!grid.ok) throw new Error(grid.error);
  return { spec, axes, cells: grid.value, inSample: 0.6, score: 'sharpe', ...over };
}

describe('runSweep', () => {
  it('plays each cell on a thread as a back-test by itself plays it, and judges it by the first days', async () => {
    const result = await runSweep(request(), { workers: 2, workerFile: sweepWorker, cacheFolder: null });
    expect([result.inSample.length, result.outOfSample.length]).toEqual([7, 5]);
    const recording = await openRecording(spec.source);
    const early = await openRecording({ ...spec.source, to: result.inSample.at(-1) ?? null });
    for (const { cell, digest, inSample } of result.cells) {
      const alone = await playCell(spec, cell, recording);
      expect(digest).toBe(alone.digest);
      const { trades } = await playCell(spec, cell, early);
      const closed = trades.map((trade) => ({ ...trade, closedAt: trade.closedAt ?? trade.openedAt }));
      expect(inSample).toMatchObject({ trades: trades.length, net: metricsOf(closed, []).net });
    }
    expect(result.cells.reduce((sum, { inSample }) => sum + inSample.trades, 0)).toBeGreaterThan(0);
    expect(new Set(result.cells.map(({ digest }) => digest)).size).toBeGreaterThan(1);
  });

  it('plays nothing twice: the second time everything comes from the cache, and is the same', async () => {
    const cacheFolder = join(folder, 'cache');
    const told: SweepProgress[] = [];
    const first = await runSweep(request(), { workers: 2, workerFile: sweepWorker, cacheFolder });
    const again = await runSweep(request(), {
      workers: 2,
      workerFile: sweepWorker,
      cacheFolder,
      onProgress: (progress) => told.push(progress),
    });
    expect(again).toEqual(first);
    expect(told).toEqual([{ done: 6, of: 6, cached: 6 }]);
    expect(readdirSync(cacheFolder)).toHaveLength(6);
  });

  it('plays again what is damaged in the cache, or was made of other data or terms', async () => {
    const cacheFolder = join(folder, 'cache-2');
    const copy = join(folder, 'NIFTY50.csv.gz');
    writeFileSync(copy, readFileSync(spec.source.files[0] ?? ''));
    const copied = { ...spec, source: { ...spec.source, files: [copy] } };
    const cells = request().cells.slice(0, 1);
    const cachedOf = async (over: Partial<SweepRequest>) => {
      const told: SweepProgress[] = [];
      await runSweep(request({ cells, ...over }), {
        workers: 1,
        workerFile: sweepWorker,
        cacheFolder,
        onProgress: (each) => told.push(each),
      });
      return told[0]?.cached;
    };
    expect(await cachedOf({})).toBe(0);
    // Not where a file lies, but what is in it.
    expect(await cachedOf({ spec: copied })).toBe(1);
    expect(await cachedOf({ spec: { ...spec, capital: rupees(1_000_000) } })).toBe(0);
    for (const name of readdirSync(cacheFolder)) truncateSync(join(cacheFolder, name), 100);
    expect(await cachedOf({})).toBe(0);
    expect(await cachedOf({})).toBe(1);
    writeFileSync(copy, readFileSync('electron/research/fixtures/NIFTY50-minute-2021-06-11.csv.gz'));
    expect(await cachedOf({ spec: copied })).toBe(0);
  });

  it('ends at once when it is cancelled', async () => {
    const cancelling = new AbortController();
    const told: SweepProgress[] = [];
    const sweep = runSweep(request({ spec: { ...spec, params: ['interval=1m', 'validate=false', 'filter=0'] } }), {
      workers: 2,
      workerFile: sweepWorker,
      cacheFolder: null,
      signal: cancelling.signal,
      onProgress: (progress) => {
        told.push(progress);
        if (progress.done === 1) cancelling.abort(new Error('Enough'));
      },
    });
    await expect(sweep).rejects.toThrow('Enough');
    expect(told.at(-1)?.done).toBe(1);
    await expect(
      runSweep(request(), { workers: 2, workerFile: sweepWorker, cacheFolder: null, signal: cancelling.signal }),
    ).rejects.toThrow('Enough');
  });

  it('tells in words which parameter does not fit', async () => {
    const grid = gridOf([{ param: 'fast', values: [5, 5_000] }]);
    const cells = grid.ok ? grid.value : [];
    await expect(
      runSweep(request({ cells }), { workers: 2, workerFile: sweepWorker, cacheFolder: null }),
    ).rejects.toThrow(/moving-average: .*expected a whole number from .*, found 5000/);
  });

  it('shows the score over two parameters', async () => {
    const result = await runSweep(request(), {
      workers: 2,
      workerFile: sweepWorker,
      cacheFolder: join(folder, 'cache'),
    });
    const heat = heatMapOf(result, 'slow', 'fast');
    expect(heat?.rows).toEqual([
      result.cells.slice(0, 3).map(({ score }) => score),
      result.cells.slice(3).map(({ score }) => score),
    ]);
    expect(heatMapOf(result, 'slow', 'stop')).toBeNull();
  });
});

describe('runWalkForward', () => {
  it('stitches together what back-tests of the chosen parameters over the next days give', async () => {
    const { windows, stitched } = await runWalkForward(
      { ...request(), trainDays: 4, testDays: 3, choose: 'peak' },
      { workers: 2, workerFile: sweepWorker, cacheFolder: join(folder, 'cache') },
    );
    expect(windows.map(({ train, test }) => [train.length, test.length])).toEqual([
      [4, 3],
      [4, 3],
      [4, 2],
    ]);
    const alone = [];
    for (const { chosen, test } of windows) {
      const [from = null, to = null] = [test[0], test.at(-1)];
      const recording = await openRecording({ ...spec.source, from, to });
      alone.push(...(await playCell(spec, chosen, recording)).trades);
    }
    expect(stitched.trades).toEqual(alone);
    expect(stitched.trades.length).toBeGreaterThan(0);
    expect(stitched.metrics.net).toBe(alone.reduce((sum, { net }) => sum + net, 0));
  });

  it('chooses by the days before the test alone', async () => {
    const { windows } = await runWalkForward(
      { ...request(), trainDays: 4, testDays: 3, choose: 'peak', score: 'net' },
      { workers: 2, workerFile: sweepWorker, cacheFolder: join(folder, 'cache') },
    );
    for (const { train, chosen, trained } of windows) {
      const [from = null, to = null] = [train[0], train.at(-1)];
      const recording = await openRecording({ ...spec.source, from, to });
      const netOf = async (cell: Cell) =>
        (await playCell(spec, cell, recording)).trades.reduce((sum, { net }) => sum + net, 0);
      const nets = await Promise.all(request().cells.map(netOf));
      expect(trained.net).toBe(Math.max(...nets));
      expect(await netOf(chosen)).toBe(trained.net);
    }
  });

  it('says when there are too few days', async () => {
    const short = { ...request(), trainDays: 12, testDays: 3, choose: 'peak' } as const;
    await expect(
      runWalkForward(short, { workers: 1, workerFile: sweepWorker, cacheFolder: join(folder, 'cache') }),
    ).rejects.toThrow('expected more than 12 days, to choose on and then to trade; found 12');
  });
});
