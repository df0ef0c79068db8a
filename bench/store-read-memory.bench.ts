import { join } from 'node:path';
import { openTickReader } from '../electron/recording/tick-reader';
import type { Benchmark } from './benchmark';
import { inFolder, recordFrames } from './store-ticks';

/** The most memory that the process gains while it reads a day's file from end to end. */
export const benchmark: Benchmark = {
  id: 'store-read-memory',
  unit: 'MB',
  better: 'lower',
  peer: null,
  aim: { text: '< 100 MB', isMet: ({ value }) => value < 100 },
  run: ({ quick }) =>
    inFolder(async (folder) => {
      const path = join(folder, 'ticks.kdt');
      await recordFrames(path, quick ? 6_000 : 20_000);
      globalThis.gc?.();
      const before = process.memoryUsage.rss();
      let most = before;
      const reader = await openTickReader(path);
      for await (const _ of reader.batches()) most = Math.max(most, process.memoryUsage.rss());
      await reader.close();
      return { value: (most - before) / 1e6, peerValue: null };
    }),
};
