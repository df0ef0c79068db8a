import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openTickReader } from '../electron/recording/tick-reader';
import { median, type Benchmark } from './benchmark';
import { createStoreMarket, INSTRUMENTS, inFolder, perSecond, recordFrames } from './store-ticks';

/** From opening a day's file to having seen the price of every tick, checksums and all. The peer's lines hold the same ticks. */
export const benchmark: Benchmark = {
  id: 'store-read',
  unit: 'ticks/s',
  better: 'higher',
  peer: 'NDJSON read line by line',
  aim: { text: '≥ 5,000,000/s', isMet: ({ value }) => value >= 5_000_000 },
  run: ({ quick }) =>
    inFolder(async (folder) => {
      const [ticks, lines] = [join(folder, 'ticks.kdt'), join(folder, 'ticks.ndjson')];
      const { written } = await recordFrames(ticks, quick ? 6_000 : 20_000);
      const lineCount = await writeLines(lines, 500);
      const [ours, theirs]: [number[], number[]] = [[], []];
      // The first round warms both up and does not count.
      for (let round = 0; round <= 5; round += 1) {
        const own = await perSecond(written, () => readTicks(ticks, written));
        const peer = await perSecond(lineCount, () => readLines(lines));
        if (round === 0) continue;
        ours.push(own);
        theirs.push(peer);
      }
      return { value: median(ours), peerValue: median(theirs) };
    }),
};

/** Throws when a tick is missing: a figure for reading less would be none. */
async function readTicks(path: string, expected: number): Promise<number> {
  const reader = await openTickReader(path);
  let seen = 0;
  let highest = 0;
  for await (const { count, columns } of reader.batches()) {
    for (let index = 0; index < count; index += 1) highest = Math.max(highest, columns.ltp[index] ?? 0);
    seen += count;
  }
  await reader.close();
  if (seen !== expected) throw new Error(`Expected ${expected} ticks, read ${seen}`);
  return highest;
}

async function readLines(path: string): Promise<number> {
  let highest = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    // Written below.
    const tick = JSON.parse(line) as { readonly last_price: number };
    highest = Math.max(highest, tick.last_price);
  }
  return highest;
}

async function writeLines(path: string, frames: number): Promise<number> {
  const market = createStoreMarket();
  const lines = Array.from({ length: frames }, () => {
    market.next();
    return Array.from(market.slots, (slot) => `${JSON.stringify(market.tick(slot))}\n`).join('');
  });
  await writeFile(path, lines.join(''));
  return frames * INSTRUMENTS;
}
