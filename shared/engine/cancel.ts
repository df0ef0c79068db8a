import { nameOf } from '#shared/domain/instrument-name';
import { isFinal, type Order } from '#shared/domain/order';
import { err, ok, type Result } from '#shared/domain/result';
import { inRupees } from '#shared/domain/words';
import type { ChangeOutcome } from '#shared/ports/broker';
import { notice, type Core } from './core';

/**
 * Asks the broker to cancel. Repeating it changes nothing while an answer may still come; an asking that was refused
 * or lost, or that a restart has forgotten, is repeated after a pause.
 */
export function requestCancel(core: Core, order: Order): void {
  if (isFinal(order) || order.brokerId === null || isAsked(core, order.id)) return;
  core.around.cancelsAskedAt.set(order.id, core.now());
  if (!order.isCancelRequested) {
    core.emit({ kind: 'order-changed', order: order.id, change: { isCancelRequested: true } });
  }
  core.effect({ kind: 'cancel', order: order.id });
}

/** Whether a cancel was asked for so recently that its answer may still come. */
export function isAsked(core: Core, id: string): boolean {
  const askedAt = core.around.cancelsAskedAt.get(id) ?? -Infinity;
  return core.now() - askedAt < core.policy.retryExitAfterMs;
}

/**
 * Cancels an order of another app, because a person said so; nothing else ever does. The journal keeps who asked for what. A second
 * click is the same asking.
 */
export function cancelOutside(core: Core, brokerId: string): Result<string, string> {
  const { outside, cancelsAskedAt } = core.around;
  const order = outside.orders.find((each) => each.brokerId === brokerId);
  if (!order) return err(`The broker has no open order ${brokerId} of another app; it may just have ended`);
  if (isAsked(core, brokerId)) return ok('');
  cancelsAskedAt.set(brokerId, core.now());
  markAsked(core, brokerId, true);
  const { side, qty, filledQty, instrument, price } = order;
  notice(
    core,
    'info',
    `Cancelling an order of another app: ${nameOf(instrument, core.market.catalogue)}`,
    `By hand: ${side} ${qty - filledQty} at ${inRupees(price)}, the broker's order ${brokerId}.`,
  );
  core.effect({ kind: 'cancel-outside', brokerId });
  return ok('');
}

/** The books tell what became of it; whatever the answer was, they are read at once. */
export function onOutsideCancelled(core: Core, brokerId: string, outcome: ChangeOutcome): void {
  if (outcome.kind !== 'accepted') {
    core.around.cancelsAskedAt.delete(brokerId);
    markAsked(core, brokerId, false);
    const title = `An order of another app was not cancelled${outcome.kind === 'unknown' ? ' for certain' : ''}`;
    notice(core, 'warning', title, `${outcome.message}. The broker's order ${brokerId}; its book is read again.`);
  }
  core.effect({ kind: 'read-books' });
}

function markAsked({ around }: Core, brokerId: string, isCancelRequested: boolean): void {
  const { positions, orders } = around.outside;
  const marked = orders.map((order) => (order.brokerId === brokerId ? { ...order, isCancelRequested } : order));
  around.outside = { positions, orders: marked };
}
