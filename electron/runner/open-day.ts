import { carriedOver } from '#shared/domain/carried';
import { scheduleOf, unmet } from '#shared/domain/schedule';
import type { Desk } from '#shared/engine/desk';
import type { Entry } from '#shared/ports/journal';
import type { Standing } from '#electron/storage/standing';
import type { Runner } from './runner';
import type { Wiring } from './wiring';

/** The first entries of a day: its name, what is held from earlier ones, and the strategies and limits that stay. */
export function openDay(runner: Runner, { clock, date, drawSalt, standing, carried = [] }: Wiring): void {
  const opened = { kind: 'day-opened', date, salt: drawSalt(), carried: carriedOver(carried) } as const;
  runner.handle({ kind: 'fact', fact: opened });
  if (carried.length > 0) {
    const detail = `${carried.map(({ name }) => name).join(', ')}: the stops go on.`;
    runner.handle({ kind: 'tell', level: 'info', title: 'Held from an earlier day', detail });
  }
  const { instances, limits } = standing.get();
  if (limits) runner.handle({ kind: 'fact', fact: { kind: 'limits-set', limits } });
  for (const kept of instances) {
    const instance = {
      ...kept,
      schedule: kept.schedule ? unmet(kept.schedule) : null,
      status: 'stopped' as const,
      statusAt: clock.now(),
      statusReason: 'Not started today',
      state: null,
      why: '',
      decidedAt: null,
    };
    runner.handle({ kind: 'fact', fact: { kind: 'instance-added', instance } });
  }
}

const STANDING: ReadonlySet<Entry['fact']['kind']> = new Set([
  'instance-added',
  'instance-set',
  'instance-scheduled',
  'instance-removed',
  'limits-set',
]);

/** What the next day begins with; null when none of it was changed. */
export function standingAfter(kinds: ReadonlySet<Entry['fact']['kind']>, { instances, limits }: Desk): Standing | null {
  if (![...kinds].some((kind) => STANDING.has(kind))) return null;
  const kept = [...instances.values()].map(({ id, strategy, name, params, approval, schedule }) => ({
    id,
    strategy,
    name,
    params,
    approval,
    schedule: schedule ? scheduleOf(schedule) : null,
  }));
  return { instances: kept, limits };
}
