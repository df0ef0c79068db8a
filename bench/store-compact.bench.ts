import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { compactTicks } from '../electron/recording/compact';
import type { Benchmark } from './benchmark';
import { inFolder, recordFrames } from './store-ticks';

/** What a tick costs on the disk once its day is over, in a file that pandas, DuckDB and Polars open. */
export const benchmark: Benchmark = {
  id: 'store-compact',
  unit: 'bytes a tick',
  better: 'lower',
  peer: 'the same ticks as they were recorded',
  aim: { text: '≤ 12 B', isMet: ({ value }) => value <= 12 },
  run: ({ quick }) =>
    inFolder(async (folder) => {
      const path = join(folder, 'ticks.kdt');
      await recordFrames(path, quick ? 2_000 : 8_000);
      const { bytes, ticks } = await compactTicks(path, join(folder, 'ticks.parquet'));
      return { value: bytes / ticks, peerValue: (await stat(path)).size / ticks };
    }),
};
