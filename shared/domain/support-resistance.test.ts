import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paise } from './units';
import { pointsNeeded, supportResistance, type Point } from './support-resistance';

const point = (high: number, low: number, index: number): Point => ({
  startAt: index,
  high: paise(high),
  low: paise(low),
  close: paise(low),
});
const anyPoints = fc
  .array(fc.tuple(fc.integer({ min: 100, max: 160 }), fc.integer({ min: 1, max: 30 })), { maxLength: 60 })
  .map((all) => all.map(([high, span], index) => point(high, high - span, index)));

describe('supportResistance', () => {
  it('finds none before twelve points, or before the lookback fits', () => {
    expect([pointsNeeded(4), pointsNeeded(10), pointsNeeded(20)]).toEqual([12, 12, 22]);
    const peak = [1, 2, 3, 4, 5, 9, 5, 4, 3, 2, 1].map((step, index) => point(100 + step, 90 - step, index));
    expect(supportResistance(peak, 10)).toBeNull();
    expect(supportResistance([...peak, point(101, 89, 11)], 10)).toEqual({ resistance: 109, support: 81 });
  });

  it('finds none in a straight rise', () => {
    expect(
      supportResistance(
        Array.from({ length: 40 }, (_, index) => point(100 + index, 90 + index, index)),
        10,
      ),
    ).toBeNull();
  });

  it('always puts support below resistance, both prices that traded, neither on an edge nobody has confirmed', () => {
    fc.assert(
      fc.property(anyPoints, fc.constantFrom(2, 4, 10), (points, lookback) => {
        const levels = supportResistance(points, lookback);
        if (!levels) return;
        const inside = points.slice(lookback / 2, -lookback / 2);
        expect(levels.support).toBeLessThan(levels.resistance);
        expect(inside.map(({ high }) => high)).toContain(levels.resistance);
        expect(inside.map(({ low }) => low)).toContain(levels.support);
      }),
    );
  });

  it('does not care for the unit or the sign: a mirrored market has mirrored levels', () => {
    fc.assert(
      fc.property(anyPoints, (points) => {
        const mirrored = points.map(({ high, low }, index) => point(1_000 - low, 1_000 - high, index));
        const levels = supportResistance(points, 4);
        const expected = levels && { support: 1_000 - levels.resistance, resistance: 1_000 - levels.support };
        expect(supportResistance(mirrored, 4)).toEqual(expected);
      }),
    );
  });
});
