import type { EpochMs } from './units';

/** A trading day as 'yyyy-mm-dd' in Indian Standard Time. */
export type IstDate = string;

/** Minutes since midnight IST: 09:15 is 555. */
export type MinuteOfDay = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** India keeps +05:30 all year (no daylight saving since 1945), so a constant is exact. */
export const IST_OFFSET = 5 * HOUR + 30 * MINUTE;

/** The day that was asked for last: every price asks for its own, and they come by the thousand on the same. */
let lastDay = { number: Number.NaN, date: '' };

export function istDate(at: EpochMs): IstDate {
  const number = Math.floor((at + IST_OFFSET) / DAY);
  if (number !== lastDay.number) lastDay = { number, date: new Date(at + IST_OFFSET).toISOString().slice(0, 10) };
  return lastDay.date;
}

/** 'HH:MM:SS' on the Indian clock. */
export function istClock(at: EpochMs): string {
  const seconds = Math.floor(millisecondOfDay(at) / SECOND);
  return `${twoDigits(Math.floor(seconds / 3_600))}:${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
}

function twoDigits(count: number): string {
  return count < 10 ? `0${count}` : String(count);
}

/** 'yyyy-mm-dd HH:MM:SS' on the Indian clock, the form Kite uses. */
export function istStamp(at: EpochMs): string {
  return `${istDate(at)} ${istClock(at)}`;
}

export function minuteOfDay(at: EpochMs): MinuteOfDay {
  return Math.floor(millisecondOfDay(at) / MINUTE);
}

function millisecondOfDay(at: EpochMs): number {
  return (((at + IST_OFFSET) % DAY) + DAY) % DAY;
}

/** The midnight that was asked for last, for the same reason. */
let lastMidnight: { readonly date: IstDate | null; readonly at: EpochMs } = { date: null, at: 0 };

/** The instant of midnight IST that begins `date`. Throws RangeError on a malformed date. */
export function startOfDay(date: IstDate): EpochMs {
  if (date === lastMidnight.date) return lastMidnight.at;
  const midnightUtc = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(midnightUtc)) {
    throw new RangeError(`Expected a date as yyyy-mm-dd, found "${date}"`);
  }
  const at = midnightUtc - IST_OFFSET;
  lastMidnight = { date, at };
  return at;
}

/** The instant of 'HH:MM' or 'HH:MM:SS' IST on `date`. Throws RangeError on a malformed time. */
export function istAt(date: IstDate, clock: string): EpochMs {
  return startOfDay(date) + clockMs(clock);
}

/** Milliseconds since midnight. */
function clockMs(clock: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(clock);
  if (!match) throw new RangeError(`Expected a time as HH:MM or HH:MM:SS, found "${clock}"`);
  const [, hours, minutes, seconds = '0'] = match;
  return Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
}

/** Reads 'HH:MM' as minutes since midnight. Throws RangeError on a malformed time. */
export function minuteFromClock(clock: string): MinuteOfDay {
  return Math.floor(clockMs(clock) / MINUTE);
}

export function clockFromMinute(minute: MinuteOfDay): string {
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

/** Days from one trading date to another, negative when `to` lies before `from`. */
export function daysBetween(from: IstDate, to: IstDate): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY);
}

export function addDays(date: IstDate, days: number): IstDate {
  return istDate(startOfDay(date) + days * DAY);
}

/** 0 for Sunday to 6 for Saturday. */
export function dayOfWeek(date: IstDate): number {
  // 1 January 1970, the epoch's day, was a Thursday (4).
  return ((((startOfDay(date) + IST_OFFSET) / DAY + 4) % 7) + 7) % 7;
}
