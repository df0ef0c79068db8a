import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Right } from '../instrument';
import { DAY } from '../time';
import { paise, qty, rupees } from '../units';
import { YEAR } from './black76';
import type { PayoffLeg } from './payoff';
import { payoffAt, payoffAtExpiry, payoffExtremes, probabilityOfProfit } from './payoff';

const expiryAt = 1_800_000_000_000;

function option(right: Right, strike: number, units: number, price: number): PayoffLeg {
  return { kind: 'option', right, strike: rupees(strike), qty: qty(units), price: rupees(price), expiryAt, iv: 0.12 };
}

function future(units: number, price: number): PayoffLeg {
  return { kind: 'future', qty: qty(units), price: rupees(price) };
}

const shortStraddle = [option('CE', 24_500, -65, 100), option('PE', 24_500, -65, 90)];
const ironCondor = [
  option('PE', 24_000, 65, 10),
  option('PE', 24_200, -65, 30),
  option('CE', 24_800, -65, 35),
  option('CE', 25_000, 65, 12),
];

describe('payoffAtExpiry', () => {
  it('of a short straddle is the premium less the distance from the strike', () => {
    expect(payoffAtExpiry(shortStraddle, rupees(24_500))).toBe(rupees(190 * 65));
    expect(payoffAtExpiry(shortStraddle, rupees(24_600))).toBe(rupees(90 * 65));
    expect(payoffAtExpiry(shortStraddle, rupees(24_000))).toBe(rupees(-310 * 65));
  });

  it('of a call bought and a put sold is that of a future', () => {
    const synthetic = [option('CE', 24_500, 65, 100), option('PE', 24_500, -65, 90)];
    for (const settlement of [0, 24_000, 24_510, 30_000].map(rupees)) {
      expect(payoffAtExpiry(synthetic, settlement)).toBe(payoffAtExpiry([future(65, 24_510)], settlement));
    }
  });
});

describe('payoffExtremes', () => {
  it('of a short straddle: the premium at most, no limit to the loss', () => {
    expect(payoffExtremes(shortStraddle)).toEqual({
      breakEvens: [24_310, 24_690].map(rupees),
      maxProfit: rupees(190 * 65),
      maxLoss: null,
    });
  });

  it('of an iron condor: both ends closed', () => {
    expect(payoffExtremes(ironCondor)).toEqual({
      breakEvens: [24_157, 24_843].map(rupees),
      maxProfit: rupees(43 * 65),
      maxLoss: rupees(-157 * 65),
    });
  });

  it('of a call: no limit to the profit, the premium at risk', () => {
    expect(payoffExtremes([option('CE', 24_500, 65, 100)])).toEqual({
      breakEvens: [rupees(24_600)],
      maxProfit: null,
      maxLoss: rupees(-6_500),
    });
  });

  it('of a put: what the underlying can lose', () => {
    expect(payoffExtremes([option('PE', 24_500, 1, 100)])).toMatchObject({
      maxProfit: rupees(24_400),
      maxLoss: rupees(-100),
    });
  });

  it('of nothing: nothing', () => {
    expect(payoffExtremes([])).toEqual({ breakEvens: [], maxProfit: 0, maxLoss: 0 });
  });

  const anyLeg = fc.oneof(
    fc.record({
      kind: fc.constant('option' as const),
      right: fc.constantFrom<Right[]>('CE', 'PE'),
      strike: fc.integer({ min: 1, max: 20 }).map((step) => paise(step * 5_000)),
      qty: fc.integer({ min: -3, max: 3 }).map(qty),
      price: fc.integer({ min: 5, max: 20_000 }).map(paise),
      expiryAt: fc.constant(expiryAt),
      iv: fc.constant(0.2),
    }),
    fc.record({
      kind: fc.constant('future' as const),
      qty: fc.integer({ min: -3, max: 3 }).map(qty),
      price: fc.integer({ min: 1, max: 100_000 }).map(paise),
    }),
  );
  const anyLegs = fc.array(anyLeg, { maxLength: 6 });

  it('bounds every outcome', () => {
    fc.assert(
      fc.property(anyLegs, fc.integer({ min: 0, max: 300_000 }), (legs, settlement) => {
        const { maxProfit, maxLoss } = payoffExtremes(legs);
        const outcome = payoffAtExpiry(legs, settlement);
        expect(outcome).toBeLessThanOrEqual(maxProfit ?? Number.POSITIVE_INFINITY);
        expect(outcome).toBeGreaterThanOrEqual(maxLoss ?? Number.NEGATIVE_INFINITY);
      }),
    );
  });

  it('has break-evens in order at which nothing is won, with one sign between them', () => {
    fc.assert(
      fc.property(
        anyLegs,
        fc.array(fc.double({ min: 0.01, max: 0.99, noNaN: true }), { minLength: 5 }),
        (legs, shares) => {
          const { breakEvens } = payoffExtremes(legs);
          for (const point of breakEvens) expect(payoffAtExpiry(legs, point)).toBeCloseTo(0, 4);
          const edges = [0, ...breakEvens, 1e6];
          for (let index = 1; index < edges.length; index += 1) {
            const [from = 0, to = 0] = [edges[index - 1], edges[index]];
            expect(to).toBeGreaterThan(from);
            const signs = shares
              .map((share) => payoffAtExpiry(legs, from + share * (to - from)))
              .filter((value) => Math.abs(value) > 1e-3);
            expect(new Set(signs.map(Math.sign)).size).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});

describe('payoffAt', () => {
  it('becomes the payoff at expiry when time has run out', () => {
    expect(payoffAt(ironCondor, rupees(24_850), expiryAt, 0.065)).toBe(payoffAtExpiry(ironCondor, rupees(24_850)));
  });

  it('gives the seller of a straddle more with every day at the same price', () => {
    const days = [3, 2, 1, 0].map((left) => payoffAt(shortStraddle, rupees(24_500), expiryAt - left * DAY, 0.065));
    expect(days).toEqual(days.toSorted((one, other) => one - other));
  });
});

describe('probabilityOfProfit', () => {
  const outlook = { forward: rupees(24_500), iv: 0.12, years: (3 * DAY) / YEAR };

  it('and that of the opposite position are one together', () => {
    const bought = shortStraddle.map((leg) => ({ ...leg, qty: qty(-leg.qty) }));
    const sum = probabilityOfProfit(shortStraddle, outlook) + probabilityOfProfit(bought, outlook);
    expect(sum).toBeCloseTo(1, 12);
  });

  it('of a straddle sold at its fair price is the chance to stay within it: about 57 %', () => {
    const deviation = 0.12 * Math.sqrt(outlook.years);
    const fair = 24_500 * deviation * Math.sqrt(2 / Math.PI);
    const half = Math.round((fair / 2) * 20) / 20;
    const straddle = [option('CE', 24_500, -65, half), option('PE', 24_500, -65, half)];
    // Within √(2/π) of a standard deviation: 2·Φ(0.798) − 1.
    expect(probabilityOfProfit(straddle, outlook)).toBeCloseTo(0.575, 2);
  });

  it('is certain when no time is left', () => {
    expect(probabilityOfProfit(shortStraddle, { ...outlook, years: 0 })).toBe(1);
    expect(probabilityOfProfit(shortStraddle, { ...outlook, years: 0, forward: rupees(25_000) })).toBe(0);
  });

  it('of a long future is a shade under one half: the median of a lognormal lies below its mean', () => {
    const probability = probabilityOfProfit([future(65, 24_500)], outlook);
    expect(probability).toBeGreaterThan(0.49);
    expect(probability).toBeLessThan(0.5);
  });
});
