import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Axis } from '#shared/domain/parameter-sweep';
import type { ParamValues } from '#shared/domain/params';
import { istAt, istStamp } from '#shared/domain/time';
import { rupees } from '#shared/domain/units';
import { alteredCopy, decidedBefore, opposite, otherChain, specOf } from './look-ahead.testkit';
import { fixture } from './reference/plain.testkit';
import { played } from './reference/played.testkit';
import {
  average,
  bias,
  breakout,
  straddle,
  USUAL_AVERAGE,
  USUAL_BIAS,
  USUAL_ZONES,
  zones,
} from './reference/rules.testkit';
import { USUAL_SLIPPAGE } from './slippage';
import { openRecording, type SourceSpec } from './sources/open';
import { gridOf } from '#shared/domain/sweep-axes';
import type { RunSpec } from './sweep/run-spec';
import { runSweep } from './sweep/run-sweep';
import { sweepWorker } from './sweep/worker-path';
import { runWalkForward } from './walk-forward/walk-forward';

const MINUTES = fixture('NIFTY50-minute-2024-01.csv.gz');
const CHAIN = fixture('2026-08-18-NIFTY-chain.csv.gz');
const WEEK = fixture('2026-01-07_13-NIFTY-chain.csv.gz');
const VIX = fixture('INDIAVIX-day-2018-01_02.csv.gz');
const BANKS = fixture('BANKNIFTY-15minute-2018-01_02.csv.gz');

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'kitedesk-future-'))));
afterAll(() => rmSync(folder, { recursive: true }));

interface Alternative {
  readonly strategy: string;
  readonly params?: ParamValues;
  /** From here on the markets differ. */
  readonly at: number;
  readonly truth: SourceSpec;
  readonly altered: SourceSpec;
}

/** What was decided before the moment in both markets, and the digest of all. Rejects when nothing was. */
async function decidedIn({ strategy, params = {}, at, truth, altered }: Alternative) {
  const [known, other] = [
    await played(await openRecording(truth), strategy, params),
    await played(await openRecording(altered), strategy, params),
  ];
  const of = ({ trades, digest }: typeof known) => ({ before: decidedBefore(trades, at), digest });
  if (of(known).before.length === 0) throw new Error('Nothing was decided before');
  return { truth: of(known), altered: of(other) };
}

const stampOf = (at: number): string => istStamp(at).replace(' ', 'T');

describe('a back-test of candles', () => {
  const BUSY = { interval: '1m', history: 100, filter: 0, validate: false };

  it.each([
    ['moving-average', BUSY, '2024-01-04', '10:31'],
    ['moving-average', BUSY, '2024-01-09', '13:00'],
    ['sr-breakout', { interval: '5m', stop: 0.002, target: 0.003 }, '2024-01-05', '11:07'],
    ['reversal-zones', {}, '2024-01-10', '12:12'],
  ])('of %s decides the same whatever the market does later', async (strategy, params, date, clock) => {
    const at = istAt(date, clock);
    const past = { ...specOf(MINUTES), to: date };
    const future = { ...past, files: [alteredCopy(folder, MINUTES, opposite(stampOf(at)))] };
    const { truth, altered } = await decidedIn({ strategy, params, at, truth: past, altered: future });
    expect(altered.before).toEqual(truth.before);
    // The alteration did reach the strategy: later nothing is as it was.
    expect(altered.digest).not.toBe(truth.digest);
  });
});

describe('a replay of a chain', () => {
  const OLD = { staleAfter: 300 };

  it.each([
    { ...straddle({ afterLegStop: 'move-to-cost' }), clock: '11:30' },
    { ...bias({ ...USUAL_BIAS, length: 3, threshold: 0, volumeFactor: 0, maxTrades: 10 }, OLD), clock: '12:00' },
    {
      ...average({ ...USUAL_AVERAGE, length: 3, history: 250, filter: 0, volumeFactor: 0, leastSignals: null }, OLD),
      clock: '13:00',
    },
    { ...zones({ ...USUAL_ZONES, length: 3, wick: 0.2, volumeFactor: 0 }, OLD), clock: '14:31' },
    { ...breakout({ length: 3, stop: 0.002, target: 0.003 }, OLD), clock: '12:30' },
  ])('with $strategy decides the same whatever the chain is from $clock on', async ({ strategy, params, clock }) => {
    const at = istAt('2026-08-18', clock);
    const future = specOf(alteredCopy(folder, CHAIN, otherChain(stampOf(at))));
    const { truth, altered } = await decidedIn({ strategy, params, at, truth: specOf(CHAIN), altered: future });
    expect(altered.before).toEqual(truth.before);
    expect(altered.digest).not.toBe(truth.digest);
  });

  it('knows nothing of the contracts of later days', async () => {
    const at = istAt('2026-01-12', '00:00');
    const others = otherChain(stampOf(at));
    const later = (row: Record<string, string>) =>
      (row['timestamp'] ?? '') < stampOf(at) ? row : { ...others(row), expiry: '2026-01-20' };
    const future = specOf(alteredCopy(folder, WEEK, later));
    const { truth, altered } = await decidedIn({
      strategy: 'atm-straddle-sell',
      at,
      truth: specOf(WEEK),
      altered: future,
    });
    expect(altered.before).toEqual(truth.before);
    expect(altered.digest).not.toBe(truth.digest);
  });
});

