import { isFinal, type Order } from '#shared/domain/order';
import type { DeskSession } from '#electron/runner/desk-session';
import { countOpen, describeTrade, openTrades } from '#electron/runner/open-trades';

/**
 * Tells what a desk that goes on with a day found when it started, once the broker's books were compared: what is open, and what
 * became of orders that were on their way. Says nothing when there was neither. Returns how to stop.
 */
export function reportStart(session: DeskSession): () => void {
  const { desk, runner, wiring } = session;
  const doubtful = [...desk.orders.values()].filter(isInDoubt).map(({ id }) => id);
  const wasOpen = openTrades(session).length > 0;
  if (doubtful.length === 0 && !wasOpen) return () => undefined;
  const stop = session.onDelta(() => {
    const orders = doubtful.flatMap((id) => desk.orders.get(id) ?? []);
    if (!desk.isReconciled || orders.some(isInDoubt)) return;
    stop();
    const open = openTrades(session);
    const named = open.map((trade) => describeTrade(trade, wiring.catalogue)).join('; ');
    const detail = [
      open.length > 0 ? `${countOpen(open)}: ${named}. Stops and targets are watched again.` : 'Nothing is open.',
      ...(orders.length > 0 ? [fateOf(orders)] : []),
    ].join(' ');
    runner.handle({ kind: 'tell', level: 'info', title: 'KiteDesk went on with the day', detail });
  });
  return stop;
}

function isInDoubt(order: Order): boolean {
  return order.brokerId === null && !isFinal(order);
}

function fateOf(orders: readonly Order[]): string {
  const there = orders.filter(({ brokerId }) => brokerId !== null).length;
  const word = orders.length === 1 ? 'order was' : 'orders were';
  return `${orders.length} ${word} on the way when it ended: ${there} reached the broker, ${orders.length - there} did not, and none was sent again.`;
}
