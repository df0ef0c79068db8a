import { closingValue, hasExpired, isContract, settlementPrice, type Contract } from '#shared/domain/expiry-settlement';
import type { InstrumentId } from '#shared/domain/instrument';
import { instrumentName } from '#shared/domain/instrument-name';
import { isFinal } from '#shared/domain/order';
import { MINUTE } from '#shared/domain/time';
import { isLive, type Leg, type TradeId } from '#shared/domain/trade';
import { spotOf } from '#shared/domain/underlyings';
import { inPoints, inRupees } from '#shared/domain/words';
import { apart } from './apart';
import { bookExit } from './booked-exit';
import { nextId, notice, type Core } from './core';
import { ordersOfLeg } from './desk';
import { partId } from './foreign';
import { leaveLeg } from './protection';

/** Fills of the last seconds are heard of first. */
const SETTLES_AFTER = MINUTE;

/** Whether an instrument has stopped trading for good: what the broker still shows of it is about to be settled. */
export function isOver(core: Core, id: InstrumentId): boolean {
  const instrument = core.market.catalogue.get(id);
  return isContract(instrument) && hasExpired(instrument, core.now());
}

/**
 * Closes what was held until its expiry at what it is settled at, so that the day's result is whole. Nothing is sent. It waits for
 * orders that are still under way, and for the index's closing value; without one the leg stays as it is, and the next day
 * says that it is no more.
 */
export function settleExpired(core: Core): void {
  // What stood before a line was lost may not be the close.
  if (!core.around.isFeedConnected) return;
  for (const trade of core.desk.trades.values()) {
    if (!isLive(trade)) continue;
    for (const leg of trade.legs) {
      const contract = core.market.catalogue.get(leg.instrument);
      if (leg.position.qty === 0 || !isContract(contract) || !hasExpired(contract, core.now() - SETTLES_AFTER))
        continue;
      apart(core, `The expiry of ${leg.instrument}`, () => settle(core, contract, trade.id, leg));
    }
  }
}

function settle(core: Core, contract: Contract, id: TradeId, leg: Leg): void {
  // Read afresh: a leg before this one has changed it.
  const trade = core.desk.trades.get(id);
  if (!trade || ordersOfLeg(core.desk, id, leg.id).some((order) => !isFinal(order))) return;
  const index = core.market.catalogue.get(spotOf(contract.underlying));
  const close = index?.kind === 'index' ? closingValue(contract, core.market.quoteOf(index.id)) : null;
  if (close === null) return;
  const price = settlementPrice(contract, close);
  const units = Math.abs(leg.position.qty);
  const closed = `${contract.underlying} closed at ${inPoints(close)}`;
  if (leg.exitReason === null) leaveLeg(core, trade, leg.id, { reason: `Expired: ${closed}`, by: 'plan' });
  const piece = { id: partId('expiry', nextId(core, 'E'), leg.id), units, price, filledAt: core.now() };
  bookExit(core, { trade, leg }, [piece], { message: 'Expired', isExpiry: true });
  const settled = `${units} ${instrumentName(contract)} are settled at ${inRupees(price)}, because ${closed}`;
  notice(
    core,
    'info',
    `${trade.name}: expired`,
    `${settled}. No order was sent; the broker's contract note has the last word.`,
  );
}
