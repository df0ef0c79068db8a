import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fuzz } from './fuzz';
import type { FuzzTarget, TargetFile } from './target';

const SEED = 20_261_121;
const RUNS = 300;

// The webhook's is a server in a process of its own, and has a test of its own.
const targets = readdirSync(join(import.meta.dirname, 'targets')).flatMap(
  (name) => /^(?!webhook)([a-z]+)\.ts$/.exec(name)?.[1] ?? [],
);

describe('nonsense as input', () => {
  it.each(targets)(`for %s leads to a refusal and nothing else, ${RUNS} times`, async (name) => {
    // Every file of the folder has this one export.
    const { open } = (await import(`./targets/${name}.ts`)) as TargetFile;
    const target = await open();
    try {
      expect(await fuzz(target, RUNS, SEED)).toMatchObject({ runs: RUNS });
    } finally {
      await target.close();
    }
  });

  it('that breaks a promise is told with the seed that repeats it', async () => {
    const broken: FuzzTarget = {
      once(random) {
        if (random.int(40) === 0) throw new Error('broken');
      },
      close: () => undefined,
    };
    const words = await fuzz(broken, 1_000, 1).then(() => 'nothing', String);
    const seed = Number(/--seed (\d+)/.exec(words)?.[1]);
    await expect(fuzz(broken, 1, seed)).rejects.toThrow('Run 1 failed');
  });
});
