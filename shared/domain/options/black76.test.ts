import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRows } from '../fixtures/rows';
import type { OptionTerms } from './black76';
import { GREEK, GREEKS_LENGTH, blackPrice, writeGreeks } from './black76';
import { NO_IV, impliedVolatility } from './implied-volatility';

const golden = parseRows(readFileSync(new URL('../fixtures/black76.csv', import.meta.url), 'utf8')).map((row) => ({
  terms: {
    right: row['type'] === 'CE' ? 'CE' : 'PE',
    forward: Number(row['forward']),
    strike: Number(row['strike']),
    years: Number(row['minutes_to_expiry']) / (365 * 24 * 60),
    rate: Number(row['rate']),
  } satisfies OptionTerms,
  iv: Number(row['iv']),
  expected: ['price', 'delta', 'gamma', 'vega', 'theta'].map((name) => Number(row[name])),
}));

function greeks(terms: OptionTerms, volatility: number): Float64Array {
  const out = new Float64Array(GREEKS_LENGTH);
  writeGreeks(terms, volatility, out);
  return out;
}

function intrinsic({ right, forward, strike, years, rate }: OptionTerms): number {
  return Math.exp(-rate * years) * Math.max(right === 'CE' ? forward - strike : strike - forward, 0);
}

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Options as they trade: up to 15 % from the money, a minute to two years, 3 % to 300 % a year. */
const anyTerms = fc
  .record({
    right: fc.constantFrom('CE', 'PE'),
    forward: between(1_000, 100_000),
    moneyness: between(-0.15, 0.15),
    years: between(1 / (365 * 24 * 60), 2),
    rate: between(0, 0.1),
  })
  .map(({ moneyness, ...terms }): OptionTerms => ({ ...terms, strike: terms.forward * Math.exp(moneyness) }));
const anyVolatility = between(0.03, 3);

describe('blackPrice and writeGreeks', () => {
  it('meet all 1,500 reference rows within their tolerances', () => {
    expect(golden).toHaveLength(1_500);
    for (const { terms, iv, expected } of golden) {
      const actual = greeks(terms, iv);
      expected.forEach((value, index) => {
        const tolerance = index === GREEK.price ? 1e-6 : Math.max(1e-6 * Math.abs(value), 1e-9);
        expect(Math.abs((actual[index] ?? Number.NaN) - value)).toBeLessThanOrEqual(tolerance);
      });
      expect(blackPrice(terms, iv)).toBe(actual[GREEK.price]);
    }
  });

  it('keep put-call parity: call minus put is the discounted distance of forward and strike', () => {
    fc.assert(
      fc.property(anyTerms, anyVolatility, (terms, volatility) => {
        const difference =
          blackPrice({ ...terms, right: 'CE' }, volatility) - blackPrice({ ...terms, right: 'PE' }, volatility);
        expect(difference).toBeCloseTo(Math.exp(-terms.rate * terms.years) * (terms.forward - terms.strike), 7);
      }),
    );
  });

  it('give a premium that grows with volatility and never falls below intrinsic value', () => {
    fc.assert(
      fc.property(anyTerms, anyVolatility, (terms, volatility) => {
        const premium = blackPrice(terms, volatility);
        expect(blackPrice(terms, volatility * 1.01)).toBeGreaterThanOrEqual(premium - 1e-9);
        expect(premium).toBeGreaterThanOrEqual(intrinsic(terms) - 1e-9);
      }),
    );
  });

  it('agree with the price moved a little: delta, vega and theta are its slopes', () => {
    const terms: OptionTerms = { right: 'PE', forward: 24_500, strike: 24_600, years: 5 / 365, rate: 0.065 };
    const [, delta, gamma, vega, theta] = greeks(terms, 0.12);
    const up = blackPrice({ ...terms, forward: 24_501 }, 0.12);
    const down = blackPrice({ ...terms, forward: 24_499 }, 0.12);
    expect((up - down) / 2).toBeCloseTo(delta ?? 0, 5);
    expect(up - 2 * blackPrice(terms, 0.12) + down).toBeCloseTo(gamma ?? 0, 7);
    expect((blackPrice(terms, 0.1201) - blackPrice(terms, 0.1199)) / 0.02).toBeCloseTo(vega ?? 0, 5);
    const minute = 1 / (365 * 24 * 60);
    const later = blackPrice({ ...terms, years: terms.years - minute }, 0.12);
    const earlier = blackPrice({ ...terms, years: terms.years + minute }, 0.12);
    expect(((later - earlier) / 2) * 24 * 60).toBeCloseTo(theta ?? 0, 4);
  });

  it('leave intrinsic value and a whole delta or none at expiry', () => {
    const terms: OptionTerms = { right: 'CE', forward: 24_500, strike: 24_400, years: 0, rate: 0.065 };
    expect([...greeks(terms, 0.12)]).toEqual([100, 1, 0, 0, 0]);
    expect([...greeks({ ...terms, right: 'PE' }, 0.12)]).toEqual([0, 0, 0, 0, 0]);
  });

  it('write where they are told and nowhere else', () => {
    const out = new Float64Array(12).fill(7);
    writeGreeks({ right: 'CE', forward: 100, strike: 100, years: 1, rate: 0 }, 0.2, out, 3);
    expect([...out.subarray(0, 3), ...out.subarray(8)]).toEqual(Array(7).fill(7));
  });
});

