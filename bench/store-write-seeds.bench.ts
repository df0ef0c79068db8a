import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { median, type Benchmark } from './benchmark';
import { createStoreMarket, INSTRUMENTS, inFolder, perSecond, recordFrames } from './store-ticks';

/** The same beside the way of the Python projects: each tick rewrites its instrument's JSON file, which grows all day. */
export const benchmark: Benchmark = {
  id: 'store-write-seeds',
  unit: 'ticks/s',
  better: 'higher',
  peer: "reading, extending and rewriting the instrument's JSON file, which has 500 ticks when it begins",
  aim: { text: '≥ 2,000,000/s', isMet: ({ value }) => value >= 2_000_000 },
  async run({ quick }) {
    const frames = quick ? 3_000 : 10_000;
    const rewrites = quick ? 100 : 400;
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round <= 3; round += 1) {
      const own = await inFolder((folder) =>
        perSecond(frames * INSTRUMENTS, () => recordFrames(join(folder, 'ticks.kdt'), frames)),
      );
      const peer = await inFolder((folder) => rewriteJson(join(folder, 'NIFTY.json'), rewrites));
      if (round === 0) continue;
      ours.push(own);
      theirs.push(peer);
    }
    return { value: median(ours), peerValue: median(theirs) };
  },
};

async function rewriteJson(path: string, count: number): Promise<number> {
  const market = createStoreMarket();
  market.next();
  await writeFile(
    path,
    JSON.stringify(
      Array.from({ length: 500 }, () => market.tick(0)),
      null,
      4,
    ),
  );
  return perSecond(count, async () => {
    for (let done = 0; done < count; done += 1) {
      market.next();
      // The file holds what was written above.
      const ticks = JSON.parse(await readFile(path, 'utf8')) as object[];
      ticks.push(market.tick(0));
      await writeFile(path, JSON.stringify(ticks, null, 4));
    }
  });
}
