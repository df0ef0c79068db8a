import { cpus } from 'node:os';
import type { Axis } from '../shared/domain/parameter-sweep';
import { gridOf } from '#shared/domain/sweep-axes';
import { playCells } from '../electron/research/sweep/play-cells';
import type { RunSpec } from '../electron/research/sweep/run-spec';
import { sweepWorker } from '../electron/research/sweep/worker-path';
import { readCandles } from '../electron/research/sources/candles';
import { USUAL_SLIPPAGE } from '../electron/research/slippage';
import { rupees } from '../shared/domain/units';
import { median, type Benchmark } from './benchmark';

const MINUTES = 'bench/recordings/NIFTY50-minute-2024H1.csv.gz';
const FAST = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
const SLOW = Array.from({ length: 20 }, (_, index) => 20 + 2 * index);

/**
 * The cross of two averages over half a year of NIFTY minutes, for every pair of lengths. Ours plays each through the whole desk, on all
 * cores, threads started and the file opened included. The peer is the limit: both averages and the gain of the cross in a
 * loop over a column, on one core, without orders, charges, hours or stops.
 */
export const benchmark: Benchmark = {
  id: 'sweep',
  unit: 'bars per second',
  better: 'higher',
  peer: 'a bare loop',
  aim: { text: 'within 5 × of the loop', isMet: ({ ratio }) => (ratio ?? 0) >= 0.2 },
  async run({ quick }) {
    const slow = quick ? SLOW.slice(0, 2) : SLOW;
    const closes = Float64Array.from(readCandles(MINUTES, null).bars, ({ close }) => close);
    const [value, peerValue] = [await ours(slow, closes.length), bare(slow, closes)];
    return { value, peerValue, note: `${FAST.length * slow.length} points on ${cpus().length} cores` };
  },
};

async function ours(slow: readonly number[], bars: number): Promise<number> {
  const axes: readonly Axis[] = [
    { param: 'fast', values: FAST },
    { param: 'slow', values: slow },
  ];
  const cells = gridOf(axes);
  if (!cells.ok) throw new Error(cells.error);
  const spec: RunSpec = {
    source: { files: [MINUTES], symbol: null, history: null, from: null, to: null, modelOptions: null },
    strategy: 'moving-average',
    params: ['interval=1m', 'history=100', 'filter=0', 'validate=false'],
    slippage: USUAL_SLIPPAGE,
    capital: rupees(2_000_000),
  };
  const began = performance.now();
  const runs = await playCells(spec, cells.value, {
    workers: cpus().length,
    workerFile: sweepWorker,
    cacheFolder: null,
  });
  const seconds = (performance.now() - began) / 1_000;
  if (runs.some(({ trades }) => trades.length === 0)) throw new Error('Expected every cross to trade');
  return (bars * runs.length) / seconds;
}

function bare(slow: readonly number[], closes: Float64Array): number {
  const samples: number[] = [];
  for (let round = 0; round <= 5; round += 1) {
    const began = performance.now();
    let gains = 0;
    for (const one of FAST) for (const other of slow) gains += gainOfCross(closes, one, other);
    const seconds = (performance.now() - began) / 1_000;
    if (!Number.isFinite(gains)) throw new Error('Expected the loop to come to a figure');
    // The first round warms up.
    if (round > 0) samples.push((closes.length * FAST.length * slow.length) / seconds);
  }
  return median(samples);
}

/** What it makes to be long above and short below, changed over at the close of each cross. */
function gainOfCross(closes: Float64Array, fastLength: number, slowLength: number): number {
  const [fastWeight, slowWeight] = [2 / (fastLength + 1), 2 / (slowLength + 1)];
  let fast = closes[0] ?? 0;
  let slow = fast;
  let [held, entry, gain] = [0, 0, 0];
  for (let row = 1; row < closes.length; row += 1) {
    const close = closes[row] ?? 0;
    fast += fastWeight * (close - fast);
    slow += slowWeight * (close - slow);
    const side = fast > slow ? 1 : -1;
    if (side === held) continue;
    gain += held * (close - entry);
    held = side;
    entry = close;
  }
  return gain;
}
