import { describe, expect, it } from 'vitest';
import { istAt, MINUTE } from '#shared/domain/time';
import { rupees } from '#shared/domain/units';
import { absenceOf } from './absence';
import type { Premium } from './use-premium';

const legs = { call: rupees(24_200), put: rupees(24_200) };
const NOTHING: Premium = { points: [], isRead: false, problem: null };

/** The premium after so many minutes. */
function after(minutes: number): Premium {
  const points = Array.from({ length: minutes }, (_, minute) => ({
    at: istAt('2026-08-18', '09:15') + minute * MINUTE,
    call: rupees(100),
    put: rupees(90),
    total: rupees(190),
  }));
  return { points, isRead: true, problem: null };
}

describe('why the premium has no curve', () => {
  it('is said of a day with one minute, or none', () => {
    expect(absenceOf(legs, after(0))?.title).toBe('No curve yet');
    expect(absenceOf(legs, after(1))?.title).toBe('No curve yet');
    expect(absenceOf(legs, after(2))).toBeNull();
  });

  it('is not said while the past is being read: it may hold the curve', () => {
    expect(absenceOf(legs, NOTHING)).toBeNull();
  });

  it('is what the broker said, before anything else', () => {
    expect(absenceOf('out-of-sight', { ...NOTHING, problem: 'No candles' })?.text).toBe('No candles');
    expect(absenceOf('out-of-sight', after(3))?.text).toMatch(/outside the chain/);
  });
});
