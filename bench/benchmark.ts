/** One figure that the project watches, beside a peer measured in the same run. Each lives in `bench/<id>.bench.ts`. */
export interface Benchmark {
  readonly id: string;
  readonly unit: string;
  /** Which way is better; the ratio is always "how many times better than the peer". */
  readonly better: 'lower' | 'higher';
  /** What the peer is, in words; null when there is none. */
  readonly peer: string | null;
  readonly aim: Aim;
  readonly run: (options: RunOptions) => Promise<Measured> | Measured;
}

export interface Aim {
  readonly text: string;
  readonly isMet: (result: { readonly value: number; readonly ratio: number | null }) => boolean;
}

export interface RunOptions {
  /** Fewer and shorter rounds: all benchmarks together finish in two minutes. */
  readonly quick: boolean;
}

export interface Measured {
  readonly value: number;
  readonly peerValue: number | null;
  /** Further figures of the same run, in words. */
  readonly note?: string;
}

/** The middle of the samples, which one disturbed round cannot move. Throws RangeError when there are none. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('Expected at least one sample, found none');
  return (lower + upper) / 2;
}
