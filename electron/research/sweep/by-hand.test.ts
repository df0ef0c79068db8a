import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Axis } from '#shared/domain/parameter-sweep';
import { gridOf } from '#shared/domain/sweep-axes';
import { rupees } from '#shared/domain/units';
import { specOf } from '../look-ahead.testkit';
import { fixture } from '../reference/plain.testkit';
import { USUAL_SLIPPAGE } from '../slippage';
import { openRecording } from '../sources/open';
import { runWalkForward } from '../walk-forward/walk-forward';
import { playCell, type RunSpec } from './run-spec';
import { runSweep } from './run-sweep';
import { sweepWorker } from './worker-path';

/** The figures of a search, worked out again from the trades of each point with arrays alone. */

const spec: RunSpec = {
  source: specOf(fixture('NIFTY50-minute-2024-01.csv.gz')),
  strategy: 'moving-average',
  params: ['interval=5m', 'filter=0', 'validate=false', 'history=100'],
  slippage: USUAL_SLIPPAGE,
  capital: rupees(2_000_000),
};
const axes: readonly Axis[] = [
  { param: 'fast', values: [4, 6, 8] },
  { param: 'slow', values: [13, 21] },
];
const grid = gridOf(axes);
const cells = grid.ok ? grid.value : [];

let folder: string;
let dates: readonly string[];
/** Each point's net of each day. */
let nets: readonly (readonly number[])[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kitedesk-by-hand-'));
  const recording = await openRecording(spec.source);
  dates = recording.days.map(({ date }) => date);
  const played = [];
  for (const cell of cells) played.push((await playCell(spec, cell, recording)).trades);
  nets = played.map((trades) =>
    dates.map((day) => trades.filter(({ date }) => date === day).reduce((sum, { net }) => sum + net, 0)),
  );
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const options = () => ({ workers: 1, workerFile: sweepWorker, cacheFolder: join(folder, 'cache') });
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const moment = (values: readonly number[], power: number) => {
  const average = sum(values) / values.length;
  return sum(values.map((value) => (value - average) ** power)) / values.length;
};

/** A day's mean over its standard deviation. */
function ratio(values: readonly number[]): number {
  return sum(values) / values.length / Math.sqrt((moment(values, 2) * values.length) / (values.length - 1));
}

/** The normal distribution by Simpson's rule over its density. */
function below(x: number): number {
  const steps = 2_000;
  const width = (x + 9) / steps;
  const weight = (index: number) => (index === 0 || index === steps ? 1 : index % 2 === 1 ? 4 : 2);
  const parts = Array.from(
    { length: steps + 1 },
    (_, index) => weight(index) * Math.exp(-((-9 + index * width) ** 2) / 2),
  );
  return (width / 3) * (sum(parts) / Math.sqrt(2 * Math.PI));
}

/** Below which a share of the normal distribution lies, by halving. */
function borderOf(share: number): number {
  let [low, high] = [-9, 9];
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (below(middle) < share) low = middle;
    else high = middle;
  }
  return low;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}

/** Points of the grid at most a step away on either axis, the point itself among them. */
function neighbours(of: number): readonly number[] {
  const place = (index: number) => [Math.floor(index / 2), index % 2] as const;
  const [x, y] = place(of);
  return [...cells.keys()].filter((index) => Math.abs(place(index)[0] - x) <= 1 && Math.abs(place(index)[1] - y) <= 1);
}

describe('a search, worked out by hand', { timeout: 60_000 }, () => {
  it('ranks, smooths and doubts its points as told', async () => {
    const early = nets.map((days) => days.slice(0, 7));
    const sharpes = early.map(ratio);
    const scores = sharpes.map((each) => each * Math.sqrt(252));
    const robust = scores.map((_, index) => median(neighbours(index).map((near) => scores[near] ?? 0)));
    const spread = Math.sqrt((moment(sharpes, 2) * sharpes.length) / (sharpes.length - 1));
    const tries = cells.length;
    const luckiest = 0.5772156649015329;
    const luck = spread * ((1 - luckiest) * borderOf(1 - 1 / tries) + luckiest * borderOf(1 - 1 / (tries * Math.E)));
    const skills = early.map((days, index) => {
      const own = sharpes[index] ?? 0;
      const [skewness, kurtosis] = [moment(days, 3) / moment(days, 2) ** 1.5, moment(days, 4) / moment(days, 2) ** 2];
      const variance = 1 - skewness * own + ((kurtosis - 1) / 4) * own ** 2;
      return below(((own - luck) * Math.sqrt(days.length - 1)) / Math.sqrt(variance));
    });

    const result = await runSweep({ spec, axes, cells, inSample: 0.6, score: 'sharpe' }, options());
    expect(new Set(scores).size).toBeGreaterThan(2);
    for (const [index, { score, robust: shared, deflated, inSample, outOfSample }] of result.cells.entries()) {
      expect(score).toBeCloseTo(scores[index] ?? 0, 9);
      expect(shared).toBeCloseTo(robust[index] ?? 0, 9);
      expect(deflated).toBeCloseTo(skills[index] ?? 0, 6);
      expect([inSample.net, outOfSample?.net]).toEqual([sum(early[index] ?? []), sum(nets[index]?.slice(7) ?? [])]);
    }
    expect(result.luck).toBeCloseTo(luck * Math.sqrt(252), 6);
    expect(result.peak?.cell).toEqual(cells[scores.indexOf(Math.max(...scores))]);
    const shared = Math.max(...robust);
    const onPlateau = scores.map((score, index) => ((robust[index] ?? 0) > shared - 1e-9 ? score : -Infinity));
    expect(result.plateau?.cell).toEqual(cells[onPlateau.indexOf(Math.max(...onPlateau))]);
  });

  it('walks forward: the best of the days before, then what it earned, and how much of it was kept', async () => {
    const [trainDays, testDays] = [4, 3];
    const chosen: number[] = [];
    let [trained, tested, days] = [0, 0, 0];
    for (let start = trainDays; start < dates.length; start += testDays) {
      const before = nets.map((all) => sum(all.slice(start - trainDays, start)));
      const best = before.indexOf(Math.max(...before));
      chosen.push(best);
      trained += before[best] ?? 0;
      tested += sum(nets[best]?.slice(start, start + testDays) ?? []);
      days += Math.min(testDays, dates.length - start);
    }
    const terms = { trainDays, testDays, choose: 'peak', score: 'net' } as const;
    const result = await runWalkForward({ spec, axes, cells, ...terms }, options());
    expect(result.windows.map((window) => window.chosen)).toEqual(chosen.map((index) => cells[index]));
    expect(result.stitched.metrics.net).toBe(tested);
    expect(trained).toBeGreaterThan(0);
    expect(result.efficiency).toBeCloseTo(tested / days / (trained / (chosen.length * trainDays)), 9);
  });
});
