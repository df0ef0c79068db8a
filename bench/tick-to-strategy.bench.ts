import { quantile } from '../shared/domain/statistics';
import { median, type Benchmark } from './benchmark';
import { runPath } from './order-path';
import type { Journal } from '../shared/ports/journal';

/** From a frame of 200 full packets being read off the socket until the strategy's function is called in its worker. */
export const benchmark: Benchmark = {
  id: 'tick-to-strategy',
  unit: 'µs p50',
  better: 'lower',
  peer: null,
  aim: { text: 'p50 < 300, p99 < 2,000', isMet: ({ value }) => value < 300 && p99 < 2_000 },
  async run({ quick }) {
    const frames = quick ? 300 : 2_000;
    const journal: Journal = { append: settled, read: () => Promise.resolve(NOTHING), close: settled };
    const { toStrategy } = await runPath({ frames, periodMs: 20, buys: false, journal });
    // The first ones load code.
    const times = toStrategy.slice(Math.ceil(frames / 10));
    p99 = quantile(times, 0.99) * 1_000;
    return { value: median(times) * 1_000, peerValue: null, note: `p99 ${p99.toFixed(0)} over ${times.length} frames` };
  },
};

/** Of the run that has been made; the aim is on both. */
let p99 = Number.NaN;

const NOTHING = { entries: [], faults: [] };

function settled(): Promise<void> {
  return Promise.resolve();
}
