import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { median, type Benchmark } from './benchmark';
import { createStoreMarket, INSTRUMENTS, inFolder, perSecond, recordFrames } from './store-ticks';

/** From the changed book to the synced file, ticks whose values are real. The peer builds the objects that brokers' clients do. */
export const benchmark: Benchmark = {
  id: 'store-write',
  unit: 'ticks/s',
  better: 'higher',
  peer: 'appending a line of JSON per tick, synced as often',
  aim: { text: '≥ 2,000,000/s', isMet: ({ value }) => value >= 2_000_000 },
  async run({ quick }) {
    const frames = quick ? 6_000 : 20_000;
    const peerFrames = quick ? 600 : 2_000;
    const [ours, theirs]: [number[], number[]] = [[], []];
    // The first round warms both up and does not count.
    for (let round = 0; round <= (quick ? 3 : 5); round += 1) {
      const own = await inFolder((folder) =>
        perSecond(frames * INSTRUMENTS, () => recordFrames(join(folder, 'ticks.kdt'), frames)),
      );
      const peer = await inFolder((folder) =>
        perSecond(peerFrames * INSTRUMENTS, () => appendLines(join(folder, 'ticks.ndjson'), peerFrames)),
      );
      if (round === 0) continue;
      ours.push(own);
      theirs.push(peer);
    }
    return { value: median(ours), peerValue: median(theirs) };
  },
};

async function appendLines(path: string, frames: number): Promise<void> {
  const market = createStoreMarket();
  const file = await open(path, 'a');
  let lines: string[] = [];
  for (let frame = 1; frame <= frames; frame += 1) {
    market.next();
    for (const slot of market.slots) lines.push(`${JSON.stringify(market.tick(slot))}\n`);
    // About a megabyte, which is what ours syncs at once.
    if (frame % 15 > 0 && frame < frames) continue;
    await file.appendFile(lines.join(''));
    await file.datasync();
    lines = [];
  }
  await file.close();
}
