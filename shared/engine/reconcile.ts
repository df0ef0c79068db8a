import { isFinal, type Order } from '#shared/domain/order';
import { isLive } from '#shared/domain/trade';
import type { InstrumentId } from '#shared/domain/instrument';
import { nameOf } from '#shared/domain/instrument-name';
import type { BrokerBooks } from '#shared/ports/broker';
import { advanceTrade } from './advance-trade';
import { apart } from './apart';
import { notice, type Core } from './core';
import { isOver } from './expiry';
import { takeOverOutsideCloses } from './outside';
import { noteOutside } from './outside-view';
import { adopt, onBrokerOrder, onFills, reject } from './order-events';

/** An order is taken as never sent only after it was missing twice: the first reading may have overtaken it. */
const MISSES_BEFORE_GONE = 2;

/** Compares the desk with the broker's books and takes over what the broker knows better. Start-up and recovery are this too. */
export function reconcile(core: Core, books: BrokerBooks): void {
  core.around.funds = books.funds;
  adoptBrokerIds(core, books);
  onFills(core, books.fills);
  for (const order of books.orders)
    apart(core, `The broker's order ${order.brokerId}`, () => onBrokerOrder(core, order));
  resolveMissing(core, books);
  apart(core, 'The comparison of positions', () => takeOverOutsideCloses(core, books));
  apart(core, 'What was made elsewhere', () => noteOutside(core, books));
  reportDifferences(core, books);
  for (const trade of core.desk.trades.values()) {
    if (isLive(trade)) apart(core, trade.name, () => advanceTrade(core, trade.id, core.now()));
  }
}

/** Fills name the broker's order, so orders whose reply was lost must learn that name first. */
function adoptBrokerIds(core: Core, books: BrokerBooks): void {
  for (const word of books.orders) {
    const order = word.orderId === null ? undefined : core.desk.orders.get(word.orderId);
    if (order && order.brokerId === null) apart(core, `Order ${order.id}`, () => adopt(core, order, word));
  }
}

/** Invariant I2: only looking decides the fate of an order without a reply. */
function resolveMissing(core: Core, books: BrokerBooks): void {
  const seen = new Set(books.orders.map((order) => order.orderId));
  for (const order of core.desk.orders.values()) {
    if (isFinal(order) || seen.has(order.id) || !isInDoubt(core, order)) continue;
    const last = core.around.lookUps.get(order.id) ?? { askedAt: core.now(), missedAt: -Infinity, misses: 0 };
    if (core.now() - last.missedAt < core.policy.lookUpEveryMs) continue;
    const misses = last.misses + 1;
    core.around.lookUps.set(order.id, { ...last, missedAt: core.now(), misses });
    if (misses >= MISSES_BEFORE_GONE) {
      reject(core, order, "Never reached the broker: it was not in the broker's order book when looked up twice");
    } else if (order.status !== 'unknown') {
      core.emit({
        kind: 'order-changed',
        order: order.id,
        change: { status: 'unknown', message: 'No reply was recorded; looking it up' },
      });
    }
  }
}

/** Without a broker's id, and not on its way: a request may wait its turn or the network for longer than two readings take. */
function isInDoubt(core: Core, order: Order): boolean {
  if (order.brokerId !== null || core.around.outbound.has(order.id)) return false;
  const sentAt = order.times.sentAt ?? order.times.approvedAt;
  return order.status === 'unknown' || core.now() - sentAt > core.policy.lookUpEveryMs;
}

/** Invariant I3, as far as it concerns instruments that the desk trades; what was made elsewhere is shown, never touched. */
function reportDifferences(core: Core, books: BrokerBooks): void {
  const differences = positionDifferences(core, books);
  const isNews = !core.desk.isReconciled || differences.length > 0;
  if (!isNews || core.around.lastDifferences === differences.join('\n')) return;
  core.around.lastDifferences = differences.join('\n');
  core.emit({ kind: 'reconciled', differences });
  if (differences.length > 0) {
    notice(core, 'warning', "The broker's positions differ from the desk's", differences.join('; '));
  }
}

function positionDifferences(core: Core, books: BrokerBooks): string[] {
  const ours = netPositions(core);
  const theirs = new Map<InstrumentId, number>();
  for (const { instrument, qty } of books.positions) theirs.set(instrument, (theirs.get(instrument) ?? 0) + qty);
  const differences: string[] = [];
  for (const instrument of new Set([...ours.keys(), ...theirs.keys()])) {
    const [mine, brokers] = [ours.get(instrument) ?? 0, theirs.get(instrument) ?? 0];
    if (mine !== brokers && !isOver(core, instrument))
      differences.push(`${nameOf(instrument, core.market.catalogue)}: ${mine} here, ${brokers} at the broker`);
  }
  return differences;
}

/** Units held by instrument, over all trades. */
export function netPositions(core: Pick<Core, 'desk'>): Map<InstrumentId, number> {
  const net = new Map<InstrumentId, number>();
  for (const trade of core.desk.trades.values()) {
    for (const leg of trade.legs) net.set(leg.instrument, (net.get(leg.instrument) ?? 0) + leg.position.qty);
  }
  return net;
}
