import type { Timers } from './timers';

interface Alarm {
  readonly at: number;
  readonly run: () => void;
}

/** Time that a test moves by hand. */
export interface ManualTimers extends Timers {
  /** Lets the alarms of the next `ms` go off in their order, and what they cause run to its end. */
  advance(ms: number): Promise<void>;
}

export function createManualTimers(): ManualTimers {
  let now = 0;
  const alarms = new Set<Alarm>();

  async function advance(ms: number): Promise<void> {
    const until = now + ms;
    await settle();
    for (;;) {
      const due = [...alarms].filter((alarm) => alarm.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      alarms.delete(due);
      now = Math.max(now, due.at);
      due.run();
      await settle();
    }
    now = until;
  }

  return {
    now: () => now,
    after: (ms, run) => {
      const alarm = { at: now + ms, run };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    advance,
  };
}

/** Lets chains of resolved promises run out. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
