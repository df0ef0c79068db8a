import type { Approval, Instance } from '#shared/domain/instance';
import { isFinal } from '#shared/domain/order';
import type { ParamValues } from '#shared/domain/params';
import { err, ok, type Result } from '#shared/domain/result';
import type { RiskLimits } from '#shared/domain/risk';
import type { OpenAction } from '#shared/domain/strategy';
import { isLive, isOwnedBy, type InstanceId, type Leaving, type ManualOwner } from '#shared/domain/trade';
import type { Paise } from '#shared/domain/units';
import { advanceTrade } from './advance-trade';
import { requestCancel } from './cancel';
import { nextId, type Core } from './core';
import { halt } from './halt';
import { approveCall, enterHeldBack, lapseCall, openByHand } from './open-trade';
import { closeTrade, leaveLeg } from './protection';

/** What a person (or the local API) may tell the engine to do. Parameters have been checked against the strategy's schema. */
export type Command =
  | { readonly kind: 'arm' }
  | { readonly kind: 'disarm' }
  | { readonly kind: 'exit-all'; readonly reason: string }
  | { readonly kind: 'set-limits'; readonly limits: RiskLimits }
  | {
      readonly kind: 'add-instance';
      readonly strategy: string;
      readonly name: string;
      readonly params: ParamValues;
      readonly approval: Approval;
    }
  | {
      readonly kind: 'set-instance';
      readonly instance: InstanceId;
      readonly name: string;
      readonly params: ParamValues;
      readonly approval: Approval;
    }
  | { readonly kind: 'start'; readonly instance: InstanceId }
  | { readonly kind: 'pause'; readonly instance: InstanceId }
  | { readonly kind: 'stop'; readonly instance: InstanceId; readonly flatten: boolean }
  | { readonly kind: 'remove'; readonly instance: InstanceId }
  | { readonly kind: 'exit-instance'; readonly instance: InstanceId }
  /** A trade that no strategy asked for; its signal is the click's own name, and the same click twice is one trade. */
  | {
      readonly kind: 'open-trade';
      readonly owner: ManualOwner;
      readonly action: OpenAction;
      readonly why: string;
      readonly approval: Approval;
    }
  | { readonly kind: 'exit-trade'; readonly trade: string }
  | { readonly kind: 'exit-leg'; readonly trade: string; readonly leg: string }
  | {
      readonly kind: 'set-levels';
      readonly trade: string;
      readonly leg: string;
      readonly stop: Paise | null;
      readonly target: Paise | null;
    }
  | { readonly kind: 'cancel-order'; readonly order: string }
  | { readonly kind: 'approve-call'; readonly call: string }
  | { readonly kind: 'decline-call'; readonly call: string };

/** The id of what was made, where something was; otherwise empty. */
export type CommandResult = Result<string, string>;

const DONE: CommandResult = ok('');

/** Carries out a command. An exit repeated is the same exit, and nothing here can refuse one. */
export function execute(core: Core, command: Command): CommandResult {
  switch (command.kind) {
    case 'arm':
      core.emit({ kind: 'armed' });
      enterHeldBack(core);
      return DONE;
    case 'disarm':
      core.emit({ kind: 'disarmed', reason: 'Disarmed by hand' });
      return DONE;
    case 'exit-all':
      halt(core, { reason: command.reason, by: 'person' });
      return DONE;
    case 'set-limits':
      core.emit({ kind: 'limits-set', limits: command.limits });
      return DONE;
    case 'add-instance':
      return addInstance(core, command);
    case 'set-instance':
    case 'start':
    case 'pause':
    case 'stop':
    case 'remove':
    case 'exit-instance':
      return withInstance(core, command);
    case 'open-trade':
      return openByHand(core, command);
    case 'exit-trade':
    case 'exit-leg':
    case 'set-levels':
      return withTrade(core, command);
    case 'approve-call':
      return approveCall(core, command.call);
    case 'decline-call':
      if (!core.around.pending.has(command.call)) return err('This call no longer waits for an answer');
      lapseCall(core, command.call, 'Declined by hand');
      return DONE;
    case 'cancel-order': {
      const order = core.desk.orders.get(command.order);
      if (!order) return err(`There is no order ${command.order}`);
      if (isFinal(order)) return err(`Order ${order.id} is already ${order.status}`);
      requestCancel(core, order);
      return DONE;
    }
  }
}

