import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxPainRow } from './max-pain';

/** By definition: what all holders would receive if expiry settled at `settlement`. */
function payout(strikes: Float64Array, oi: Float64Array, settlement: number): number {
  return strikes.reduce((sum, strike, row) => {
    const call = (oi[2 * row] ?? 0) * Math.max(settlement - strike, 0);
    return sum + call + (oi[2 * row + 1] ?? 0) * Math.max(strike - settlement, 0);
  }, 0);
}

describe('maxPainRow', () => {
  it('lies between heavy puts below and heavy calls above', () => {
    const strikes = Float64Array.of(100, 110, 120, 130, 140);
    expect(maxPainRow(strikes, Float64Array.of(0, 900, 10, 500, 10, 10, 500, 10, 900, 0))).toBe(2);
  });

  it('pays out no more than any other strike, and is the lowest that does', () => {
    const anyChain = fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.nat(10_000), fc.nat(10_000)), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(anyChain, (rows) => {
        let strike = 1_000;
        const strikes = Float64Array.from(rows, ([step]) => (strike += step));
        const oi = Float64Array.from(rows.flatMap(([, call, put]) => [call, put]));
        fc.pre(oi.some((each) => each > 0));
        const pains = Array.from(strikes, (each) => payout(strikes, oi, each));
        expect(maxPainRow(strikes, oi)).toBe(pains.indexOf(Math.min(...pains)));
      }),
    );
  });

  it('is nowhere without open interest', () => {
    expect(maxPainRow(Float64Array.of(100, 110), new Float64Array(4))).toBe(-1);
    expect(maxPainRow(new Float64Array(0), new Float64Array(0))).toBe(-1);
  });
});
