import { describe, expect, it } from 'vitest';
import { rupees } from '#shared/domain/units';
import { calendarMonths } from './calendar-months';

const day = (date: string, net = 0) => ({ date, net: rupees(net), trades: 1 });

describe('calendarMonths', () => {
  it('lays a month out in weeks from Monday to Sunday', () => {
    const [august] = calendarMonths([day('2026-08-18', 500)]);
    expect(august?.month).toBe('2026-08');
    // 1 August 2026 is a Saturday, the 31st a Monday.
    expect(august?.weeks).toHaveLength(6);
    expect(august?.weeks[0]?.map((cell) => cell?.date ?? null)).toEqual([
      null,
      null,
      null,
      null,
      null,
      '2026-08-01',
      '2026-08-02',
    ]);
    expect(august?.weeks[3]?.[1]).toEqual({ date: '2026-08-18', sum: day('2026-08-18', 500) });
    expect(august?.weeks[3]?.[2]).toEqual({ date: '2026-08-19', sum: null });
  });

  it('shows the months between the first and the last day, newest first, over the end of a year', () => {
    const months = calendarMonths([day('2026-01-05'), day('2025-11-28')]);
    expect(months.map(({ month }) => month)).toEqual(['2026-01', '2025-12', '2025-11']);
  });

  it('shows nothing of no days', () => {
    expect(calendarMonths([])).toEqual([]);
  });
});