describe('impliedVolatility', () => {
  it('recovers the volatility of all 1,500 reference rows, or reprices where there is almost no time value', () => {
    for (const { terms, iv, expected } of golden) {
      const [premium = 0] = expected;
      const actual = impliedVolatility(terms, premium);
      const hasTimeValue = premium - intrinsic(terms) > 0.05;
      expect(Math.abs(actual - iv)).toBeLessThanOrEqual(hasTimeValue ? 1e-6 : Number.POSITIVE_INFINITY);
      expect(Math.abs(blackPrice(terms, actual) - premium)).toBeLessThanOrEqual(1e-6);
    }
  });

  it('undoes the price for any option with a paisa of time value', () => {
    fc.assert(
      fc.property(anyTerms, anyVolatility, (terms, volatility) => {
        const premium = blackPrice(terms, volatility);
        fc.pre(premium - intrinsic(terms) > 0.01);
        const actual = impliedVolatility(terms, premium);
        expect(blackPrice(terms, actual)).toBeCloseTo(premium, 8);
        expect(Math.abs(actual / volatility - 1)).toBeLessThan(1e-8);
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not depend on the currency unit', () => {
    const rupees: OptionTerms = { right: 'PE', forward: 24_512.35, strike: 24_300, years: 2 / 365, rate: 0.065 };
    const paise = { ...rupees, forward: 2_451_235, strike: 2_430_000 };
    expect(impliedVolatility(paise, 4_235)).toBeCloseTo(impliedVolatility(rupees, 42.35), 13);
  });

  it.each([
    ['below intrinsic value', 99],
    ['exactly intrinsic value', 100],
    ['the forward itself', 24_500],
    ['above the forward', 30_000],
    ['zero', 0],
    ['negative', -5],
    ['not a number', Number.NaN],
    ['infinite', Number.POSITIVE_INFINITY],
  ])('says there is none for a premium that is %s', (_, premium) => {
    expect(impliedVolatility({ right: 'CE', forward: 24_500, strike: 24_400, years: 0.01, rate: 0 }, premium)).toBe(
      NO_IV,
    );
  });

  it.each([
    ['no time', { years: 0 }],
    ['negative time', { years: -0.1 }],
    ['no forward', { forward: 0 }],
    ['a forward that is not a number', { forward: Number.NaN }],
    ['no strike', { strike: 0 }],
    ['a rate that is not a number', { rate: Number.NaN }],
  ])('says there is none with %s', (_, change) => {
    const terms: OptionTerms = { right: 'PE', forward: 24_500, strike: 24_400, years: 0.01, rate: 0.06, ...change };
    expect(impliedVolatility(terms, 50)).toBe(NO_IV);
  });

  it('always answers a positive number or none, whatever it is given', () => {
    const anyNumber = fc.oneof(fc.double(), between(0, 1e6), between(0, 2));
    const anything = fc.record({
      right: fc.constantFrom('CE', 'PE'),
      forward: anyNumber,
      strike: anyNumber,
      years: anyNumber,
      rate: anyNumber,
    });
    fc.assert(
      fc.property(anything, anyNumber, (terms, premium) => {
        const actual = impliedVolatility(terms, premium);
        expect(actual === NO_IV || (actual > 0 && Number.isFinite(actual))).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});
