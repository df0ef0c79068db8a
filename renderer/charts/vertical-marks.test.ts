import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logicalPlace, spread } from './vertical-marks';

describe('logicalPlace', () => {
  const strikes = [24_000, 24_050, 24_100, 24_200];

  it('is the index of a price that is a point of the axis', () => {
    expect(logicalPlace(strikes, 24_000)).toBe(0);
    expect(logicalPlace(strikes, 24_200)).toBe(3);
  });

  it('lies between two points in proportion, whatever their distance', () => {
    expect(logicalPlace(strikes, 24_025)).toBe(0.5);
    expect(logicalPlace(strikes, 24_175)).toBe(2.75);
  });

  it('is nowhere outside of the points', () => {
    expect(logicalPlace(strikes, 23_999)).toBeNull();
    expect(logicalPlace(strikes, 24_201)).toBeNull();
    expect(logicalPlace([], 1)).toBeNull();
  });
});

describe('the labels of marks', () => {
  it('stay where they belong while there is room', () => {
    expect(spread([10, 200, 90], 60)).toEqual([10, 200, 90]);
  });

  it('move apart about the middle of where they belong', () => {
    expect(spread([100, 120], 60)).toEqual([80, 140]);
    expect(spread([120, 100], 60)).toEqual([140, 80]);
    expect(spread([100, 120, 170], 60)).toEqual([70, 130, 190]);
  });

  it('never cover one another, and keep their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 8 }), (places) => {
        const out = spread(places, 60);
        const ascending = out.toSorted((a, b) => a - b);
        for (const [index, place] of ascending.slice(1).entries())
          expect(place - (ascending[index] ?? 0)).toBeGreaterThanOrEqual(60 - 1e-6);
        for (const [a, left] of places.entries())
          for (const [b, right] of places.entries()) if (left < right) expect(out[a]).toBeLessThan(out[b] ?? 0);
      }),
    );
  });
});
