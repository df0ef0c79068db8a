import { describe, expect, it } from 'vitest';
import { istAt } from '#shared/domain/time';
import {
  formatAge,
  formatRemaining,
  formatClock,
  formatDate,
  formatDay,
  formatMinute,
  formatMonth,
  formatPreciseClock,
  formatWeekday,
  withDays,
} from './clock';

const at = istAt('2026-08-18', '14:05:09') + 123;

describe('clock', () => {
  it('speaks Indian time whatever the machine thinks', () => {
    expect(formatClock(at)).toBe('14:05:09');
    expect(formatMinute(at)).toBe('14:05');
    expect(formatPreciseClock(at)).toBe('14:05:09.123');
    expect(formatPreciseClock(at - 120)).toBe('14:05:09.003');
  });

  it('writes dates without leading zeros', () => {
    expect(formatDate('2026-08-08')).toBe('8 Aug 2026');
    expect(formatDay('2026-12-18')).toBe('18 Dec');
    expect(formatMonth('2026-08-01')).toBe('Aug 2026');
  });

  it('writes the dates within words as days, and leaves all other figures alone', () => {
    expect(withDays('2026-08-18')).toBe('18 Aug');
    expect(withDays('from 2026-08-08 to 2026-12-18')).toBe('from 8 Aug to 18 Dec');
    expect(withDays('24,250 by forward 24,208.78')).toBe('24,250 by forward 24,208.78');
    expect(withDays('NIFTY2681824200CE')).toBe('NIFTY2681824200CE');
  });

  it('knows the weekday', () => {
    expect(formatWeekday('2026-08-18')).toBe('Tue');
    expect(formatWeekday('1970-01-01')).toBe('Thu');
    expect(formatWeekday('2024-02-29')).toBe('Thu');
  });

  it('rounds an age down to a unit a person thinks in', () => {
    expect(
      ['340', '1400', '9999', '12700', '65000', '7300000', '200000000'].map((ms) => formatAge(Number(ms))),
    ).toEqual(['340 ms', '1.4 s', '9.9 s', '12 s', '1 min', '2 h', '2 d']);
    expect(formatAge(-5)).toBe('0 ms');
  });

  it('rounds what is left up, to whole seconds, minutes and hours', () => {
    expect([0, 284, 12_100, 59_000, 59_001, 3_540_000, 3_541_000].map(formatRemaining)).toEqual([
      '1 s',
      '1 s',
      '13 s',
      '59 s',
      '1 min',
      '59 min',
      '1 h',
    ]);
  });
});
