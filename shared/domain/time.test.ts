import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockFromMinute, IST_OFFSET, istClock, istDate, minuteFromClock } from './time';

const anyMoment = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) });

describe('the Indian clock', () => {
  it('reads any moment as the calendar of UTC does, five and a half hours later, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(anyMoment, { minLength: 1, maxLength: 20 }), (moments) => {
        for (const at of [...moments, ...moments.toReversed()]) {
          const text = new Date(at + IST_OFFSET).toISOString();
          expect(`${istDate(at)}T${istClock(at)}`).toBe(text.slice(0, 19));
        }
      }),
    );
  });

  it('begins its day at midnight in India', () => {
    const midnight = Date.UTC(2026, 7, 17, 18, 30);
    expect([istDate(midnight - 1), istClock(midnight - 1)]).toEqual(['2026-08-17', '23:59:59']);
    expect([istDate(midnight), istClock(midnight)]).toEqual(['2026-08-18', '00:00:00']);
  });

  it('writes minutes as they are read', () => {
    for (let minute = 0; minute < 24 * 60; minute += 1) expect(minuteFromClock(clockFromMinute(minute))).toBe(minute);
  });
});
