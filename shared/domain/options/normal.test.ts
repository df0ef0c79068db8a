import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erfc, erfcx, normalCdf, normalDensity } from './normal';

/** x, erfc(x), exp(x²)·erfc(x), computed with 30 digits by mpmath. */
const REFERENCE: readonly (readonly [number, number, number])[] = [
  [-3, 1.9999779095030015, 16205.988853999586],
  [-0.3, 1.3286267594591274, 1.4537492328427655],
  [0, 1.0, 1.0],
  [0.1, 0.887537083981715, 0.8964569799691267],
  [0.46875, 0.507386526782062, 0.6320696892495561],
  [0.5, 0.4795001221869535, 0.6156903441929259],
  [1, 0.15729920705028513, 0.427583576155807],
  [2.5, 0.0004069520174449589, 0.2108063640611436],
  [4, 1.541725790028002e-8, 0.13699945762506138],
  [4.5, 1.9661604415428876e-10, 0.12248480427384142],
  [8, 1.1224297172982926e-29, 0.06998516620088092],
  [20, 5.395865611607901e-176, 0.02817434874105132],
  [26, 5.663192408856143e-296, 0.021683584850562907],
];

describe('erfc and erfcx', () => {
  it.each(REFERENCE)('are right to the last digits at %s', (x, plain, scaled) => {
    expect(Math.abs(erfc(x) / plain - 1)).toBeLessThan(2e-15);
    expect(Math.abs(erfcx(x) / scaled - 1)).toBeLessThan(2e-15);
  });

  it('join without a step where one approximation gives way to the next', () => {
    for (const seam of [0.46875, 4]) {
      const [below, above] = [erfcx(seam * (1 - 1e-15)), erfcx(seam * (1 + 1e-15))];
      expect(Math.abs(below / above - 1)).toBeLessThan(1e-14);
    }
  });
});

describe('normalCdf', () => {
  it('is one half in the middle and gives both sides together one', () => {
    expect(normalCdf(0)).toBe(0.5);
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (x) => {
        expect(Math.abs(normalCdf(x) + normalCdf(-x) - 1)).toBeLessThan(4e-16);
      }),
    );
  });

  it('grows at the rate of the density', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (x) => {
        const slope = (normalCdf(x + 1e-5) - normalCdf(x - 1e-5)) / 2e-5;
        expect(slope).toBeCloseTo(normalDensity(x), 9);
      }),
    );
  });
});