function byHand(reason: string): Leaving {
  return { reason, by: 'person' };
}

function addInstance(
  core: Core,
  { strategy, name, params, approval }: Extract<Command, { kind: 'add-instance' }>,
): CommandResult {
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

type InstanceCommand = Extract<
  Command,
  { kind: 'set-instance' | 'start' | 'pause' | 'stop' | 'remove' | 'exit-instance' }
>;

function withInstance(core: Core, command: InstanceCommand): CommandResult {
  const instance = core.desk.instances.get(command.instance);
  if (!instance) return err(`There is no strategy instance ${command.instance}`);
  const openTrades = [...core.desk.trades.values()].filter((trade) => isLive(trade) && isOwnedBy(trade, instance.id));
  switch (command.kind) {
    case 'start':
      // Started anew it begins afresh; resumed after a pause, or with trades still open, it goes on from where it was.
      if (instance.status !== 'running' && instance.status !== 'paused' && openTrades.length === 0) {
        core.emit({ kind: 'instance-reset', instance: instance.id });
      }
      return setStatus(core, instance, 'running', 'Started by hand');
    case 'pause':
      return setStatus(core, instance, 'paused', 'Paused by hand; open trades stay protected');
    case 'stop': {
      if (command.flatten)
        for (const trade of openTrades)
          closeTrade(core, trade, byHand(`Strategy ${instance.name} stopped and flattened`));
      const kept = openTrades.length > 0 && !command.flatten;
      return setStatus(core, instance, 'stopped', kept ? 'Stopped; its open trades stay protected' : 'Stopped by hand');
    }
    case 'exit-instance':
      for (const trade of openTrades) closeTrade(core, trade, byHand(`Exit of ${instance.name} by hand`));
      return DONE;
    case 'set-instance': {
      if (instance.status === 'running') return err(`Pause or stop ${instance.name} before changing its parameters`);
      const { name, params, approval } = command;
      core.emit({ kind: 'instance-set', instance: instance.id, name, params, approval });
      core.emit({ kind: 'instance-reset', instance: instance.id });
      return DONE;
    }
    case 'remove':
      if (instance.status === 'running') return err(`Stop ${instance.name} before removing it`);
      if (openTrades.length > 0) return err(`${instance.name} still has open trades; exit them before removing it`);
      core.emit({ kind: 'instance-removed', instance: instance.id });
      return DONE;
  }
}

function setStatus(
  core: Core,
  instance: Instance,
  status: 'running' | 'paused' | 'stopped',
  reason: string,
): CommandResult {
  if (instance.status === status) return DONE;
  core.emit({ kind: 'instance-status', instance: instance.id, status, reason });
  core.effect({ kind: status === 'running' ? 'host-start' : 'host-stop', instance: instance.id });
  return DONE;
}

function withTrade(
  core: Core,
  command: Extract<Command, { kind: 'exit-trade' | 'exit-leg' | 'set-levels' }>,
): CommandResult {
  const trade = core.desk.trades.get(command.trade);
  if (!trade) return err(`There is no trade ${command.trade}`);
  if (command.kind === 'exit-trade') {
    closeTrade(core, trade, byHand('Exit by hand'));
    return DONE;
  }
  const leg = trade.legs.find((candidate) => candidate.id === command.leg);
  if (!leg) return err(`Trade ${trade.id} has no leg ${command.leg}`);
  if (command.kind === 'set-levels') {
    const { stop, target } = command;
    core.emit({
      kind: 'leg-levels',
      trade: trade.id,
      leg: leg.id,
      levels: { entry: leg.entry, best: leg.best, stop, target },
    });
    return DONE;
  }
  if (isLive(trade) && leg.exitReason === null) leaveLeg(core, trade, leg.id, byHand('Exit of the leg by hand'));
  advanceTrade(core, trade.id, core.now());
  return DONE;
}
