import { describe, expect, it } from 'vitest';
import { gammaExposure } from './gamma-exposure';
import { GREEK, GREEKS_LENGTH, writeGreeks } from './options/black76';
import { qty, rupees } from './units';

const SPOT = rupees(24_200);

describe('gammaExposure', () => {
  it('is the gamma of what is open times the square of the spot, for a move of 1 %', () => {
    // Γ = 0.001 per rupee, ten lots of 75: delta moves by 0.001 × 242 × 750 = 181.5 units of ₹24,200.
    const call = { right: 'CE', gamma: 0.001 / 100, oi: qty(750) } as const;
    expect(gammaExposure(call, SPOT)).toBeCloseTo(rupees(181.5 * 24_200), 0);
  });

  it('counts puts against calls', () => {
    const put = { right: 'PE', gamma: 0.000_01, oi: qty(750) } as const;
    expect(gammaExposure(put, SPOT)).toBe(-gammaExposure({ ...put, right: 'CE' }, SPOT));
  });

  it('is what a hedge of the modelled option needs when the spot moves a hundredth of that', () => {
    const deltaAt = (forward: number): { readonly delta: number; readonly gamma: number } => {
      const out = new Float64Array(GREEKS_LENGTH);
      writeGreeks({ forward, strike: SPOT, years: 7 / 365, rate: 0, right: 'CE' }, 0.14, out);
      return { delta: out[GREEK.delta] ?? 0, gamma: out[GREEK.gamma] ?? 0 };
    };
    const move = SPOT * 0.0001;
    const hedge = (deltaAt(SPOT + move).delta - deltaAt(SPOT - move).delta) / 2;
    const expected = hedge * 100 * 750 * SPOT;
    const exposure = gammaExposure({ right: 'CE', gamma: deltaAt(SPOT).gamma, oi: qty(750) }, SPOT);
    expect(exposure / expected).toBeCloseTo(1, 3);
  });
});
