import { addDays, dayOfWeek, type IstDate } from '#shared/domain/time';
import type { DaySum } from '#shared/domain/performance-report';

export interface CalendarDay {
  readonly date: IstDate;
  /** Null for a day on which the desk was not open. */
  readonly sum: DaySum | null;
}

export interface CalendarMonth {
  /** 'yyyy-mm'. */
  readonly month: string;
  /** Rows of a week from Monday to Sunday; null beyond the month's ends. */
  readonly weeks: readonly (readonly (CalendarDay | null)[])[];
}

/** The months from the first day to the last, newest first. */
export function calendarMonths(days: readonly DaySum[]): readonly CalendarMonth[] {
  const byDate = new Map(days.map((day) => [day.date, day]));
  const dates = [...byDate.keys()].toSorted();
  const [first = ''] = dates;
  const last = dates.at(-1) ?? '';
  const months: CalendarMonth[] = [];
  for (let month = first.slice(0, 7); month !== '' && month <= last.slice(0, 7); month = nextMonth(month))
    months.push({ month, weeks: weeksOf(month, byDate) });
  return months.toReversed();
}

function weeksOf(month: string, byDate: ReadonlyMap<IstDate, DaySum>): CalendarMonth['weeks'] {
  const cells: (CalendarDay | null)[] = [];
  const first: IstDate = `${month}-01`;
  // Weeks begin on Monday (1); Sunday (0) is their last day.
  for (let blank = 0; blank < (dayOfWeek(first) + 6) % 7; blank += 1) cells.push(null);
  for (let date = first; date.startsWith(month); date = addDays(date, 1))
    cells.push({ date, sum: byDate.get(date) ?? null });
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

function nextMonth(month: string): string {
  // The 28th is in every month; four days on is always in the next one.
  return addDays(`${month}-28`, 4).slice(0, 7);
}
