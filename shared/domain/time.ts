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

export function istDate(at: EpochMs): IstDate {
  return new Date(at + IST_OFFSET).toISOString().slice(0, 10);
}

/** 'HH:MM:SS' on the Indian clock. */
export function istClock(at: EpochMs): string {
  return new Date(at + IST_OFFSET).toISOString().slice(11, 19);
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

/** The instant of midnight IST that begins `date`. Throws RangeError on a malformed date. */
export function startOfDay(date: IstDate): EpochMs {
  const midnightUtc = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(midnightUtc)) {
    throw new RangeError(`Expected a date as yyyy-mm-dd, found "${date}"`);
  }
  return midnightUtc - IST_OFFSET;
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
  const hours = String(Math.floor(minute / 60)).padStart(2, '0');
  return `${hours}:${String(minute % 60).padStart(2, '0')}`;
}

/** Days from one trading date to another, negative when `to` lies before `from`. */
export function daysBetween(from: IstDate, to: IstDate): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY);
}
