import type { MonteCarlo, Spread } from '#shared/domain/research-report';
import { createRandom, quantile } from '#shared/domain/statistics';
import { nearestPaise, type Fraction, type Paise } from '#shared/domain/units';

/**
 * What else the same trades could have looked like. Shuffling keeps the result and shows how much of the drawdown is the order's
 * doing; drawing with replacement shows how much of the result hangs on a few trades. The same seed gives the same answer.
 * Null without at least two trades.
 */
export function reorder(nets: readonly Paise[], { rounds, seed }: { rounds: number; seed: number }): MonteCarlo | null {
  if (nets.length < 2) return null;
  const random = createRandom(seed);
  const order = Float64Array.from(nets);
  const drawdowns: number[] = [];
  const results: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random);
    drawdowns.push(deepestFall(order));
    let sum = 0;
    for (let index = 0; index < nets.length; index += 1) sum += nets[Math.floor(random() * nets.length)] ?? 0;
    results.push(sum);
  }
  return {
    rounds,
    seed,
    drawdown: spreadOf(drawdowns),
    net: spreadOf(results),
    lossProbability: results.filter((result) => result < 0).length / rounds,
  };
}

/** Fisher and Yates, in place. */
function shuffle(values: Float64Array, random: () => Fraction): void {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = values[last] ?? 0;
    values[last] = values[other] ?? 0;
    values[other] = kept;
  }
}

function deepestFall(nets: Float64Array): number {
  let [equity, peak, deepest] = [0, 0, 0];
  for (const net of nets) {
    equity += net;
    if (equity > peak) peak = equity;
    if (peak - equity > deepest) deepest = peak - equity;
  }
  return deepest;
}

function spreadOf(values: readonly number[]): Spread {
  const at = (share: Fraction) => nearestPaise(quantile(values, share));
  return { low: at(0.05), middle: at(0.5), high: at(0.95) };
}
