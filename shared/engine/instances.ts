import type { Instance } from '#shared/domain/instance';
import { isLive, isOwnedBy, type Trade } from '#shared/domain/trade';
import type { Core } from './core';
import { closeTrade } from './protection';

export function openTradesOf({ desk }: Pick<Core, 'desk'>, { id }: Instance): Trade[] {
  return [...desk.trades.values()].filter((trade) => isLive(trade) && isOwnedBy(trade, id));
}

/** Started anew it begins afresh; resumed after a pause, or with trades still open, it goes on from where it was. */
export function startInstance(core: Core, instance: Instance, reason: string): void {
  const isResumed = instance.status === 'running' || instance.status === 'paused';
  if (!isResumed && openTradesOf(core, instance).length === 0)
    core.emit({ kind: 'instance-reset', instance: instance.id });
  setStatus(core, instance, 'running', reason);
}

export function pauseInstance(core: Core, instance: Instance, reason: string): void {
  setStatus(core, instance, 'paused', reason);
}

/** What is not flattened stays protected. */
export function stopInstance(core: Core, instance: Instance, flatten: boolean, by: 'hand' | 'its schedule'): void {
  const open = openTradesOf(core, instance);
  const reason =
    by === 'hand'
      ? `Strategy ${instance.name} stopped and flattened`
      : `Strategy ${instance.name} stopped and flattened by its schedule`;
  if (flatten) for (const trade of open) closeTrade(core, trade, { reason, by: by === 'hand' ? 'person' : 'plan' });
  const kept = open.length > 0 && !flatten ? '; its open trades stay protected' : '';
  setStatus(core, instance, 'stopped', `Stopped by ${by}${kept}`);
}

function setStatus(core: Core, instance: Instance, status: 'running' | 'paused' | 'stopped', reason: string): void {
  if (instance.status === status) return;
  core.emit({ kind: 'instance-status', instance: instance.id, status, reason });
  core.effect({ kind: status === 'running' ? 'host-start' : 'host-stop', instance: instance.id });
}
