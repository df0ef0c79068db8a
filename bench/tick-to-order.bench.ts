import { quantile } from '../shared/domain/statistics';
import { median, type Benchmark } from './benchmark';
import { orderTimes } from './order-times';

/**
 * From a frame being read off the socket until the exchange has read the order that a strategy answered it with: worker, risk gate,
 * journal with fsync, Kite's adapter, HTTP. The peer is the same journal without fsync.
 */
export const benchmark: Benchmark = {
  id: 'tick-to-order',
  unit: 'ms p99',
  better: 'lower',
  peer: 'the same without fsync',
  aim: { text: 'p99 < 5 ms', isMet: ({ value }) => value < 5 },
  async run({ quick }) {
    const frames = quick ? 60 : 300;
    const synced = await orderTimes(frames, true);
    const unsynced = await orderTimes(frames, false);
    return {
      value: quantile(synced, 0.99),
      peerValue: quantile(unsynced, 0.99),
      note: `p50 ${median(synced).toFixed(2)} with, ${median(unsynced).toFixed(2)} without, over ${synced.length} orders each`,
    };
  },
};
