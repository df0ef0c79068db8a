import { messageOf } from '#shared/domain/result';
import { notice, type Core } from './core';

/**
 * Does the work on one trade, order or fill. What throws here is a broken invariant: that one is set aside and told, no entry
 * leaves until a person arms again, and the work on all others goes on: their stops must not wait for its repair.
 */
export function apart(core: Core, what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    setAside(core, what, error);
  }
}

/** What comes back with every tick is told once, or once more after somebody armed all the same. */
function setAside(core: Core, what: string, error: unknown): void {
  const message = messageOf(error);
  const key = `${what}: ${message}`;
  if (!core.desk.isArmed && core.around.setAside.has(key)) return;
  core.around.setAside.add(key);
  core.emit({ kind: 'disarmed', reason: `A check failed: ${message}` });
  core.effect({ kind: 'report-fault', what, error });
  const detail = `${message}. No entry leaves until you arm again; everything else is watched on. Check it at the broker.`;
  notice(core, 'error', `${what} was set aside`, detail);
}
