import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { paise } from '#shared/domain/units';
import { combinedPremium, premiumRange } from './premium';

const close = (startAt: number, price: number) => ({ startAt, close: paise(price) });

describe('combinedPremium', () => {
  it('adds up what call and put closed at in the same minute', () => {
    expect(combinedPremium([close(1, 3_000), close(2, 2_900)], [close(1, 4_000), close(2, 4_050)])).toEqual([
      { at: 1, call: 3_000, put: 4_000, total: 7_000 },
      { at: 2, call: 2_900, put: 4_050, total: 6_950 },
    ]);
  });

  it('carries the last price of the one that did not trade', () => {
    const points = combinedPremium([close(1, 3_000)], [close(1, 4_000), close(2, 4_100), close(3, 4_200)]);
    expect(points.map(({ at, total }) => [at, total])).toEqual([
      [1, 7_000],
      [2, 7_100],
      [3, 7_200],
    ]);
  });

  it('begins when both have traded', () => {
    expect(combinedPremium([close(1, 3_000), close(5, 3_100)], [close(3, 4_000)]).map(({ at }) => at)).toEqual([3, 5]);
    expect(combinedPremium([], [close(3, 4_000)])).toEqual([]);
  });

  it('has one point a minute, in order, whose parts add up', () => {
    const series = fc
      .uniqueArray(fc.record({ startAt: fc.nat(100), price: fc.integer({ min: 5, max: 9_999 }) }), {
        selector: (bar) => bar.startAt,
      })
      .map((bars) => bars.toSorted((a, b) => a.startAt - b.startAt).map((bar) => close(bar.startAt, bar.price)));
    fc.assert(
      fc.property(series, series, (calls, puts) => {
        const points = combinedPremium(calls, puts);
        expect(points.every(({ call, put, total }) => call + put === total)).toBe(true);
        const times = points.map(({ at }) => at);
        expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('premiumRange', () => {
  it('tells the first, highest, lowest and last premium', () => {
    const points = combinedPremium([close(1, 100), close(2, 300), close(3, 50), close(4, 80)], [close(1, 100)]);
    expect(premiumRange(points)).toEqual({ first: 200, high: 400, low: 150, last: 180 });
  });

  it('tells nothing without points', () => {
    expect(premiumRange([])).toBeNull();
  });
});
