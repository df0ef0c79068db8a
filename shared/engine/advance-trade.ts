import { nameOf } from '#shared/domain/instrument-name';
import { isFinal, pendingQty } from '#shared/domain/order';
import { isLive, type Leg, type Trade, type TradeId } from '#shared/domain/trade';
import type { EpochMs } from '#shared/domain/units';
import { requestCancel } from './cancel';
import { notice, type Core } from './core';
import { ordersOfLeg } from './desk';
import { uncoveredQty } from './holdings';
import { check, exitableQty, ordersThisSecond, send, sliceOf } from './gate';

/**
 * Brings a trade one step nearer to what it should be: missing entry orders are sent, a half-entered
 * multi-leg trade is unwound, legs that are to leave get the exit orders they lack. It looks only at the
 * desk, so it may be called at any time, also after a restart, and never sends the same thing twice.
 */
export function advanceTrade(core: Core, id: TradeId, signalAt: EpochMs): void {
  unwindWhenLegged(core, id);
  const trade = core.desk.trades.get(id);
  if (!trade || !isLive(trade)) return;
  for (const { id: legId } of trade.legs) {
    // Each order changes the trade, so every leg is read afresh.
    const current = core.desk.trades.get(id);
    const leg = current?.legs.find((candidate) => candidate.id === legId);
    if (!current || !leg) continue;
    if (leg.exitReason !== null) advanceExit(core, current, leg, signalAt);
    else if (leg.status === 'entering') advanceEntry(core, current, leg, signalAt);
  }
}

function advanceEntry(core: Core, trade: Trade, leg: Leg, signalAt: EpochMs): void {
  if (trade.legs.some((other) => isCoverFor(leg, other) && other.status === 'entering')) return;
  const orders = ordersOfLeg(core.desk, trade.id, leg.id).filter((order) => order.purpose === 'entry');
  // One attempt a leg: what was rejected or given up is the legged-out policy's business.
  if (orders.some((order) => isFinal(order) && order.status !== 'filled')) return;
  let missing = leg.qty - orders.reduce((sum, order) => sum + order.filledQty + pendingQty(order), 0);
  while (missing > 0 && hasOrderBudget(core)) {
    const units = sliceOf(core, leg, missing);
    const checked = check(core, { trade, leg, purpose: 'entry', units, signalAt });
    if (!checked.ok) {
      core.emit({
        kind: 'leg-exiting',
        trade: trade.id,
        leg: leg.id,
        reason: `Entry refused: ${checked.error.message}`,
      });
      notice(core, 'warning', `${trade.name}: a leg was refused (${checked.error.limit})`, checked.error.message);
      // Now, or the legs after this one would still be entered.
      return unwindWhenLegged(core, trade.id);
    }
    send(core, checked.value);
    missing -= units;
  }
}

function advanceExit(core: Core, trade: Trade, leg: Leg, signalAt: EpochMs): void {
  cancelEntries(core, trade, leg);
  if (trade.exitReason !== null && isProtecting(core, trade, leg)) return;
  if (!core.desk.isReconciled || isCoolingDown(core, trade, leg)) return;
  let open = exitableQty(core, trade, leg) - uncoveredQty(core, trade, leg);
  if (open > 0 && isClosed(core, leg)) return postponeExit(core, trade, leg, 'The market is closed');
  while (open > 0 && hasOrderBudget(core)) {
    const units = sliceOf(core, leg, open);
    const checked = check(core, { trade, leg, purpose: 'exit', units, signalAt });
    if (!checked.ok) return postponeExit(core, trade, leg, checked.error.message);
    send(core, checked.value);
    open -= units;
  }
}

/** Hedges come before what they protect, and bought legs before sold ones: so the broker asks for the least margin. */
function isCoverFor(leg: Leg, other: Leg): boolean {
  return leg.role === other.role ? leg.side === 'sell' && other.side === 'buy' : leg.role === 'main';
}

