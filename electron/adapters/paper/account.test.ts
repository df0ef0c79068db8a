import { describe, expect, it } from 'vitest';
import { createBook } from '#shared/domain/book';
import { createCatalogue } from '#shared/domain/catalogue';
import { instrumentId, type Future, type Side } from '#shared/domain/instrument';
import { istAt } from '#shared/domain/time';
import { paise, qty, rupees } from '#shared/domain/units';
import type { BrokerFill } from '#shared/ports/broker';
import { fundsOf, holdingsAfter, NOTHING_HELD, shortfallOf } from './account';

const future: Future = {
  kind: 'future',
  id: instrumentId('NFO', 'BANKNIFTY26FEBFUT'),
  exchange: 'NFO',
  symbol: 'BANKNIFTY26FEBFUT',
  token: 1,
  tickSize: paise(20),
  lotSize: qty(30),
  underlying: 'BANKNIFTY',
  expiry: '2026-02-24',
};
const OPENING = rupees(2_000_000);

function market(ltp: number) {
  const book = createBook({ capacity: 1 });
  book.add(future);
  const price = rupees(ltp);
  const nothing = { open: price, high: price, low: price, close: price, bid: price, ask: price };
  const counts = { volume: qty(0), oi: qty(0), oiReference: qty(0), bidQty: qty(0), askQty: qty(0) };
  book.put({ id: future.id, ltp: price, ...nothing, ...counts, exchangeAt: 1, receivedAt: 1 });
  return { book, catalogue: createCatalogue([future]), at: istAt('2026-01-30', '12:00') };
}

function fill(side: Side, price: number): BrokerFill {
  const { id: instrument } = future;
  return { tradeId: side, brokerId: side, instrument, side, qty: qty(30), price: rupees(price), filledAt: 1 };
}

const leg = (side: Side) => ({
  instrument: future.id,
  side,
  qty: qty(30),
  price: rupees(60_000),
  product: 'intraday' as const,
});

describe('an account that holds a future', () => {
  it('has its margin blocked and its gain or loss so far, not what the future is worth', () => {
    const long = holdingsAfter(NOTHING_HELD, fill('buy', 60_000));
    const short = holdingsAfter(NOTHING_HELD, fill('sell', 60_000));
    // 9 % of scan and 2 % of exposure of 30 × ₹60,100.
    const margin = rupees(30 * 60_100 * 0.11);
    expect(fundsOf(long, OPENING, market(60_100))).toEqual({
      available: OPENING + rupees(3_000) - margin,
      used: margin,
    });
    expect(fundsOf(short, OPENING, market(60_100)).available).toBe(OPENING - rupees(3_000) - margin);
  });

  it('keeps what was made when it is sold', () => {
    const sold = holdingsAfter(holdingsAfter(NOTHING_HELD, fill('buy', 60_000)), fill('sell', 60_100));
    expect(fundsOf(sold, OPENING, market(59_000))).toEqual({ available: OPENING + rupees(3_000), used: 0 });
  });

  it('may always leave it, also when the loss is more than there was, and even beside an entry that waits', () => {
    const long = holdingsAfter(NOTHING_HELD, fill('buy', 60_000));
    const crash = market(20_000);
    const poor = rupees(250_000);
    expect(fundsOf(long, poor, crash).available).toBeLessThan(0);
    expect(shortfallOf(long, poor, { leg: leg('sell'), waiting: [] }, crash)).toBeNull();
    expect(shortfallOf(long, poor, { leg: leg('sell'), waiting: [leg('buy'), leg('buy')] }, crash)).toBeNull();
    expect(shortfallOf(long, poor, { leg: leg('buy'), waiting: [] }, crash)).toMatchObject({ needed: rupees(66_000) });
  });
});
