import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openForAppending } from '../electron/storage/append-file';
import { openJournal } from '../electron/storage/journal';
import { runPath } from './order-path';

/** Slower than Kite lets orders through, so that none waits for its turn. */
export const PERIOD_MS = 200;

/**
 * Milliseconds from a frame being read until the exchange has read the order that a strategy answered it with: worker, risk gate, journal
 * (with or without its fsync), Kite's adapter, HTTP.
 */
export async function orderTimes(frames: number, isSynced: boolean): Promise<readonly number[]> {
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
