import { clockFromMinute, dayOfWeek, type IstDate, type MinuteOfDay } from './time';

/** When a strategy starts and stops by itself. */
export interface Schedule {
  readonly startMinute: MinuteOfDay;
  /** Null leaves the stop to a person, and the trades to their square-off. */
  readonly stopMinute: MinuteOfDay | null;
  /** 0 for Sunday to 6 for Saturday. */
  readonly weekdays: readonly number[];
  /** Of those days only the ones on which options of its symbol expire. */
  readonly isExpiryOnly: boolean;
  /** Whether the stop exits its open trades; otherwise they stay protected. */
  readonly isFlattening: boolean;
}

/** A schedule with what has become of it today: each time is met once, whatever a person does in between. */
export interface Scheduled extends Schedule {
  readonly isStartMet: boolean;
  readonly isStopMet: boolean;
}

/** As a day begins. */
export function unmet(schedule: Schedule): Scheduled {
  return { ...schedule, isStartMet: false, isStopMet: false };
}

export function scheduleOf({ startMinute, stopMinute, weekdays, isExpiryOnly, isFlattening }: Scheduled): Schedule {
  return { startMinute, stopMinute, weekdays, isExpiryOnly, isFlattening };
}

/** `expiries` are those of its symbol. */
export function isScheduledOn(
  { weekdays, isExpiryOnly }: Schedule,
  date: IstDate,
  expiries: readonly IstDate[],
): boolean {
  return weekdays.includes(dayOfWeek(date)) && (!isExpiryOnly || expiries.includes(date));
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

export function weekdayName(day: number): string {
  return DAYS[day] ?? String(day);
}

/** '09:20–15:10 Mon–Fri', 'from 09:20 Tue, Thu, expiry days'. */
export function scheduleWords({ startMinute, stopMinute, weekdays, isExpiryOnly }: Schedule): string {
  const start = clockFromMinute(startMinute);
  const times = stopMinute === null ? `from ${start}` : `${start}–${clockFromMinute(stopMinute)}`;
  return `${times} ${daysWords(weekdays)}${isExpiryOnly ? ', expiry days' : ''}`;
}

function daysWords(weekdays: readonly number[]): string {
  const days = weekdays.toSorted((a, b) => a - b);
  const [first = 0] = days;
  const last = days.at(-1) ?? first;
  const isRow = days.length > 2 && last - first === days.length - 1;
  return isRow ? `${weekdayName(first)}–${weekdayName(last)}` : days.map(weekdayName).join(', ');
}
