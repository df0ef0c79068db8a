import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparkline } from './sparkline-path';

describe('sparkline', () => {
  it('goes from the left edge to the right, the best value at the top and the worst at the bottom', () => {
    expect(sparkline([0, 300, -100], 60, 16)).toEqual({ points: '0,12 30,0 60,16', zero: 12 });
  });

  it('has zero at the bottom while everything was a gain, at the top while everything was a loss', () => {
    expect(sparkline([100, 200], 60, 16)?.zero).toBe(16);
    expect(sparkline([-100, -200], 60, 16)?.zero).toBe(0);
  });

  it('draws nothing of one value, and nothing while nothing was won or lost', () => {
    expect(sparkline([500], 60, 16)).toBeNull();
    expect(sparkline([0, 0, 0], 60, 16)).toBeNull();
  });

  it('stays in its box whatever the values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e12, max: 1e12 }), { minLength: 2, maxLength: 400 }), (values) => {
        const drawn = sparkline(values, 60, 16);
        fc.pre(drawn !== null);
        for (const point of drawn.points.split(' ')) {
          const [x, y] = point.split(',').map(Number);
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(60);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(16);
        }
      }),
    );
  });
});
