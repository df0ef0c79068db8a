import { protectedLimit } from '#shared/domain/matching/protection';
import { paise, qty, type EpochMs } from '#shared/domain/units';
import type { Market } from '../market/market';
import type { OrderBook } from './order-book';
import { netQty, positionsOf } from './positions';

const DESK = 'RMS';
const DESK_PROTECTION = 0.1;

/** The broker's desk at its time: cancels working MIS orders and closes MIS positions with orders of its own. */
export function squareOff(book: OrderBook, market: Market, at: EpochMs): void {
  for (const order of book.working) if (order.product === 'MIS') book.cancel(order, at);
  for (const position of positionsOf(book.trades)) {
    const units = netQty(position);
    const quote = market.quote(position.token, at);
    if (position.product !== 'MIS' || units === 0 || !quote) continue;
    const { listing, tape } = quote;
    const side = units > 0 ? 'sell' : 'buy';
    const limit = protectedLimit(side, paise(tape.ltp), DESK_PROTECTION, listing.tickSize);
    const order = {
      listing,
      side,
      limit,
      trigger: null,
      qty: qty(Math.abs(units)),
      product: 'MIS',
      type: 'LIMIT',
    } as const;
    book.place({ ...order, validity: 'DAY', validityTtl: 0, tag: null, marks: [] }, at, { placedBy: DESK });
  }
}

/** The close: what still works ends as CANCELLED. */
export function closeOfDay(book: OrderBook, at: EpochMs): void {
  for (const order of book.working) book.cancel(order, at);
}
