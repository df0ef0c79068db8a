import { describe, expect, it } from 'vitest';
import { lotSizeOf } from './lot-sizes';

describe('lotSizeOf', () => {
  it.each([
    ['NIFTY', '2021-06-17', 75],
    ['NIFTY', '2022-01-27', 50],
    ['NIFTY', '2024-04-25', 50],
    ['NIFTY', '2024-05-02', 25],
    ['NIFTY', '2025-09-02', 75],
    ['BANKNIFTY', '2022-04-28', 25],
    ['BANKNIFTY', '2025-04-24', 30],
    ['BANKNIFTY', '2025-07-31', 35],
    ['BANKNIFTY', '2026-01-27', 30],
  ])('agrees with the quantities that were traded in %s of %s', (underlying, expiry, lot) => {
    expect(lotSizeOf(underlying, expiry)).toBe(lot);
  });

  it('goes by the expiry: on one day of December 2025 two sizes trade', () => {
    expect([lotSizeOf('NIFTY', '2025-12-30'), lotSizeOf('NIFTY', '2026-01-06')]).toEqual([75, 65]);
  });

  it('does not guess', () => {
    expect(lotSizeOf('HDFCBANK', '2026-01-27')).toBeNull();
    expect(lotSizeOf('NIFTY', '2009-01-29')).toBeNull();
  });
});