/** Cover stays until all that it covers is flat and can no longer fill: an entry being cancelled may yet. */
function isProtecting(core: Core, trade: Trade, cover: Leg): boolean {
  const mayFill = (leg: Leg): boolean =>
    ordersOfLeg(core.desk, trade.id, leg.id).some((order) => order.purpose === 'entry' && !isFinal(order));
  return trade.legs.some((leg) => isCoverFor(leg, cover) && (leg.position.qty !== 0 || mayFill(leg)));
}

function cancelEntries(core: Core, trade: Trade, leg: Leg): void {
  for (const order of ordersOfLeg(core.desk, trade.id, leg.id)) {
    if (order.purpose === 'entry') requestCancel(core, order);
  }
}

/** Orders are held back, not refused, when the second is full: the next step sends them. */
function hasOrderBudget(core: Core): boolean {
  return ordersThisSecond(core) < core.desk.limits.maxOrdersPerSecond;
}

function isClosed(core: Core, leg: Leg): boolean {
  const instrument = core.market.catalogue.get(leg.instrument);
  return instrument !== undefined && !core.market.isOpen(instrument, core.now());
}

function isCoolingDown(core: Core, trade: Trade, leg: Leg): boolean {
  const failedAt = core.around.exitFailures.get(`${trade.id}/${leg.id}`);
  return failedAt !== undefined && core.now() - failedAt < core.policy.retryExitAfterMs;
}

/** An exit that cannot leave now is said once and tried again for as long as the leg is open. */
export function postponeExit(core: Core, trade: Trade, leg: Leg, why: string): void {
  const key = `${trade.id}/${leg.id}`;
  const isFirst = !core.around.exitFailures.has(key);
  core.around.exitFailures.set(key, core.now());
  if (isFirst)
    notice(
      core,
      'error',
      `${trade.name}: the exit of ${nameOf(leg.instrument, core.market.catalogue)} did not go through`,
      `${why}. It is tried again until the leg is closed.`,
    );
}

/** Invariant I7: a multi-leg trade that cannot be completed is left, not kept half naked. */
function unwindWhenLegged(core: Core, id: TradeId): void {
  const trade = core.desk.trades.get(id);
  if (!trade || trade.legs.length < 2 || trade.exitReason !== null || !isLive(trade)) return;
  const reason = leggedReason(core, trade);
  if (reason === null) return;
  core.emit({ kind: 'trade-closing', trade: id, reason, by: 'limit' });
  notice(core, 'error', `${trade.name}: legged out`, `${reason}. What was filled is being closed.`);
}

function leggedReason(core: Core, trade: Trade): string | null {
  const broken = trade.legs.find((leg) => leg.status === 'failed' || hasGivenUp(core, trade, leg));
  if (broken) return `The leg ${nameOf(broken.instrument, core.market.catalogue)} was not entered in full`;
  if (trade.status !== 'opening') return null;
  const firstFillAt = firstFill(core, trade);
  const isOverdue = firstFillAt !== null && core.now() - firstFillAt > core.policy.legDeadlineMs;
  return isOverdue ? `Not all legs were filled within ${core.policy.legDeadlineMs / 1_000} s of the first` : null;
}

function hasGivenUp(core: Core, trade: Trade, leg: Leg): boolean {
  return ordersOfLeg(core.desk, trade.id, leg.id).some(
    (order) => order.purpose === 'entry' && isFinal(order) && order.filledQty < order.qty,
  );
}

/** By our own clock: one that is ahead of the broker's would otherwise call every straddle overdue at its first fill. */
function firstFill(core: Core, trade: Trade): EpochMs | null {
  let first: EpochMs | null = null;
  for (const order of trade.legs.flatMap((leg) => ordersOfLeg(core.desk, trade.id, leg.id))) {
    const at = order.times.firstFilledAt;
    if (at !== undefined && (first === null || at < first)) first = at;
  }
  return first;
}
