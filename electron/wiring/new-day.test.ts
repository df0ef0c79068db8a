import { describe, expect, it } from 'vitest';
import { istAt } from '#shared/domain/time';
import { isOvertaken, openedAt } from './new-day';

const isStale = (opened: readonly [string, string], now: readonly [string, string]): boolean =>
  isOvertaken(openedAt(istAt(...opened)), istAt(...now));

// 14 August 2026 is a Friday.
describe('a desk that was left open', () => {
  it('stays that of its day through the night, and is overtaken when the sessions of the new one begin', () => {
    const opened = ['2026-08-13', '09:10'] as const;
    expect(isStale(opened, ['2026-08-13', '23:59'])).toBe(false);
    expect(isStale(opened, ['2026-08-14', '05:59'])).toBe(false);
    expect(isStale(opened, ['2026-08-14', '06:00'])).toBe(true);
  });

  it('is overtaken again by the instruments of its own day, when it was opened before they were made', () => {
    const opened = ['2026-08-14', '06:00'] as const;
    expect(isStale(opened, ['2026-08-14', '08:29'])).toBe(false);
    expect(isStale(opened, ['2026-08-14', '08:30'])).toBe(true);
    expect(isStale(['2026-08-14', '08:30'], ['2026-08-14', '23:59'])).toBe(false);
  });

  it('prepares Monday from Saturday morning on, and is left alone until Monday', () => {
    expect(isStale(['2026-08-14', '09:10'], ['2026-08-15', '06:00'])).toBe(true);
    const prepared = ['2026-08-15', '06:00'] as const;
    expect(openedAt(istAt(...prepared)).date).toBe('2026-08-17');
    expect(isStale(prepared, ['2026-08-16', '12:00'])).toBe(false);
    expect(isStale(prepared, ['2026-08-17', '08:29'])).toBe(false);
    expect(isStale(prepared, ['2026-08-17', '08:30'])).toBe(true);
  });

  it('is not taken for an old one when the clock is set back', () => {
    expect(isStale(['2026-08-14', '09:10'], ['2026-08-13', '09:10'])).toBe(false);
  });
});
