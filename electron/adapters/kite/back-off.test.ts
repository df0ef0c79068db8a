import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOffMs } from './back-off';

const backOff = { firstMs: 500, mostMs: 30_000 };

describe('waiting before another attempt', () => {
  it('doubles up to the most', () => {
    const waits = [0, 1, 2, 3, 6, 1000].map((attempt) => backOffMs(backOff, attempt, () => 0));
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 30_000, 30_000]);
  });

  it('takes off up to half by chance', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, chance) => {
        const whole = backOffMs(backOff, attempt, () => 0);
        const wait = backOffMs(backOff, attempt, () => chance);
        expect(wait).toBeLessThanOrEqual(whole);
        expect(wait).toBeGreaterThan(whole / 2 - 1e-9);
      }),
    );
  });
});
