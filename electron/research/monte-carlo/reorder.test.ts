import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paise } from '#shared/domain/units';
import { reorder } from './reorder';

const terms = { rounds: 300, seed: 7 };
const nets = fc.array(fc.integer({ min: -100_000, max: 100_000 }).map(paise), { minLength: 2, maxLength: 40 });

function ordersOf(all: readonly number[]): readonly (readonly number[])[] {
  if (all.length === 0) return [[]];
  return all.flatMap((first, place) => ordersOf(all.toSpliced(place, 1)).map((rest) => [first, ...rest]));
}

/** All ways of taking one of them so many times. */
function drawsOf(all: readonly number[], times: number): readonly (readonly number[])[] {
  if (times === 0) return [[]];
  return drawsOf(all, times - 1).flatMap((draw) => all.map((each) => [...draw, each]));
}

/** How far the sums lie below the highest of those before, at most. */
function fallOf(nets: readonly number[]): number {
  const equity = nets.map((_, index) => nets.slice(0, index + 1).reduce((total, net) => total + net, 0));
  return Math.max(0, ...equity.map((each, index) => Math.max(0, ...equity.slice(0, index)) - each));
}

describe('reorder', () => {
  it('says the same for the same seed, and else for another', () => {
    const trades = Array.from({ length: 30 }, (_, index) => paise(((index * 7_919) % 2_001) - 1_000));
    expect(reorder(trades, terms)).toEqual(reorder(trades, terms));
    expect(reorder(trades, { ...terms, seed: 8 })).not.toEqual(reorder(trades, terms));
  });

  it('keeps within what any order or draw can bring', () => {
    fc.assert(
      fc.property(nets, (trades) => {
        const result = reorder(trades, terms);
        const lost = trades.reduce((sum, net) => sum + Math.max(0, -net), 0);
        expect(result?.drawdown.low).toBeGreaterThanOrEqual(Math.max(0, ...trades.map((net) => -net)));
        expect(result?.drawdown.high).toBeLessThanOrEqual(lost);
        expect(result?.net.low).toBeGreaterThanOrEqual(Math.min(...trades) * trades.length);
        expect(result?.net.high).toBeLessThanOrEqual(Math.max(...trades) * trades.length);
      }),
    );
  });

  it('leaves out no trade and takes none twice: every order falls at least to where all of them end', () => {
    fc.assert(
      fc.property(nets, (trades) => {
        const result = reorder(trades, terms);
        const total = trades.reduce((sum, net) => sum + net, 0);
        expect(result?.drawdown.low).toBeGreaterThanOrEqual(Math.max(0, -total));
        for (const { low, middle, high } of [result?.drawdown, result?.net].flatMap((spread) => spread ?? [])) {
          expect(low).toBeLessThanOrEqual(middle);
          expect(middle).toBeLessThanOrEqual(high);
        }
      }),
    );
  });

  it('has one answer where order and luck change nothing', () => {
    const same = [paise(-500), paise(-500), paise(-500)];
    const [fall, result] = [paise(1_500), paise(-1_500)];
    expect(reorder(same, terms)).toMatchObject({
      drawdown: { low: fall, middle: fall, high: fall },
      net: { low: result, middle: result, high: result },
      lossProbability: 1,
    });
  });

  it('agrees with all orders and all draws of five trades, counted one by one', () => {
    const five = [700, -400, -350, 900, -610].map(paise);
    const rounds = 20_000;
    const result = reorder(five, { rounds, seed: 3 });
    const falls = ordersOf(five).map(fallOf);
    const sums = drawsOf(five, five.length).map((draw) => draw.reduce((total, net) => total + net, 0));
    expect([falls.length, sums.length]).toEqual([120, 3_125]);
    // Four standard deviations of a share that so many rounds tell.
    const error = 4 * Math.sqrt(0.25 / rounds);
    const isQuantile = (all: readonly number[], value: number | undefined, share: number) => {
      const below = (isIn: (each: number) => boolean) => all.filter(isIn).length / all.length;
      expect(below((each) => each < Number(value))).toBeLessThanOrEqual(share + error);
      expect(below((each) => each <= Number(value))).toBeGreaterThanOrEqual(share - error);
    };
    for (const [name, share] of [
      ['low', 0.05],
      ['middle', 0.5],
      ['high', 0.95],
    ] as const) {
      isQuantile(falls, result?.drawdown[name], share);
      isQuantile(sums, result?.net[name], share);
    }
    const lost = sums.filter((total) => total < 0).length / sums.length;
    expect(Math.abs((result?.lossProbability ?? 1) - lost)).toBeLessThan(error);
  });

  it('says nothing of a single trade', () => expect(reorder([paise(1)], terms)).toBeNull());
});
