import { isFinal, type Order } from '#shared/domain/order';
import type { Core } from './core';

/**
 * Asks the broker to cancel. Repeating it changes nothing while an answer may still come; an asking that was refused
 * or lost, or that a restart has forgotten, is repeated after a pause.
 */
export function requestCancel(core: Core, order: Order): void {
  if (isFinal(order) || order.brokerId === null) return;
  const askedAt = core.around.cancelsAskedAt.get(order.id) ?? -Infinity;
  if (core.now() - askedAt < core.policy.retryExitAfterMs) return;
  core.around.cancelsAskedAt.set(order.id, core.now());
  if (!order.isCancelRequested) {
    core.emit({ kind: 'order-changed', order: order.id, change: { isCancelRequested: true } });
  }
  core.effect({ kind: 'cancel', order: order.id });
}
