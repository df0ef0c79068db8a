import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openForAppending } from '../electron/storage/append-file';
import { openJournal } from '../electron/storage/journal';
import { quantile } from '../shared/domain/statistics';
import { median, type Benchmark } from './benchmark';
import { runPath } from './order-path';

/** Slower than Kite lets orders through, so that none waits for its turn. */
const PERIOD_MS = 200;

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
    const synced = await timesWith(frames, true);
    const unsynced = await timesWith(frames, false);
    return {
      value: quantile(synced, 0.99),
      peerValue: quantile(unsynced, 0.99),
      note: `p50 ${median(synced).toFixed(2)} with, ${median(unsynced).toFixed(2)} without, over ${synced.length} orders each`,
    };
  },
};

async function timesWith(frames: number, isSynced: boolean): Promise<readonly number[]> {
  const directory = mkdtempSync(join(tmpdir(), 'kitedesk-bench-'));
  const journal = await openJournal({
    directory,
    date: '2026-11-20',
    now: () => Date.now(),
    open: async (path) => {
      const handle = await openForAppending(path);
      return isSynced
        ? handle
        : {
            write: handle.write.bind(handle),
            truncate: handle.truncate.bind(handle),
            stat: handle.stat.bind(handle),
            close: handle.close.bind(handle),
            datasync: () => Promise.resolve(),
          };
    },
  });
  try {
    const { toOrder } = await runPath({ frames, periodMs: PERIOD_MS, buys: true, journal });
    if (toOrder.length < frames * 0.9) throw new Error(`Expected about ${frames} orders, found ${toOrder.length}`);
    // The first ones load code and open the connection.
    return toOrder.slice(Math.ceil(frames / 10));
  } finally {
    await journal.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
