import type { SeenPrice } from './price-tap';

/** A price as it stood on the screen. */
export interface PaintedPrice {
  /** '24,200 CE'. */
  readonly symbol: string;
  /** '1,234.50'. */
  readonly text: string;
  /** Epoch milliseconds, with a fraction. */
  readonly at: number;
}

/**
 * How long each painted price was on its way, in milliseconds: since it was last sent anew before it was painted. Prices that
 * were never sent while somebody listened are left out.
 */
export function latencies(
  painted: readonly PaintedPrice[],
  sent: ReadonlyMap<string, readonly SeenPrice[]>,
): readonly number[] {
  return painted.flatMap(({ symbol, text, at }) => {
    const ltp = Math.round(Number(text.replaceAll(',', '')) * 100);
    const price = sent.get(symbol)?.findLast((seen) => seen.ltp === ltp && seen.at <= at);
    return price ? [at - price.at] : [];
  });
}

/** The smallest of the samples that a share of them does not exceed. Throws RangeError when there are none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('Expected at least one sample, found none');
  return value;
}
