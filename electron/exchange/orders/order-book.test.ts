import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openQty } from '#shared/domain/matching/match';
import { qty, rupees } from '#shared/domain/units';
import { aVenue, at, CALL, last, place, PUT, quoteOf } from '../testing/book';
import type { Venue } from '../venue';
import type { Form } from './intake';
import { isFinished } from './order';
import { netQty, positionsOf } from './positions';

const statuses = (venue: Venue, id: string) => venue.book.history(id).map((state) => state.status);
const marketSell: Form = { transaction_type: 'SELL', order_type: 'MARKET', market_protection: '-1' };

describe('a limit order', () => {
  it('that crosses the spread walks through every state and fills at the prices that rest there', () => {
    const { venue } = aVenue();
    const [best] = quoteOf(venue).depth.asks;
    const order = place(venue, { price: '45' });
    expect(statuses(venue, order.id)).toEqual([
      'PUT ORDER REQ RECEIVED',
      'VALIDATION PENDING',
      'OPEN PENDING',
      'OPEN',
      'COMPLETE',
    ]);
    expect(venue.book.trades[0]).toMatchObject({ orderId: order.id, price: best?.price, qty: 65 });
    expect(venue.takeNews().map((news) => news.status)).toEqual(['OPEN', 'COMPLETE']);
  });

  it('that does not cross rests, and fills at its own limit when the market comes to it', () => {
    const { venue } = aVenue();
    // 24200 CE trades at 37.80 at 11:15 and falls below ₹30 before 11:55.
    const { id } = place(venue, { price: '33' });
    expect(last(venue, id).status).toBe('OPEN');
    venue.advanceTo(at('13:30'));
    expect(last(venue, id)).toMatchObject({ status: 'COMPLETE', turnover: 3_300 * 65 });
  });

  it('as IOC takes what is there and cancels the rest', () => {
    const { venue } = aVenue();
    const { id } = place(venue, { validity: 'IOC', price: '37.95', quantity: '1755' });
    const order = last(venue, id);
    expect(order.status).toBe('CANCELLED');
    expect(order.filledQty + order.cancelledQty).toBe(1755);
  });

  it('of another order in the same instant does not find the depth that was taken', () => {
    const { venue } = aVenue();
    const best = quoteOf(venue).depth.asks[0];
    const price = String((best?.price ?? 0) / 100);
    const orders = Array.from({ length: 3 }, () => place(venue, { price, quantity: '1755' }));
    const filled = orders.reduce((sum, { id }) => sum + last(venue, id).filledQty, 0);
    expect(filled).toBe(best?.qty);
  });

  it('with the partial-fill fault gets a lot at a time', () => {
    const { venue, faults } = aVenue();
    faults.set({ name: 'partial-fills', remaining: null, scope: 'all', milliseconds: 0, message: null });
    const { id } = place(venue, { price: '45', quantity: '260' });
    expect(last(venue, id)).toMatchObject({ status: 'OPEN', filledQty: 65 });
    expect(venue.takeNews().map((news) => news.status)).toEqual(['OPEN', 'UPDATE']);
    venue.advanceTo(at('11:15:30'));
    expect(last(venue, id).status).toBe('COMPLETE');
  });
});

describe('a stop order', () => {
  it('sleeps until the last price reaches its trigger, then crosses the spread', () => {
    const { venue } = aVenue();
    place(venue, { ...marketSell });
    const { id } = place(venue, { order_type: 'SL', trigger_price: '45', price: '50' });
    expect(last(venue, id).status).toBe('TRIGGER PENDING');
    venue.advanceTo(at('15:00'));
    const order = last(venue, id);
    const firstAbove = venue.market.path(order.token);
    expect(order.status).toBe('COMPLETE');
    expect(firstAbove?.at(order.updatedAt)?.ltp).toBeGreaterThanOrEqual(4_500);
    expect(statuses(venue, id)).toEqual([
      'PUT ORDER REQ RECEIVED',
      'VALIDATION PENDING',
      'OPEN PENDING',
      'TRIGGER PENDING',
      'OPEN PENDING',
      'OPEN',
      'COMPLETE',
    ]);
  });

  it('is checked against the price protection when it wakes, not before', () => {
    const { venue } = aVenue();
    const { id } = place(venue, { order_type: 'SL', trigger_price: '45', price: '500' });
    expect(last(venue, id).status).toBe('TRIGGER PENDING');
    venue.advanceTo(at('15:00'));
    expect(last(venue, id)).toMatchObject({ status: 'REJECTED', message: 'Order price is beyond LPP limit.' });
  });
});

