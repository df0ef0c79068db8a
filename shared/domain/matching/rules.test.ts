import { describe, expect, it } from 'vitest';
import { paise, rupees } from '../units';
import { freezeQty } from './freeze';
import { isBeyondPriceProtection } from './price-protection';
import { automaticProtection, protectedLimit } from './protection';

describe('freezeQty', () => {
  it('is the limit in force on the date', () => {
    expect(freezeQty('BANKNIFTY', '2026-01-30')).toBe(600);
    expect(freezeQty('BANKNIFTY', '2026-05-04')).toBe(900);
    expect(freezeQty('NIFTY', '2026-08-18')).toBe(1800);
  });

  it('is not known before the first circular nor for an underlying without one', () => {
    expect(freezeQty('NIFTY', '2025-03-02')).toBeNull();
    expect(freezeQty('RELIANCE', '2026-08-18')).toBeNull();
  });
});

describe('limit price protection', () => {
  it('allows ₹20 around a premium of up to ₹50 and 40 % above that', () => {
    expect(isBeyondPriceProtection('buy', rupees(70), rupees(50), true)).toBe(false);
    expect(isBeyondPriceProtection('buy', rupees(70.05), rupees(50), true)).toBe(true);
    expect(isBeyondPriceProtection('buy', rupees(140), rupees(100), true)).toBe(false);
    expect(isBeyondPriceProtection('sell', rupees(59.95), rupees(100), true)).toBe(true);
  });

  it('lets a passive price through however far it is', () => {
    expect(isBeyondPriceProtection('buy', rupees(0.05), rupees(100), true)).toBe(false);
    expect(isBeyondPriceProtection('sell', rupees(500), rupees(100), true)).toBe(false);
  });

  it('allows 2 % around a future', () => {
    expect(isBeyondPriceProtection('sell', rupees(24_500), rupees(25_000), false)).toBe(false);
    expect(isBeyondPriceProtection('sell', rupees(24_499.9), rupees(25_000), false)).toBe(true);
  });
});

describe('market protection', () => {
  it('widens with the cheapness of the option', () => {
    expect([5, 45, 150, 800].map((premium) => automaticProtection(rupees(premium), true))).toEqual([5, 3, 2, 1]);
  });

  it('worsens the last price on the tick grid, and never below one tick', () => {
    expect(protectedLimit('buy', rupees(150), 0.02, paise(5))).toBe(rupees(153));
    expect(protectedLimit('sell', rupees(37.85), 0.03, paise(5))).toBe(rupees(36.7));
    expect(protectedLimit('sell', paise(5), 0.05, paise(5))).toBe(5);
  });
});
