import { nameOf } from '#shared/domain/instrument-name';
import { isFinal, type Order } from '#shared/domain/order';
import type { Leg, Trade } from '#shared/domain/trade';
import { paise } from '#shared/domain/units';
import { inRupees } from '#shared/domain/words';
import type { BrokerBooks } from '#shared/ports/broker';
import { bookExit, type Piece } from './booked-exit';
import { requestCancel } from './cancel';
import { isOver } from './expiry';
import { nextId, notice, type Core, type Uncovered } from './core';
import { foreignFills, isMoving, partId, uncoveredUnits, usedUnits } from './foreign';
import { holdingsOf, type Holding } from './holdings';
import { leaveLeg } from './protection';

/**
 * Finds what was closed in another app, or by the broker, and takes it over. From the first sight on no exit exceeds what
 * the broker still holds; a second reading that says the same closes our legs, the oldest trade first, at the prices of
 * the broker's own trades, or at the last price where it names none. What was only opened elsewhere is never touched.
 */
export function takeOverOutsideCloses(core: Core, books: BrokerBooks): void {
  const { uncovered } = core.around;
  const holdings = holdingsOf(core);
  for (const key of uncovered.keys()) if (!holdings.has(key)) uncovered.delete(key);
  for (const [key, holding] of holdings) {
    if (isMoving(core, holding.instrument, books) || isOver(core, holding.instrument)) continue;
    const units = uncoveredUnits(holding, books);
    const before = uncovered.get(key);
    if (units === 0) uncovered.delete(key);
    else if (!before) uncovered.set(key, { units, since: core.now() });
    else {
      uncovered.set(key, { units: Math.max(units, before.units), since: before.since });
      if (isConfirmed(core, holding, before) && units <= before.units) {
        uncovered.delete(key);
        close(core, holding, units, books);
        continue;
      }
    }
    if (units > 0) for (const order of workingExits(core, holding)) requestCancel(core, order);
  }
}

/** A suspicion is looked into soon, not at the next comparison of the minute. */
export function lookAtUncovered(core: Core): void {
  const { around, policy } = core;
  if (around.uncovered.size === 0 || core.now() - around.uncoveredAskedAt < policy.lookUpEveryMs) return;
  around.uncoveredAskedAt = core.now();
  core.effect({ kind: 'read-books' });
}

/** Seen before, some time ago, and no order of ours may be the reason. */
function isConfirmed(core: Core, holding: Holding, { since }: Uncovered): boolean {
  if (core.now() - since < core.policy.lookUpEveryMs) return false;
  return ordersOf(core, holding).every((order) => order.brokerId !== null && order.purpose === 'entry');
}

/** Of a holding, those that are not final. */
function ordersOf(core: Core, { instrument, product }: Holding): Order[] {
  return [...core.desk.orders.values()].filter(
    (order) => order.instrument === instrument && order.product === product && !isFinal(order),
  );
}

function workingExits(core: Core, holding: Holding): Order[] {
  return ordersOf(core, holding).filter(({ purpose }) => purpose === 'exit');
}

function close(core: Core, holding: Holding, units: number, books: BrokerBooks): void {
  let left = units;
  for (const { trade, leg } of holding.legs) {
    if (left === 0 || Math.sign(leg.position.qty) !== Math.sign(holding.net)) continue;
    const share = Math.min(left, Math.abs(leg.position.qty));
    left -= share;
    closeLeg(core, { trade, leg, share }, books);
  }
}

interface OutsideClose {
  readonly trade: Trade;
  readonly leg: Leg;
  readonly share: number;
}

function closeLeg(core: Core, closing: OutsideClose, books: BrokerBooks): void {
  const { trade, leg, share } = closing;
  const pieces = piecesOf(core, closing, books);
  const isEstimate = pieces.some(({ brokerId }) => brokerId === null);
  // First why, then what: the last leg's close ends the trade, and what has ended is given no reason any more.
  if (share === Math.abs(leg.position.qty) && leg.exitReason === null)
    leaveLeg(core, trade, leg.id, { reason: 'Closed outside KiteDesk', by: 'person' });
  for (const brokerId of new Set(pieces.map((piece) => piece.brokerId))) {
    const own = pieces.filter((piece) => piece.brokerId === brokerId);
    bookExit(core, closing, own, { message: 'Closed outside KiteDesk' });
  }
  const average = pieces.reduce((sum, { price, units }) => sum + price * units, 0) / share;
  notice(
    core,
    'error',
    `${trade.name}: closed outside KiteDesk`,
    `The broker no longer holds ${share} of ${nameOf(leg.instrument, core.market.catalogue)}. They are booked here at ${inRupees(average)}, ${
      isEstimate ? 'an estimate from the last price' : "by the broker's own trades"
    }; no exit is sent for them.`,
  );
}

interface OutsidePiece extends Piece {
  /** Null where the broker names no trade. */
  readonly brokerId: string | null;
}

/** The broker's trades that nobody here ordered and no earlier close has used up, oldest first; the rest at the last price. */
function piecesOf(core: Core, { trade, leg, share }: OutsideClose, books: BrokerBooks): OutsidePiece[] {
  const pieces: OutsidePiece[] = [];
  let left = share;
  const side = leg.position.qty > 0 ? 'sell' : 'buy';
  const wanted = { instrument: leg.instrument, product: trade.product, side } as const;
  for (const fill of foreignFills(core, wanted, books)) {
    // What came before an adoption is no close of what was adopted.
    if (trade.adopted?.seen.includes(fill.tradeId)) continue;
    const units = Math.min(left, fill.qty - usedUnits(core, fill.tradeId));
    if (units <= 0) continue;
    const id = partId(fill.tradeId, trade.id, leg.id);
    pieces.push({ brokerId: fill.brokerId, id, units, price: fill.price, filledAt: fill.filledAt });
    left -= units;
  }
  const price = core.market.quoteOf(leg.instrument)?.ltp ?? leg.entry ?? paise(0);
  const id = partId('estimate', nextId(core, 'E'), leg.id);
  return left === 0 ? pieces : [...pieces, { brokerId: null, id, units: left, price, filledAt: core.now() }];
}
