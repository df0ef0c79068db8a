import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forwardFromParity, nearestRow } from './forward';

const strikes = Float64Array.from({ length: 30 }, (_, row) => 24_000 + 50 * row);

/** Prices that agree on a forward, the doubt of each being 0.2. */
function quotes(forward: number) {
  const mark = new Float64Array(60);
  for (const [row, strike] of strikes.entries()) {
    const timeValue = 150 * Math.exp(-(((strike - forward) / 400) ** 2)) + 1;
    mark[2 * row] = Math.max(forward - strike, 0) + timeValue;
    mark[2 * row + 1] = Math.max(strike - forward, 0) + timeValue;
  }
  return { strikes, mark, doubt: new Float64Array(60).fill(0.2) };
}

const anyForward = fc.double({ min: 24_300, max: 25_100, noNaN: true });

describe('forwardFromParity', () => {
  it('is exact where all strikes agree, whatever the hint', () => {
    fc.assert(
      fc.property(anyForward, fc.double({ min: 0, max: 40_000, noNaN: true }), (forward, hint) => {
        expect(forwardFromParity(quotes(forward), 1, hint)).toBeCloseTo(forward, 8);
      }),
    );
  });

  it('outvotes any four of nine strikes that are wrong by any amount', () => {
    fc.assert(
      fc.property(
        anyForward,
        fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.double({ min: 2, max: 500, noNaN: true })), {
          maxLength: 4,
        }),
        (forward, lies) => {
          const all = quotes(forward);
          const centre = nearestRow(strikes, forward);
          for (const [offset, error] of lies)
            all.mark[2 * (centre + offset)] = (all.mark[2 * (centre + offset)] ?? 0) + error;
          expect(Math.abs(forwardFromParity(all, 1, forward) - forward)).toBeLessThan(0.4);
        },
      ),
    );
  });

  it('grows the premium difference to expiry', () => {
    const one = { strikes: Float64Array.of(100), mark: Float64Array.of(8, 3), doubt: new Float64Array(2) };
    expect(forwardFromParity(one, 1.02, 0)).toBeCloseTo(105.1, 10);
  });

  it('is 0 when no strike has both prices', () => {
    expect(
      forwardFromParity(
        { strikes: Float64Array.of(100, 110), mark: Float64Array.of(8, 0, 0, 5), doubt: new Float64Array(4) },
        1,
        105,
      ),
    ).toBe(0);
    expect(
      forwardFromParity(
        { strikes: new Float64Array(0), mark: new Float64Array(0), doubt: new Float64Array(0) },
        1,
        105,
      ),
    ).toBe(0);
  });
});

describe('nearestRow', () => {
  it('takes the lower of two strikes equally near', () => {
    expect(nearestRow(strikes, 24_025)).toBe(0);
    expect(nearestRow(strikes, 24_025.01)).toBe(1);
  });

  it('stops at the ends', () => {
    expect([nearestRow(strikes, 0), nearestRow(strikes, 1e9), nearestRow(new Float64Array(0), 5)]).toEqual([0, 29, -1]);
  });

  it('finds what a search through all finds', () => {
    fc.assert(
      fc.property(fc.double({ min: 23_000, max: 27_000, noNaN: true }), (price) => {
        const distances = Array.from(strikes, (strike) => Math.abs(strike - price));
        expect(nearestRow(strikes, price)).toBe(distances.indexOf(Math.min(...distances)));
      }),
    );
  });
});