describe('a market order', () => {
  it('becomes a limit order at the protected price and says so in its tags', () => {
    const { venue } = aVenue();
    const { ltp } = quoteOf(venue).tape;
    const order = place(venue, { ...marketSell, tag: 'mine1' });
    expect(order).toMatchObject({ type: 'LIMIT', status: 'COMPLETE', tags: ['mine1', 'mktp', 'mktp:3.00'] });
    expect(order.limit).toBeLessThanOrEqual(ltp * 0.97);
  });
});

describe('the margin check', () => {
  it('rejects in the order book, in the words of the broker', () => {
    const { venue } = aVenue('11:15', rupees(100_000));
    const order = place(venue, marketSell);
    expect(order.status).toBe('REJECTED');
    expect(order.message).toMatch(
      /^Insufficient funds\. Required margin is \d+\.\d\d but available margin is 100000\.00\./,
    );
    expect(order.exchangeId).toBeNull();
  });

  it('never stands in the way of an exit', () => {
    const { venue } = aVenue('11:15', rupees(210_000));
    expect(place(venue, marketSell).status).toBe('COMPLETE');
    expect(venue.book.funds(venue.processedAt).available).toBeLessThan(rupees(10_000));
    expect(place(venue, { price: '45' }).status).toBe('COMPLETE');
  });

  it('counts orders that still work, so the same money is not promised twice', () => {
    const { venue } = aVenue('11:15', rupees(3_000));
    expect(place(venue, { price: '30' }).status).toBe('OPEN');
    expect(place(venue, { price: '30' }).status).toBe('REJECTED');
  });
});

describe('a modification', () => {
  it('that the money does not suffice for is refused and leaves the order as it was', () => {
    const { venue } = aVenue('11:15', rupees(3_000));
    const order = place(venue, { price: '30' });
    expect(venue.book.shortfall(order, { limit: rupees(45) }, venue.processedAt)).toBeNull();
    expect(venue.book.shortfall(order, { qty: qty(130) }, venue.processedAt)).toMatch(
      /^Insufficient funds\. Required margin is 3900\.00 but available margin is 3000\.00\./,
    );
    expect(last(venue, order.id)).toEqual(order);
  });
});

describe('the end of the day', () => {
  it('squares off intraday positions at the time of the desk, with orders that are not ours', () => {
    const { venue } = aVenue();
    place(venue, { ...marketSell, product: 'MIS' });
    const resting = place(venue, { product: 'MIS', price: '0.5' });
    venue.advanceTo(at('15:26'));
    expect(last(venue, resting.id).status).toBe('CANCELLED');
    expect(positionsOf(venue.book.trades).map(netQty)).toEqual([0]);
    expect(venue.book.orders.at(-1)).toMatchObject({ placedBy: 'RMS', side: 'buy', placedAt: at('15:25') });
  });

  it('cancels day orders at the close and settles expired options at their intrinsic value', () => {
    const { venue } = aVenue();
    place(venue, { ...marketSell, tradingsymbol: PUT });
    const received = venue.book.trades[0]?.price ?? 0;
    const { id } = place(venue, { price: '0.5' });
    venue.advanceTo(at('15:40'));
    expect(last(venue, id).status).toBe('CANCELLED');
    // The index closed at 24154.90: the 24200 put is worth 45.10, and nothing is held against it any more.
    const funds = venue.book.funds(at('15:40'));
    expect(funds.realised).toBe((received - 4_510) * 65);
    expect(funds.margin.total).toBe(0);
    expect(funds.available).toBe(funds.opening + funds.realised);
  });
});

