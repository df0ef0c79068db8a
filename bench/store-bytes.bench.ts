import { join } from 'node:path';
import type { Benchmark } from './benchmark';
import { createStoreMarket, inFolder, recordFrames } from './store-ticks';

/** What a tick costs on the disk while the day runs, names and checksums included. */
export const benchmark: Benchmark = {
  id: 'store-bytes',
  unit: 'bytes a tick',
  better: 'lower',
  peer: 'a line of JSON per tick',
  aim: { text: '≤ 40 B', isMet: ({ value }) => value <= 40 },
  async run({ quick }) {
    const { bytes, written } = await inFolder((folder) =>
      recordFrames(join(folder, 'ticks.kdt'), quick ? 2_000 : 10_000),
    );
    return { value: bytes / written, peerValue: bytesOfLines() };
  },
};

function bytesOfLines(): number {
  const market = createStoreMarket();
  market.next();
  const lines = Array.from(market.slots, (slot) => JSON.stringify(market.tick(slot)).length + 1);
  return lines.reduce((sum, length) => sum + length, 0) / lines.length;
}
