import { describe, expect, it } from 'vitest';
import { draftOfSchedule, scheduleFaults, scheduleOfDraft } from './schedule-draft';

const schedule = {
  startMinute: 9 * 60 + 20,
  stopMinute: 15 * 60 + 10,
  weekdays: [1, 3],
  isExpiryOnly: true,
  isFlattening: true,
};

describe('a schedule as it is typed', () => {
  it('is what it was drawn from', () => {
    expect(scheduleOfDraft(draftOfSchedule(schedule))).toEqual(schedule);
    expect(scheduleOfDraft(draftOfSchedule(null))).toBeNull();
  });

  it('without a stop exits nothing by itself', () => {
    const draft = { ...draftOfSchedule(schedule), stop: '' };
    expect(scheduleOfDraft(draft)).toEqual({ ...schedule, stopMinute: null, isFlattening: false });
  });

  it.each([
    [{ start: '9:20' }, { start: 'Expected a time as HH:MM' }],
    [{ stop: '25:00' }, { stop: 'Expected a time as HH:MM, or nothing' }],
    [{ start: '15:10' }, { stop: 'Expected a time after the start' }],
    [{ weekdays: [] }, { weekdays: 'Expected at least one day' }],
  ])('%j is no schedule, and says why', (change, faults) => {
    const draft = { ...draftOfSchedule(schedule), ...change };
    expect([scheduleOfDraft(draft), scheduleFaults(draft)]).toEqual([undefined, faults]);
  });
});
