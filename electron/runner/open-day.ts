import { carriedOver } from '#shared/domain/carried';
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
