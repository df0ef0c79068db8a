import type { Instance } from '#shared/domain/instance';
import { isLive, isOwnedBy, type Leaving } from '#shared/domain/trade';
import { inRupees } from '#shared/domain/words';
import { apart } from './apart';
import { requestCancel } from './cancel';
import { notice, type Core } from './core';
import { closeTrade } from './protection';

/**
 * The kill switch: no entry leaves until a person arms again, everything open leaves now. Strategies are stopped, because
 * one that was thrown out of its trades no longer knows where it stands; a person starts them afresh. Works in any state.
 */
export function halt(core: Core, leaving: Leaving): void {
  core.emit({ kind: 'halted', reason: leaving.reason });
  for (const order of core.desk.orders.values())
    if (order.purpose === 'entry') apart(core, `Order ${order.id}`, () => requestCancel(core, order));
  for (const trade of core.desk.trades.values()) apart(core, trade.name, () => closeTrade(core, trade, leaving));
  for (const instance of core.desk.instances.values())
    if (instance.status === 'running' || instance.status === 'paused')
      stop(core, instance, `${leaving.reason}. Arm, then start it again`);
}

/** What the trader allowed to lose, and wants to keep; looked at with every tick of the clock. */
export function enforceLimits(core: Core): void {
  enforceDay(core);
  for (const instance of core.desk.instances.values()) enforceStrategyLoss(core, instance);
}

function enforceDay(core: Core): void {
  if (core.desk.haltReason !== null) return;
  const { maxDayLoss, dayTarget } = core.desk.limits;
  const net = core.ledger.dayPnl();
  if (-net >= maxDayLoss) {
    const reason = `The day's loss ${inRupees(-net)} reached your limit of ${inRupees(maxDayLoss)}`;
    haltTelling(core, reason, 'Day-loss limit: everything is being closed');
  } else if (dayTarget > 0 && net >= dayTarget) {
    const reason = `The day's gain ${inRupees(net)} reached your target of ${inRupees(dayTarget)}`;
    haltTelling(core, reason, 'Day target: everything is being closed');
  }
}

function haltTelling(core: Core, reason: string, title: string): void {
  halt(core, { reason, by: 'limit' });
  notice(core, 'error', title, `${reason}. Entries stay blocked until you arm again.`);
}

/** A strategy that lost what it may leaves its trades and is stopped; the others go on. */
function enforceStrategyLoss(core: Core, instance: Instance): void {
  const trades = [...core.desk.trades.values()].filter((trade) => isOwnedBy(trade, instance.id));
  if (!trades.some((trade) => isLive(trade) && trade.exitReason === null)) return;
  const loss = -core.ledger.instancePnl(instance.id);
  if (loss < core.desk.limits.maxStrategyLoss) return;
  const reason = `${instance.name} has lost ${inRupees(loss)}; your limit for a strategy is ${inRupees(core.desk.limits.maxStrategyLoss)}`;
  for (const trade of trades) apart(core, trade.name, () => closeTrade(core, trade, { reason, by: 'limit' }));
  stop(core, instance, reason);
  notice(core, 'error', `${instance.name} is stopped and its trades are being closed`, `${reason}.`);
}

function stop(core: Core, { id }: Instance, reason: string): void {
  core.emit({ kind: 'instance-status', instance: id, status: 'stopped', reason });
  core.effect({ kind: 'host-stop', instance: id });
}
