import { isFinal } from '#shared/domain/order';
import { isLive } from '#shared/domain/trade';
import type { Condition } from './scenario';
import type { Stage } from './stage';

/** What is missing of a condition, as 'expected …, found …', or null when all of it holds. */
export function unmet(stage: Stage, { says, ...wanted }: Condition): string | null {
  const found = standing(stage);
  const wrong = Object.entries(wanted).filter(([name, value]) => found[name as keyof typeof found] !== value);
  const [name, value] = wrong[0] ?? [];
  if (name !== undefined) return `expected ${name} ${value}, found ${found[name as keyof typeof found]}`;
  if (says === undefined || words(stage).some((text) => text.includes(says))) return null;
  return `nobody says "${says}"`;
}

/** Every figure that a scenario may ask for, as it is now. */
function standing(stage: Stage): Readonly<Record<Exclude<keyof Condition, 'says'>, number | string | boolean>> {
  const session = stage.session();
  const { desk } = session;
  const { desk: shown, quotes } = session.snapshot().tables;
  const view = shown.desk;
  const trades = [...desk.trades.values()];
  const orders = [...desk.orders.values()];
  const count = (status: string): number => orders.filter((order) => order.status === status).length;
  return {
    open: trades.filter(({ status }) => status === 'open').length,
    closed: trades.filter(({ status }) => status === 'closed').length,
    failed: trades.filter(({ status }) => status === 'failed').length,
    live: trades.filter(isLive).length,
    orders: orders.length,
    filled: count('filled'),
    rejected: count('rejected'),
    unknown: count('unknown'),
    working: orders.filter((order) => !isFinal(order)).length,
    atExchange: stage.exchange.book().orders.length,
    units: trades.flatMap(({ legs }) => legs).reduce((sum, { position }) => sum + Math.abs(position.qty), 0),
    feed: view.feed.state,
    books: view.orders.state,
    isArmed: desk.isArmed,
    isPriced: view.indices.every((id) => (quotes[id]?.ltp ?? 0) > 0),
    isHalted: desk.haltReason !== null,
    isReconciled: desk.isReconciled,
  };
}

/** Everything on the screen that gives a reason. */
function words(stage: Stage): string[] {
  const session = stage.session();
  const { desk } = session;
  const { instances, desk: shown } = session.snapshot().tables;
  const view = shown.desk;
  return [
    ...[...desk.notices.values()].map(({ title, detail }) => `${title}: ${detail}`),
    ...[...desk.orders.values()].map(({ message }) => message),
    ...[...desk.calls.values()].map(({ result }) => result ?? ''),
    ...[...desk.trades.values()].flatMap(({ exitReason, legs }) => [
      exitReason ?? '',
      ...legs.map((leg) => leg.exitReason ?? ''),
    ]),
    ...Object.values(instances).map(({ why }) => why),
    view.feed.reason,
    view.orders.reason,
    desk.haltReason ?? '',
  ];
}
