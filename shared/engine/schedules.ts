import { sessionOf } from '#shared/domain/calendar';
import type { Instance } from '#shared/domain/instance';
import { err, ok, type Result } from '#shared/domain/result';
import { isScheduledOn, type Schedule, type Scheduled } from '#shared/domain/schedule';
import { clockFromMinute, istClock, istDate, MINUTE, minuteOfDay, startOfDay, type IstDate } from '#shared/domain/time';
import { notice, type Core } from './core';
import { startInstance, stopInstance } from './instances';
import { strategyById } from './registry';

/** A start later than this was missed: the market is another one by then, and a person decides. */
const START_WITHIN = MINUTE;

/** Gives an instance its schedule. Times of today that are over are over; they are not made up for. */
export function setSchedule(core: Core, instance: Instance, schedule: Schedule | null): Result<string, string> {
  if (schedule?.isExpiryOnly && expiriesOf(core, instance).length === 0)
    return err(`${instance.name} would never start: ${symbolOf(instance)} has no options that expire`);
  const minute = minuteOfDay(core.now());
  const scheduled: Scheduled | null = schedule && {
    ...schedule,
    isStartMet: minute >= schedule.startMinute,
    isStopMet: schedule.stopMinute !== null && minute >= schedule.stopMinute,
  };
  core.emit({ kind: 'instance-scheduled', instance: instance.id, schedule: scheduled });
  return ok('');
}

/**
 * Starts and stops what is due, each time once a day. A start is never made late: a strategy that begins in the middle of the
 * day trades what nobody planned, so a missed one is told instead. A stop is made whenever it is noticed.
 */
export function obeySchedules(core: Core): void {
  const { date, instances } = core.desk;
  if (istDate(core.now()) !== date) return;
  for (const instance of instances.values()) {
    const { schedule } = instance;
    if (schedule && !(schedule.isStartMet && schedule.isStopMet) && isToday(core, instance, schedule))
      obey(core, instance, schedule);
  }
}

function isToday(core: Core, instance: Instance, schedule: Scheduled): boolean {
  const { date } = core.desk;
  return sessionOf(date, 'options') !== null && isScheduledOn(schedule, date, expiriesOf(core, instance));
}

function obey(core: Core, instance: Instance, schedule: Scheduled): void {
  const minute = minuteOfDay(core.now());
  if (!schedule.isStartMet && minute >= schedule.startMinute) meetStart(core, instance, schedule);
  const current = core.desk.instances.get(instance.id);
  if (!current?.schedule?.isStartMet || current.schedule.isStopMet) return;
  if (schedule.stopMinute !== null && minute >= schedule.stopMinute) meetStop(core, current, current.schedule);
}

function meetStart(core: Core, instance: Instance, schedule: Scheduled): void {
  const lateness = core.now() - startOfDay(core.desk.date) - schedule.startMinute * MINUTE;
  const isLate = lateness >= START_WITHIN;
  // The books may still be on their way; they have the minute.
  if (!core.desk.isReconciled && !isLate) return;
  mark(core, instance, { ...schedule, isStartMet: true });
  if (instance.status === 'running') return;
  const obstacle = isLate
    ? `The desk was not open and ready then; it is ${istClock(core.now())} now`
    : obstacleTo(core, instance);
  const time = clockFromMinute(schedule.startMinute);
  if (obstacle === null) startInstance(core, instance, `Started by its schedule at ${time}`);
  else
    notice(
      core,
      'warning',
      `${instance.name} was not started at ${time}`,
      `${obstacle}. Start it by hand if you still want it today.`,
    );
}

/** What a person or a failure has decided is not overruled by a clock. */
function obstacleTo({ desk }: Core, { status, statusReason }: Instance): string | null {
  if (desk.haltReason !== null) return `Trading is halted: ${desk.haltReason}`;
  if (status === 'paused') return 'It is paused';
  return status === 'failed' ? `It had failed: ${statusReason}` : null;
}

function meetStop(core: Core, instance: Instance, schedule: Scheduled): void {
  mark(core, instance, { ...schedule, isStopMet: true });
  if (instance.status !== 'stopped') stopInstance(core, instance, schedule.isFlattening, 'its schedule');
}

function mark(core: Core, { id }: Instance, schedule: Scheduled): void {
  core.emit({ kind: 'instance-scheduled', instance: id, schedule });
}

function expiriesOf({ market }: Core, instance: Instance): readonly IstDate[] {
  return market.catalogue.expiries(symbolOf(instance));
}

/** What the strategy looks at; empty where it has no symbol. */
function symbolOf({ strategy, params }: Instance): string {
  const schema = strategyById(strategy)?.params ?? {};
  const [name = ''] = Object.entries(schema).find(([, param]) => param.kind === 'symbol') ?? [];
  return String(params[name] ?? '');
}
