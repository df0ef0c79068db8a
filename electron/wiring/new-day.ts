import { dumpDay } from '#electron/adapters/kite/instruments';
import { isTradingDay, nextTradingDay } from '#shared/domain/calendar';
import { istDate, minuteFromClock, minuteOfDay, type IstDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';

/** The day that a desk is for, and the day whose instruments it asked for. */
export interface OpenedFor {
  readonly date: IstDate;
  readonly dump: IstDate;
}

/** Kite has ended every session of the day before by then. */
const SESSIONS_END = minuteFromClock('06:00');

export function openedAt(at: EpochMs): OpenedFor {
  return { date: deskDate(at), dump: dumpDay(at) };
}

/** The day that is traded or, on a holiday, prepared. */
function deskDate(at: EpochMs): IstDate {
  const today = istDate(at);
  return isTradingDay(today) ? today : nextTradingDay(today);
}

/**
 * Whether a desk that was left open is not the one that would be opened now: the next day's sessions can begin, or Kite has made
 * the instruments of the day since. Between midnight and the morning it stays, because nothing is gained by asking for a login then.
 */
export function isOvertaken({ date, dump }: OpenedFor, now: EpochMs): boolean {
  const today = istDate(now);
  const isNextDay = deskDate(now) > date && minuteOfDay(now) >= SESSIONS_END;
  const hasNewDump = isTradingDay(today) && dumpDay(now) === today && today > dump;
  return isNextDay || hasNewDump;
}
