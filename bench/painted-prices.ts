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

export interface PriceTimes {
  /** Milliseconds since a price was sent anew before it was painted. */
  readonly took: readonly number[];
  /** Prices that were painted before the listener at the exchange had heard them: it was late itself. */
  readonly unheard: number;
}

/** A listener that is later than this would be of no use, in milliseconds. */
const HEARD_WITHIN = 250;

/**
 * How long each painted price was on its way. Prices of an option are paired in order, because one that comes back to what
 * it was is sent twice: where another price was heard in between, and this one again soon after it was painted, it is the
 * later one that was painted. Those that were never sent while somebody listened are left out.
 */
export function priceTimes(
  painted: readonly PaintedPrice[],
  sent: ReadonlyMap<string, readonly SeenPrice[]>,
): PriceTimes {
  const took: number[] = [];
  const next = new Map<string, number>();
  let unheard = 0;
  for (const { symbol, text, at } of painted) {
    const ltp = Math.round(Number(text.replaceAll(',', '')) * 100);
    const prices = sent.get(symbol) ?? [];
    const from = next.get(symbol) ?? 0;
    const isIt = (price: SeenPrice, index: number) => index >= from && price.ltp === ltp;
    const latest = prices.findLastIndex((price) => price.at <= at);
    const heard = prices.findLastIndex((price, index) => index <= latest && isIt(price, index));
    const later = prices.findIndex(
      (price, index) => index > latest && isIt(price, index) && price.at <= at + HEARD_WITHIN,
    );
    const isLate = later !== -1 && heard !== latest;
    const index = isLate ? later : heard;
    const price = prices[index];
    if (price === undefined) continue;
    next.set(symbol, index + 1);
    if (isLate) unheard += 1;
    else took.push(at - price.at);
  }
  return { took, unheard };
}

/** The smallest of the samples that a share of them does not exceed. Throws RangeError when there are none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('Expected at least one sample, found none');
  return value;
}
