import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf } from './options/normal';
import {
  createRandom,
  deviation,
  expectedBestSharpe,
  mean,
  normalQuantile,
  probabilisticSharpe,
  quantile,
  shapeOf,
} from './statistics';

describe('moments', () => {
  it('are those of the textbook', () => {
    const values = [2, 4, 4, 4, 5, 5, 7, 9];
    expect(mean(values)).toBe(5);
    expect(deviation(values)).toBeCloseTo(Math.sqrt(32 / 7), 12);
    expect(shapeOf([1, 2, 3, 4, 5])).toEqual({ skewness: 0, kurtosis: expect.closeTo(1.7, 12) });
    expect(shapeOf([1, 1, 1, 5]).skewness).toBeCloseTo(2 / Math.sqrt(3), 12);
  });

  it('quantiles lie linearly between the sorted values', () => {
    expect([0, 0.25, 0.5, 1].map((share) => quantile([40, 10, 30, 20], share))).toEqual([10, 17.5, 25, 40]);
  });
});

describe('normalQuantile', () => {
  it('undoes the distribution, far into the tails', () => {
    fc.assert(
      fc.property(fc.double({ min: -7, max: 7, noNaN: true }), (x) => {
        // Near 1 the probability itself has fewer digits than the quantile, so the tail is read from the other side.
        expect(-Math.sign(x) * normalQuantile(normalCdf(-Math.abs(x)))).toBeCloseTo(x, 9);
      }),
    );
  });

  it('knows the quantiles of the tables', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-Infinity, 0, Infinity]);
  });
});

describe('the deflated Sharpe ratio', () => {
  // The paper's own example: 100 tries, variance ½ a year, 1,250 days, 2.5 a year, skewness −3, kurtosis 10.
  const benchmark = expectedBestSharpe(100, Math.sqrt(1 / 2 / 250));
  const record = { sharpe: 2.5 / Math.sqrt(250), length: 1_250, skewness: -3, kurtosis: 10 };

  it("gives the figures of the paper's example", () => {
    expect(benchmark).toBeCloseTo(0.1132, 4);
    expect(probabilisticSharpe(record, benchmark)).toBeCloseTo(0.9004, 4);
  });

  it('never rises with the number of tries', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 5_000 }), (some, more) => {
        const [few, many] = [Math.min(some, more), Math.max(some, more)];
        const deflated = (tries: number) => probabilisticSharpe(record, expectedBestSharpe(tries, 0.05));
        expect(deflated(many)).toBeLessThanOrEqual(deflated(few));
      }),
    );
  });

  it('is the chance of a coin when the record is just what luck brings', () => {
    expect(probabilisticSharpe({ ...record, sharpe: benchmark }, benchmark)).toBe(0.5);
  });
});

describe('createRandom', () => {
  it('repeats itself for a seed, differs between seeds, and spreads evenly', () => {
    const draw = (seed: number) => Array.from({ length: 10_000 }, createRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(8)).not.toEqual(draw(7));
    expect(mean(draw(7))).toBeCloseTo(0.5, 1);
    expect(deviation(draw(7))).toBeCloseTo(Math.sqrt(1 / 12), 2);
  });
});
