import { messageOf } from '#shared/domain/result';
import type { DeskSession } from '../runner/desk-session';
import { DRILLS, type DrillName } from '../runner/drills';

const ONLY_DEMO = 'Nothing was done: only the demo market goes wrong on demand.';

/** Begins a drill, or with null ends all that go on, and tells so among the notices. */
export async function startDrill(session: DeskSession | null, name: DrillName | null): Promise<void> {
  if (!session) return;
  const { drill } = session.wiring;
  const tell = (level: 'info' | 'warning', title: string, detail: string): void =>
    session.runner.handle({ kind: 'tell', level, title, detail });
  if (!drill) return tell('warning', 'Faults are for Demo', ONLY_DEMO);
  try {
    await drill(name);
  } catch (error) {
    return tell('warning', 'The demo exchange did not do it', messageOf(error));
  }
  const says = DRILLS.find((each) => each.name === name)?.says;
  if (says === undefined) return tell('info', 'The demo market is well again', 'Every fault is switched off.');
  tell('warning', 'A fault was switched on', `${says}. Demo → Everything well again ends it.`);
}
