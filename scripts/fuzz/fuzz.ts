import { createRandom } from './random';
import { mustBeClean, type FuzzTarget } from './target';

export interface FuzzResult {
  readonly runs: number;
  /** Bytes in use after a collection, after the first tenth of the runs and at the end; null where none can be asked for. */
  readonly heap: { readonly first: number; readonly last: number } | null;
}

/** Parsers keep compiled schemas and the like; more than this is a leak. */
const MOST_GROWTH = 24 * 1024 * 1024;

/** Each run has a seed of its own, so that a failing one is repeated alone: `--runs 1 --seed` with what the error says. */
export async function fuzz(target: FuzzTarget, runs: number, seed: number): Promise<FuzzResult> {
  let first: number | null = null;
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun < runs) {
      const run = begun;
      begun += 1;
      try {
        await target.once(createRandom(seed + run));
        mustBeClean();
      } catch (error) {
        begun = runs;
        throw new Error(`Run ${run + 1} failed; the same again: --runs 1 --seed ${seed + run}`, { cause: error });
      }
      if (run === Math.floor(runs / 10)) first = heapUsed();
    }
  };
  await Promise.all(Array.from({ length: target.lanes ?? 1 }, lane));
  const last = heapUsed();
  if (first === null || last === null) return { runs, heap: null };
  if (last - first > MOST_GROWTH) throw new Error(`Memory grew from ${first} to ${last} bytes in ${runs} runs`);
  return { runs, heap: { first, last } };
}

function heapUsed(): number | null {
  if (!globalThis.gc) return null;
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