describe('premiums that are modelled', () => {
  it('know of India VIX what had been told when the day opened', async () => {
    const [date, after] = ['2018-01-10', '2018-01-11'];
    const future = alteredCopy(folder, VIX, (row) => {
      const day = row['date'] ?? '';
      const doubled = (column: string) => String(2 * Number(row[column]));
      const end = { high: doubled('high'), low: doubled('low'), close: doubled('close') };
      if (day < date) return row;
      return day === date ? { ...row, ...end } : { ...row, ...end, open: doubled('open') };
    });
    const banks = { ...specOf(BANKS), to: '2018-01-19' };
    const { truth, altered } = await decidedIn({
      strategy: 'atm-straddle-sell',
      params: { underlying: 'BANKNIFTY' },
      at: istAt(after, '00:00'),
      truth: { ...banks, modelOptions: VIX },
      altered: { ...banks, modelOptions: future },
    });
    expect(altered.before).toEqual(truth.before);
    expect(altered.digest).not.toBe(truth.digest);
  });
});

const axes: readonly Axis[] = [
  { param: 'fast', values: [5, 8] },
  { param: 'slow', values: [13, 21] },
];

function searchOn(file: string) {
  const spec: RunSpec = {
    source: { ...specOf(file), to: '2024-01-10' },
    strategy: 'moving-average',
    params: ['interval=5m', 'filter=0', 'validate=false', 'history=100'],
    slippage: USUAL_SLIPPAGE,
    capital: rupees(2_000_000),
  };
  const grid = gridOf(axes);
  if (!grid.ok) throw new Error(grid.error);
  return { spec, axes, cells: grid.value, score: 'net' } as const;
}

describe('a choice of parameters', () => {
  const options = () => ({ workers: 1, workerFile: sweepWorker, cacheFolder: join(folder, 'cache') });

  it('of a sweep rests on its first days alone', async () => {
    const swept = (file: string) => runSweep({ ...searchOn(file), inSample: 0.5 }, options());
    const truth = await swept(MINUTES);
    const [next = ''] = truth.outOfSample;
    const altered = await swept(alteredCopy(folder, MINUTES, opposite(next)));
    const judged = ({ cells, peak, plateau, luck, inSample }: typeof truth) => ({
      cells: cells.map((each) => ({ ...each, digest: '', outOfSample: null })),
      chosen: [peak?.cell, plateau?.cell],
      luck,
      inSample,
    });
    expect(judged(altered)).toEqual(judged(truth));
    const late = ({ cells }: typeof truth) => cells.map(({ outOfSample }) => outOfSample?.net);
    expect(late(altered)).not.toEqual(late(truth));
  });

  it('of a walk-forward rests on the days before the test, and the tests before are what they were', async () => {
    const terms = { trainDays: 2, testDays: 2, choose: 'plateau' } as const;
    const walked = (file: string) => runWalkForward({ ...searchOn(file), ...terms }, options());
    const truth = await walked(MINUTES);
    const [first, second, third] = truth.windows;
    const altered = await walked(alteredCopy(folder, MINUTES, opposite(second?.test[0] ?? '')));
    expect(altered.windows[0]).toEqual(first);
    // What was chosen for the second test is known before it; only what it earned differs.
    const { tested, ...chosen } = second ?? {};
    expect(altered.windows[1]).toMatchObject(chosen);
    expect(altered.windows[1]?.tested).not.toEqual(tested);
    expect(altered.windows[2]?.trained).not.toEqual(third?.trained);
    const at = istAt(second?.test[0] ?? '', '00:00');
    expect(truth.windows).toHaveLength(3);
    expect(decidedBefore(altered.stitched.trades, at)).toEqual(decidedBefore(truth.stitched.trades, at));
  });
});
