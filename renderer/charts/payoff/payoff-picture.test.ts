import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { payoffAt, type PayoffLeg } from '#shared/domain/options/payoff';
import { DISCOUNT_RATE } from '#shared/domain/options/rate';
import { DAY, istAt } from '#shared/domain/time';
import { qty, rupees } from '#shared/domain/units';
import type { Holding } from '../../store/holding';
import { AS_IT_IS, payoffPicture, priceGrid, resultIf } from './payoff-picture';

const now = istAt('2026-08-18', '11:30');
const expiryAt = istAt('2026-08-25', '15:40');

function short(right: 'CE' | 'PE', strike: number, premium: number): PayoffLeg {
  return { kind: 'option', right, strike: rupees(strike), qty: qty(-65), price: rupees(premium), expiryAt, iv: 0.1 };
}

const straddle: Holding = {
  legs: [short('CE', 24_200, 150), short('PE', 24_200, 140)],
  price: rupees(24_212.8),
  expectedMove: rupees(250),
  firstExpiryAt: expiryAt,
  lastExpiryAt: expiryAt,
};

describe('priceGrid', () => {
  it('has every strike on it, and three standard deviations either side', () => {
    const grid = priceGrid(straddle);
    expect(grid).toContain(rupees(24_200));
    expect(grid[0]).toBeLessThanOrEqual(rupees(24_212.8 - 750));
    expect(grid.at(-1)).toBeGreaterThanOrEqual(rupees(24_212.8 + 750));
  });

  it('is even and never long, whatever the price and how far the strikes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 90_000 }), fc.integer({ min: 2, max: 3_000 }), (price, strikeSteps) => {
        const holding: Holding = {
          ...straddle,
          legs: [short('CE', strikeSteps * 50, 10)],
          price: rupees(price),
          expectedMove: null,
        };
        const grid = priceGrid(holding);
        const steps = new Set(grid.slice(1).map((each, index) => each - (grid[index] ?? 0)));
        expect(steps.size).toBe(1);
        expect(grid.length).toBeLessThanOrEqual(243);
        expect(grid[0]).toBeGreaterThan(0);
      }),
    );
  });
});

describe('payoffPicture', () => {
  it('turns at the strike, where a short straddle keeps its whole premium', () => {
    const [expiry] = payoffPicture(straddle, AS_IT_IS, now).lines;
    const best = expiry?.points.reduce((a, b) => (b.value > a.value ? b : a));
    expect(best).toEqual({ price: rupees(24_200), value: rupees(290 * 65) });
  });

  it('names the break-evens on the axis and marks where the underlying is', () => {
    const { marks } = payoffPicture(straddle, AS_IT_IS, now);
    expect(marks.map(({ label }) => label)).toEqual(['23,910', '24,490', '']);
    expect(marks.at(-1)).toMatchObject({ price: straddle.price, isDashed: false });
  });

  it('draws what might be only once something is supposed', () => {
    const ids = (whatIf: typeof AS_IT_IS) => payoffPicture(straddle, whatIf, now).lines.map(({ id }) => id);
    expect(ids(AS_IT_IS)).toEqual(['expiry', 'now']);
    expect(ids({ ...AS_IT_IS, iv: 0.02 })).toEqual(['expiry', 'now', 'what-if']);
  });
});

describe('resultIf', () => {
  it('is the value now while nothing is supposed', () => {
    expect(resultIf(straddle, AS_IT_IS, now)).toBe(payoffAt(straddle.legs, straddle.price, now, DISCOUNT_RATE));
  });

  it('gains with time and loses with volatility when options are sold', () => {
    const as = resultIf(straddle, AS_IT_IS, now);
    expect(resultIf(straddle, { ...AS_IT_IS, days: 3 }, now)).toBeGreaterThan(as);
    expect(resultIf(straddle, { ...AS_IT_IS, iv: 0.03 }, now)).toBeLessThan(as);
  });

  it('ends at the payoff at expiry', () => {
    const whatIf = { move: 0, iv: 0, days: (expiryAt - now) / DAY };
    const intrinsic = rupees(12.8);
    expect(resultIf(straddle, whatIf, now)).toBeCloseTo(rupees(290 * 65) - 65 * intrinsic, 4);
  });
});
