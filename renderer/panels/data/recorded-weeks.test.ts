import { describe, expect, it } from 'vitest';
import type { RecordedDay } from '#shared/ipc/data';
import { recordedWeeks } from './recorded-weeks';

const recorded = (date: string): RecordedDay => ({ date, bytes: 1_000, state: 'compacted', coverage: 1 });
const statesOf = (days: readonly string[], today: string) =>
  recordedWeeks(days.map(recorded), today).map((week) => week.map(({ date, state }) => `${date.slice(8)} ${state}`));

describe('the calendar of recordings', () => {
  it('shows each trading day without a recording as missing, and holidays as such', () => {
    // 26 January 2026, Republic Day, is a Monday without trading.
    expect(statesOf(['2026-01-20', '2026-01-28'], '2026-01-29')).toEqual([
      ['26 holiday', '27 missing', '28 recorded', '29 missing', '30 ahead'],
      ['19 ahead', '20 recorded', '21 missing', '22 missing', '23 missing'],
    ]);
  });

  it('shows the week of today where nothing was recorded yet', () => {
    expect(statesOf([], '2026-08-18')).toEqual([['17 ahead', '18 missing', '19 ahead', '20 ahead', '21 ahead']]);
  });
});
