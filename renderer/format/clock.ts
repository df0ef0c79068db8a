import { DAY, dayOfWeek, HOUR, istClock, MINUTE, SECOND, type IstDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';

/** '14:05:09' IST. */
export function formatClock(at: EpochMs): string {
  return istClock(at);
}

/** '14:05' IST. */
export function formatMinute(at: EpochMs): string {
  return istClock(at).slice(0, 5);
}

/** '14:05:09.123' IST, for the audit of an order. */
export function formatPreciseClock(at: EpochMs): string {
  return `${istClock(at)}.${String(((at % SECOND) + SECOND) % SECOND).padStart(3, '0')}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** '18 Aug 2026'. */
export function formatDate(date: IstDate): string {
  return `${formatDay(date)} ${date.slice(0, 4)}`;
}

/** '18 Aug': where the year is known. */
export function formatDay(date: IstDate): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? '?'}`;
}

/** Words in which dates may stand as '2026-08-18', with each as '18 Aug'. */
export function withDays(words: string): string {
  return words.replace(/\b\d{4}-\d{2}-\d{2}\b/g, formatDay);
}

/** 'Aug 2026'. */
export function formatMonth(date: IstDate): string {
  return formatDate(date).replace(/^\d+ /, '');
}

/** 'Tue'. */
export function formatWeekday(date: IstDate): string {
  return WEEKDAYS[dayOfWeek(date)] ?? '?';
}

/** '1 s', '12 s', '3 min', '2 h': how long something will still take. Rounded up: nobody is kept waiting for nothing. */
export function formatRemaining(ms: number): string {
  if (ms <= MINUTE - SECOND) return `${Math.max(1, Math.ceil(ms / SECOND))} s`;
  return ms <= HOUR - MINUTE ? `${Math.ceil(ms / MINUTE)} min` : `${Math.ceil(ms / HOUR)} h`;
}

/** '340 ms', '1.4 s', '12 s', '3 min', '2 h', '4 d': how old something is, or how long it took. */
export function formatAge(ms: number): string {
  const age = Math.max(0, ms);
  if (age < SECOND) return `${Math.round(age)} ms`;
  if (age < 10 * SECOND) return `${(Math.floor(age / 100) / 10).toFixed(1)} s`;
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  return age < DAY ? `${Math.floor(age / HOUR)} h` : `${Math.floor(age / DAY)} d`;
}
