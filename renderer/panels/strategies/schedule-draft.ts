import type { Schedule } from '#shared/domain/schedule';
import { clockFromMinute, minuteFromClock, type MinuteOfDay } from '#shared/domain/time';

/** A schedule as it is typed; times as HH:MM, an empty stop for none. */
export interface ScheduleDraft extends Pick<Schedule, 'weekdays' | 'isExpiryOnly' | 'isFlattening'> {
  readonly isOn: boolean;
  readonly start: string;
  readonly stop: string;
}

const FIRST: ScheduleDraft = {
  isOn: false,
  start: '09:20',
  stop: '15:10',
  weekdays: [1, 2, 3, 4, 5],
  isExpiryOnly: false,
  isFlattening: false,
};

export function draftOfSchedule(schedule: Schedule | null): ScheduleDraft {
  if (!schedule) return FIRST;
  const { startMinute, stopMinute, weekdays, isExpiryOnly, isFlattening } = schedule;
  const stop = stopMinute === null ? '' : clockFromMinute(stopMinute);
  return { isOn: true, start: clockFromMinute(startMinute), stop, weekdays, isExpiryOnly, isFlattening };
}

/** What is wrong with which part, in words. */
export type ScheduleFaults = Partial<Record<'start' | 'stop' | 'weekdays', string>>;

export function scheduleFaults({ isOn, start, stop, weekdays }: ScheduleDraft): ScheduleFaults {
  if (!isOn) return {};
  const [from, until] = [minuteOf(start), minuteOf(stop)];
  const isBefore = from !== null && until !== null && until <= from;
  return {
    ...(from === null ? { start: 'Expected a time as HH:MM' } : {}),
    ...(until === null && stop.trim() !== '' ? { stop: 'Expected a time as HH:MM, or nothing' } : {}),
    ...(isBefore ? { stop: 'Expected a time after the start' } : {}),
    ...(weekdays.length === 0 ? { weekdays: 'Expected at least one day' } : {}),
  };
}

/** The schedule; null for none, undefined while something is wrong. */
export function scheduleOfDraft(draft: ScheduleDraft): Schedule | null | undefined {
  if (!draft.isOn) return null;
  const startMinute = minuteOf(draft.start);
  if (startMinute === null || Object.keys(scheduleFaults(draft)).length > 0) return undefined;
  const { weekdays, isExpiryOnly, isFlattening } = draft;
  const stopMinute = minuteOf(draft.stop);
  return {
    startMinute,
    stopMinute,
    weekdays: weekdays.toSorted((a, b) => a - b),
    isExpiryOnly,
    isFlattening: isFlattening && stopMinute !== null,
  };
}

function minuteOf(text: string): MinuteOfDay | null {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text.trim()) ? minuteFromClock(text.trim()) : null;
}
