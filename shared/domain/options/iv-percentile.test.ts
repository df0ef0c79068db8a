import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expiryForIv, ivPercentile } from './iv-percentile';

const TODAY = '2026-08-18';
const HISTORY = { '2026-08-12': 0.1, '2026-08-13': 0.12, '2026-08-14': 0.14, '2026-08-17': 0.16 };

describe('ivPercentile', () => {
  it('is the share of earlier days that were calmer', () => {
    expect(ivPercentile(HISTORY, TODAY, 0.15)).toEqual({ share: 0.75, days: 4 });
    expect(ivPercentile(HISTORY, TODAY, 0.09)).toEqual({ share: 0, days: 4 });
    expect(ivPercentile(HISTORY, TODAY, 0.2)).toEqual({ share: 1, days: 4 });
  });

  it('counts a day that was just as calm by half', () => {
    expect(ivPercentile(HISTORY, TODAY, 0.12)).toEqual({ share: 0.375, days: 4 });
  });

  it('compares with neither today nor what comes after, as when a past day is played', () => {
    const withLater = { ...HISTORY, [TODAY]: 0.5, '2026-08-19': 0.01 };
    expect(ivPercentile(withLater, TODAY, 0.15)).toEqual({ share: 0.75, days: 4 });
  });

  it('is unknown before there is an earlier day', () => {
    expect(ivPercentile({}, TODAY, 0.15)).toBeNull();
    expect(ivPercentile({ [TODAY]: 0.15 }, TODAY, 0.15)).toBeNull();
  });

  it('grows with the IV and never leaves 0 to 1', () => {
    const iv = fc.double({ min: 0.01, max: 3, noNaN: true });
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-07-${String(number).padStart(2, '0')}`);
    fc.assert(
      fc.property(fc.dictionary(day, iv, { minKeys: 1 }), iv, iv, (history, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map(
          (each) => ivPercentile(history, TODAY, each)?.share ?? Number.NaN,
        );
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(high).toBeGreaterThanOrEqual(low ?? Number.NaN);
      }),
    );
  });
});

describe('the expiry whose IV is kept', () => {
  it('is the nearest that is not today', () => {
    expect(expiryForIv(['2026-08-18', '2026-08-25', '2026-09-01'], TODAY)).toBe('2026-08-25');
    expect(expiryForIv(['2026-08-20'], TODAY)).toBe('2026-08-20');
    expect(expiryForIv(['2026-08-18'], TODAY)).toBeNull();
  });
});