describe('every schedule of orders', () => {
  const action = fc.oneof(
    fc.record({
      kind: fc.constant('place' as const),
      side: fc.constantFrom('BUY', 'SELL'),
      symbol: fc.constantFrom(CALL, PUT),
      type: fc.constantFrom('LIMIT', 'MARKET', 'SL'),
      lots: fc.integer({ min: 1, max: 20 }),
      price: fc.integer({ min: 10, max: 1200 }),
    }),
    fc.record({ kind: fc.constant('cancel' as const), which: fc.nat(20) }),
    fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 600 }) }),
  );

  function play(venue: Venue, one: typeof action extends fc.Arbitrary<infer T> ? T : never): void {
    if (one.kind === 'wait') venue.advanceTo(venue.processedAt + one.seconds * 1000);
    else if (one.kind === 'cancel') {
      const order = venue.book.working[one.which];
      if (order) venue.book.cancel(order, venue.processedAt);
    } else {
      const price = (one.price * 0.05).toFixed(2);
      const stop = one.type === 'SL' ? { trigger_price: price } : {};
      const common = { transaction_type: one.side, tradingsymbol: one.symbol, quantity: String(one.lots * 65) };
      place(venue, { ...common, ...stop, order_type: one.type, price, market_protection: '-1' });
    }
  }

  it('keeps the books: fills are trades, prices respect limits, money is conserved, the end is CANCELLED or better', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 25 }), (actions) => {
        const { venue } = aVenue();
        for (const one of actions) play(venue, one);
        for (const order of venue.book.orders) {
          const own = venue.book.trades.filter((trade) => trade.orderId === order.id);
          expect(own.reduce((sum, trade) => sum + trade.qty, 0)).toBe(order.filledQty);
          expect(own.reduce((sum, trade) => sum + trade.qty * trade.price, 0)).toBe(order.turnover);
          const worst =
            order.side === 'buy' ? Math.max(0, ...own.map((t) => t.price)) : -Math.min(1e9, ...own.map((t) => t.price));
          expect(worst).toBeLessThanOrEqual(order.side === 'buy' ? order.limit : own.length > 0 ? -order.limit : 0);
          expect(openQty(order)).toBeGreaterThanOrEqual(0);
        }
        const { realised, unrealised } = venue.book.funds(venue.processedAt);
        const marked = positionsOf(venue.book.trades).reduce((sum, position) => {
          const ltp = venue.market.quote(position.token, venue.processedAt)?.tape.ltp ?? 0;
          return sum + position.sellValue - position.buyValue + netQty(position) * ltp;
        }, 0);
        expect(realised + unrealised).toBe(marked);
        expect(new Set(venue.book.trades.map((trade) => trade.id)).size).toBe(venue.book.trades.length);
        venue.advanceTo(at('15:40'));
        expect(venue.book.orders.every(isFinished)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('ends the same whether the clock went in one leap or step by step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 40 }), fc.integer({ min: 41, max: 60 }), (low, high) => {
        const run = (minutes: readonly string[]) => {
          const { venue } = aVenue();
          place(venue, { price: String(low), quantity: '650' });
          place(venue, { transaction_type: 'SELL', price: String(high), quantity: '650' });
          for (const minute of minutes) venue.advanceTo(at(minute));
          return venue.book.state;
        };
        const leap = run(['12:30']);
        const walk = run(['11:15:07', '11:16', '11:40', '11:40:01', '12:00', '12:30']);
        expect(walk).toEqual(leap);
      }),
      { numRuns: 10 },
    );
  });
});
