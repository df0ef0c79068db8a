import { initialLevels, trailedLevels, triggersOf, type ExitTrigger } from '#shared/domain/exits';
import type { Order } from '#shared/domain/order';
import { isLive, type Leaving, type Leg, type Trade, type TradeId } from '#shared/domain/trade';
import { averagePrice } from '#shared/domain/position';
import { nearestPaise } from '#shared/domain/units';
import { advanceTrade } from './advance-trade';
import { apart } from './apart';
import type { Core } from './core';

const NO_LEVELS = { stop: null, target: null };

/** Sets or corrects a leg's stop and target when more of its entry has filled. */
export function protectAfterFill(core: Core, order: Order): void {
  const trade = core.desk.trades.get(order.tradeId);
  const leg = trade?.legs.find((candidate) => candidate.id === order.legId);
  const instrument = core.market.catalogue.get(order.instrument);
  if (!trade || !leg || !instrument || order.purpose !== 'entry') return;
  const average = averagePrice(leg.position);
  if (average === null) return;
  const planned = initialLevels(leg, trade.exits, nearestPaise(average), instrument);
  const before = leg.entry === null ? NO_LEVELS : initialLevels(leg, trade.exits, leg.entry, instrument);
  // Levels that were trailed, moved to cost or set by hand meanwhile are no longer the plan's to correct.
  const levels = {
    ...planned,
    stop: leg.stop === before.stop ? planned.stop : leg.stop,
    target: leg.target === before.target ? planned.target : leg.target,
  };
  core.emit({ kind: 'leg-levels', trade: trade.id, leg: leg.id, levels });
  anchorMove(core, trade);
}

/** The spot-movement stop counts from the spot at the first fill, or from its first price after that. */
function anchorMove(core: Core, trade: Trade): void {
  const { move } = trade.exits;
  const ltp = move && move.reference === null ? core.market.quoteOf(move.instrument)?.ltp : undefined;
  if (!move || ltp === undefined || trade.legs.every((leg) => leg.position.qty === 0)) return;
  core.emit({ kind: 'exits-set', trade: trade.id, exits: { ...trade.exits, move: { ...move, reference: ltp } } });
}

/** Watches every open trade against the market. Runs after each frame of prices and each tick of the clock. */
export function watchTrades(core: Core): void {
  for (const trade of core.desk.trades.values()) {
    if (trade.status === 'open' || trade.status === 'opening') apart(core, trade.name, () => watch(core, trade));
  }
}

function watch(core: Core, trade: Trade): void {
  anchorMove(core, trade);
  trail(core, trade);
  const triggers = triggersOf(core.desk.trades.get(trade.id) ?? trade, core.market.quoteOf, core.now());
  if (triggers.length === 0) return;
  for (const trigger of triggers) pull(core, trade.id, trigger);
  advanceTrade(core, trade.id, core.now());
}

function pull(core: Core, id: TradeId, trigger: ExitTrigger): void {
  // Read afresh: another trigger of this very step may have taken a leg out already.
  const trade = core.desk.trades.get(id);
  if (!trade || trade.exitReason !== null) return;
  const { leg, reason, isStop } = trigger;
  const leaving: Leaving = { reason, by: 'plan', ...(isStop && { isStop }) };
  if (leg === null) return core.emit({ kind: 'trade-closing', trade: trade.id, ...leaving });
  leaveLeg(core, trade, leg, leaving);
  if (isStop) afterLegStop(core, trade, leg, leaving);
}

/** Marks one leg to leave. When it is the last main leg the whole trade leaves: hedges alone protect nothing. */
export function leaveLeg(core: Core, trade: Trade, leg: string, leaving: Leaving): void {
  const isLast = otherMains(trade, leg).length === 0;
  const { by: _, ...why } = leaving;
  core.emit(
    isLast
      ? { kind: 'trade-closing', trade: trade.id, ...leaving }
      : { kind: 'leg-exiting', trade: trade.id, leg, ...why },
  );
}

function afterLegStop(core: Core, trade: Trade, leg: string, leaving: Leaving): void {
  const { afterLegStop: policy } = trade.exits;
  if (policy === 'close-all') core.emit({ kind: 'trade-closing', trade: trade.id, ...leaving });
  if (policy === 'move-to-cost') for (const other of otherMains(trade, leg)) moveToCost(core, trade, other);
}

function otherMains(trade: Trade, leg: string): Leg[] {
  return trade.legs.filter(
    (other) => other.id !== leg && other.role === 'main' && other.position.qty !== 0 && other.exitReason === null,
  );
}

function moveToCost(core: Core, trade: Trade, leg: Leg): void {
  const { entry, target, best } = leg;
  core.emit({ kind: 'leg-levels', trade: trade.id, leg: leg.id, levels: { entry, stop: entry, target, best } });
}

function trail(core: Core, trade: Trade): void {
  if (trade.exits.legTrail === null) return;
  for (const leg of trade.legs) {
    const instrument = core.market.catalogue.get(leg.instrument);
    const ltp = core.market.quoteOf(leg.instrument)?.ltp;
    const levels = instrument && ltp !== undefined ? trailedLevels(leg, trade.exits, ltp, instrument) : null;
    if (levels) core.emit({ kind: 'leg-levels', trade: trade.id, leg: leg.id, levels });
  }
}

/** Leaves a trade for a reason given by a person, a strategy or a limit. Repeating it changes nothing. */
export function closeTrade(core: Core, trade: Trade, leaving: Leaving): void {
  if (!isLive(trade)) return;
  if (trade.exitReason === null) core.emit({ kind: 'trade-closing', trade: trade.id, ...leaving });
  advanceTrade(core, trade.id, core.now());
}
