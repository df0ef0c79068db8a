import { isTradingDay } from '#shared/domain/calendar';
import { addDays, dayOfWeek, type IstDate } from '#shared/domain/time';
import type { RecordedDay } from '#shared/ipc/data';

/** A weekday on the calendar of recordings. */
export interface CalendarCell {
  readonly date: IstDate;
  /** `missing`: it was traded and nothing was recorded. */
  readonly state: 'recorded' | 'missing' | 'holiday' | 'ahead';
  readonly day: RecordedDay | null;
}

/** Monday to Friday, week by week, the newest first: from the first recorded day to today. */
export function recordedWeeks(days: readonly RecordedDay[], today: IstDate): readonly (readonly CalendarCell[])[] {
  const byDate = new Map(days.map((day) => [day.date, day]));
  const first = [...byDate.keys(), today].sort((a, b) => a.localeCompare(b))[0] ?? today;
  const weeks: (readonly CalendarCell[])[] = [];
  for (let monday = mondayOf(first); monday <= today; monday = addDays(monday, 7)) {
    const dates = [0, 1, 2, 3, 4].map((offset) => addDays(monday, offset));
    weeks.push(dates.map((date) => ({ date, day: byDate.get(date) ?? null, state: stateOf(date) })));
  }
  return weeks.reverse();

  function stateOf(date: IstDate): CalendarCell['state'] {
    if (byDate.has(date)) return 'recorded';
    if (date > today || date < first) return 'ahead';
    return isTradingDay(date) ? 'missing' : 'holiday';
  }
}

function mondayOf(date: IstDate): IstDate {
  return addDays(date, -((dayOfWeek(date) + 6) % 7));
}
