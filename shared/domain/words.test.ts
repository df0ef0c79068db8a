import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inChange, inPoints, inPrice } from './words';

describe('inPoints', () => {
  it.each([
    [2_421_240, '24,212.4'],
    [12_345_600, '1,23,456'],
    [95, '0.95'],
    [5, '0.05'],
    [-1_050, '-10.5'],
    [2_422_144.4, '24,221.44'],
    [1_234_567_890, '1,23,45,678.9'],
  ])('says %d paise as %s', (price, words) => {
    expect(inPoints(price)).toBe(words);
  });

  it('writes what the Indian locale writes', () => {
    const locale = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 2 });
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (price) => {
        expect(inPoints(price)).toBe(locale.format(price / 100));
      }),
    );
  });
});

describe('inPrice', () => {
  it('always writes two decimals, as the Indian locale does', () => {
    const locale = new Intl.NumberFormat('en-IN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (price) => {
        expect(inPrice(price)).toBe(locale.format(price / 100));
      }),
    );
    expect([inPrice(8_400), inPrice(2_421_240)]).toEqual(['84.00', '24,212.40']);
  });
});

describe('inChange', () => {
  it('writes whole units with their sign, grouped as the Indian locale does', () => {
    const locale = new Intl.NumberFormat('en-IN', { signDisplay: 'exceptZero' });
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (units) => {
        expect(inChange(units)).toBe(locale.format(units));
      }),
    );
  });
});
