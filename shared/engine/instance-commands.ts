import type { Approval, Instance } from '#shared/domain/instance';
import type { ParamValues } from '#shared/domain/params';
import { err, ok, type Result } from '#shared/domain/result';
import type { Schedule } from '#shared/domain/schedule';
import type { InstanceId } from '#shared/domain/trade';
import { nextId, type Core } from './core';
import { openTradesOf, pauseInstance, startInstance, stopInstance } from './instances';
import { closeTrade } from './protection';
import { setSchedule } from './schedules';

/** What a person sets about a strategy. Parameters have been checked against its schema. */
interface InstanceSettings {
  readonly name: string;
  readonly params: ParamValues;
  readonly approval: Approval;
}

export type AddInstance = { readonly kind: 'add-instance'; readonly strategy: string } & InstanceSettings;

/** What a person may tell one strategy instance. */
export type InstanceCommand = { readonly instance: InstanceId } & (
  | ({ readonly kind: 'set-instance' } & InstanceSettings)
  /** In force at once, also while it runs; null takes the schedule away. */
  | { readonly kind: 'set-schedule'; readonly schedule: Schedule | null }
  | { readonly kind: 'start' | 'pause' | 'remove' | 'exit-instance' }
  | { readonly kind: 'stop'; readonly flatten: boolean }
);

const DONE = ok('');

/** Answers its id. */
export function addInstance(core: Core, { strategy, name, params, approval }: AddInstance): Result<InstanceId, never> {
  const id = nextId(core, 'S');
  const instance: Instance = {
    id,
    strategy,
    name,
    params,
    approval,
    status: 'stopped',
    statusAt: core.now(),
    statusReason: 'Not started yet',
    state: null,
    why: '',
    decidedAt: null,
  };
  core.emit({ kind: 'instance-added', instance });
  return ok(id);
}

export function commandInstance(core: Core, command: InstanceCommand): Result<string, string> {
  const instance = core.desk.instances.get(command.instance);
  if (!instance) return err(`There is no strategy instance ${command.instance}`);
  switch (command.kind) {
    case 'start':
      startInstance(core, instance, 'Started by hand');
      return DONE;
    case 'pause':
      pauseInstance(core, instance, 'Paused by hand; open trades stay protected');
      return DONE;
    case 'stop':
      stopInstance(core, instance, command.flatten, 'hand');
      return DONE;
    case 'exit-instance':
      for (const trade of openTradesOf(core, instance))
        closeTrade(core, trade, { reason: `Exit of ${instance.name} by hand`, by: 'person' });
      return DONE;
    case 'set-instance': {
      if (instance.status === 'running') return err(`Pause or stop ${instance.name} before changing its parameters`);
      const { name, params, approval } = command;
      core.emit({ kind: 'instance-set', instance: instance.id, name, params, approval });
      core.emit({ kind: 'instance-reset', instance: instance.id });
      return DONE;
    }
    case 'set-schedule':
      return setSchedule(core, instance, command.schedule);
    case 'remove':
      if (instance.status === 'running') return err(`Stop ${instance.name} before removing it`);
      if (openTradesOf(core, instance).length > 0)
        return err(`${instance.name} still has open trades; exit them before removing it`);
      core.emit({ kind: 'instance-removed', instance: instance.id });
      return DONE;
  }
}
