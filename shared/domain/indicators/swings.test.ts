import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { swingsOf } from './swings';

const point = (high: number, low = high - 5) => ({ high, low });
const peak = [1, 2, 3, 4, 5, 9, 5, 4, 3, 2, 1].map((height) => point(100 + height));

describe('swingsOf', () => {
  it('confirms a high once half a lookback of lower ones has followed', () => {
    const highsUntil = peak.map((_, index) => swingsOf(peak.slice(0, index + 1), 10).highs);
    expect(highsUntil).toEqual([...Array.from({ length: 10 }, () => []), [5]]);
  });

  it('takes the first of equal highs', () => {
    const twin = [1, 2, 3, 9, 9, 3, 2, 1, 1].map((height) => point(height));
    expect(swingsOf(twin, 4).highs).toEqual([3]);
  });

  it('finds nothing in a straight rise', () => {
    expect(
      swingsOf(
        Array.from({ length: 40 }, (_, index) => point(index)),
        10,
      ),
    ).toEqual({ highs: [], lows: [] });
  });

  it('gives exactly the bars that top, or undercut, all others around them', () => {
    const anyBars = fc
      .array(fc.tuple(fc.nat(40), fc.nat(10)), { maxLength: 60 })
      .map((all) => all.map(([top, span]) => point(top, top - span)));
    fc.assert(
      fc.property(anyBars, fc.constantFrom(4, 7, 10), (bars, lookback) => {
        const before = lookback >> 1;
        const expected = bars.flatMap((each, index) => {
          const around = bars.slice(index - before, index - before + lookback + 1);
          if (index < before || around.length <= lookback) return [];
          const isFirst = around.slice(0, before).every((other) => other.high < each.high);
          return isFirst && around.every((other) => other.high <= each.high) ? [index] : [];
        });
        expect(swingsOf(bars, lookback).highs).toEqual(expected);
        const mirrored = bars.map(({ high, low }) => ({ high: -low, low: -high }));
        expect(swingsOf(mirrored, lookback).lows).toEqual(expected);
      }),
    );
  });
});
