import type { Approval } from '#shared/domain/instance';
import { isFinal } from '#shared/domain/order';
import { err, ok, type Result } from '#shared/domain/result';
import type { RiskLimits } from '#shared/domain/risk';
import type { OpenAction } from '#shared/domain/strategy';
import { isLive, type Leaving, type ManualOwner } from '#shared/domain/trade';
import type { Paise } from '#shared/domain/units';
import { adoptPosition, type Adopt } from './adoption';
import { advanceTrade } from './advance-trade';
import { cancelOutside, requestCancel } from './cancel';
import type { Core } from './core';
import { halt } from './halt';
import { addInstance, commandInstance, type AddInstance, type InstanceCommand } from './instance-commands';
import { approveCall, enterHeldBack, lapseCall, openByHand } from './open-trade';
import { closeTrade, leaveLeg } from './protection';
import { repriceOrder } from './reprice';

/** What a person (or the local API) may tell the engine to do. Parameters have been checked against the strategy's schema. */
export type Command =
  | { readonly kind: 'arm' }
  | { readonly kind: 'disarm' }
  | { readonly kind: 'exit-all'; readonly reason: string }
  | { readonly kind: 'set-limits'; readonly limits: RiskLimits }
  | AddInstance
  | InstanceCommand
  /** A trade that no strategy asked for; its signal is the click's own name, and the same click twice is one trade. */
  | {
      readonly kind: 'open-trade';
      readonly owner: ManualOwner;
      readonly action: OpenAction;
      readonly why: string;
      readonly approval: Approval;
    }
  | Adopt
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
  /** Moves an entry that rests at a limit. */
  | { readonly kind: 'reprice-order'; readonly order: string; readonly limit: Paise }
  /** An order that another app made, by the broker's own id. */
  | { readonly kind: 'cancel-outside'; readonly brokerId: string }
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
    case 'set-schedule':
      return commandInstance(core, command);
    case 'open-trade':
      return openByHand(core, command);
    case 'adopt':
      return adoptPosition(core, command);
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
    case 'cancel-outside':
      return cancelOutside(core, command.brokerId);
    case 'reprice-order':
      return repriceOrder(core, command.order, command.limit);
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
