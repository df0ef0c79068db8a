import { describe, expect, it } from 'vitest';
import { isScheduledOn, scheduleWords, type Schedule } from './schedule';

const usual: Schedule = {
  startMinute: 9 * 60 + 20,
  stopMinute: 15 * 60 + 10,
  weekdays: [1, 2, 3, 4, 5],
  isExpiryOnly: false,
  isFlattening: false,
};

describe('a schedule', () => {
  it('is said in few words', () => {
    expect(scheduleWords(usual)).toBe('09:20–15:10 Mon–Fri');
    expect(scheduleWords({ ...usual, stopMinute: null, weekdays: [4, 2], isExpiryOnly: true })).toBe(
      'from 09:20 Tue, Thu, expiry days',
    );
  });

  it('holds on its weekdays', () => {
    const mondays = { ...usual, weekdays: [1] };
    expect([isScheduledOn(mondays, '2026-08-17', []), isScheduledOn(mondays, '2026-08-18', [])]).toEqual([true, false]);
  });

  it('on expiry days alone asks the symbol’s expiries, which a holiday may have moved', () => {
    const expiry = { ...usual, isExpiryOnly: true };
    // The November monthly is a Monday, for the Tuesday is closed.
    expect(isScheduledOn(expiry, '2026-11-23', ['2026-11-23', '2026-12-01'])).toBe(true);
    expect(isScheduledOn(expiry, '2026-11-24', ['2026-11-23', '2026-12-01'])).toBe(false);
  });
});
