import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INSTRUMENTS, ist, LOT, NIFTY, optionId, quote, RELIANCE } from '#shared/engine/testing/market';
import type { InstrumentId } from './instrument';
import { approve, type OrderIntent, type RiskContext, type RiskLimits } from './risk';
import { minuteFromClock } from './time';
import { EVERYTHING } from './trading-scope';
import { paise, qty, rupees } from './units';

const CALL = optionId(24_200, 'CE');
const NOW = ist('10:00');

const limits: RiskLimits = {
  maxDayLoss: rupees(25_000),
  maxStrategyLoss: rupees(15_000),
  dayTarget: rupees(0),
  maxOpenLots: 60,
  maxShareValue: rupees(500_000),
  minFreeMargin: 0.1,
  maxOrdersPerSecond: 8,
  maxOrdersPerDay: 1_000,
  priceBand: 0.1,
  priceBandFloor: rupees(20),
  noEntriesAfter: minuteFromClock('15:00'),
  staleAfterMs: 15_000,
  scope: EVERYTHING,
};

/** Everything is well: an entry of one lot passes. */
function context(change: Partial<RiskContext> = {}, id: InstrumentId = CALL): RiskContext {
  return {
    now: NOW,
    limits,
    isArmed: true,
    isHalted: false,
    isReconciled: true,
    isMarketOpen: true,
    isFeedConnected: true,
    instrument: INSTRUMENTS.find((instrument) => instrument.id === id),
    quote: quote(id, 100, NOW),
    dayPnl: paise(0),
    strategyPnl: paise(0),
    openLots: 0,
    openLotsOfUnderlying: 0,
    openShareValue: paise(0),
    freeMargin: 1,
    ordersThisSecond: 0,
    ordersToday: 0,
    exitableQty: LOT,
    ...change,
  };
}

function intent(change: Partial<OrderIntent> = {}): OrderIntent {
  return {
    tradeId: 'T1',
    legId: '1',
    purpose: 'entry',
    instrument: CALL,
    side: 'buy',
    qty: qty(LOT),
    price: { kind: 'limit', limit: rupees(101) },
    product: 'intraday',
    signalAt: NOW,
    ...change,
  };
}

function refusal(wanted: Partial<OrderIntent>, around: RiskContext) {
  const result = approve('KD1', intent(wanted), around);
  return result.ok ? null : result.error;
}

describe('the gate', () => {
  it('lets an entry pass when nothing is against it', () => {
    expect(refusal({}, context())).toBeNull();
  });

  it.each<[string, string, Partial<RiskContext>]>([
    ['halt', 'Trading is halted; only exits leave until you arm again', { isHalted: true }],
    ['arming', 'Trading is not armed; arm it in the top bar to allow entries', { isArmed: false }],
    ['reconciliation', "The broker's books have not been compared yet; entries wait for that", { isReconciled: false }],
    ['session', 'The market is not open at 10:00:00', { isMarketOpen: false }],
    ['connection', 'Prices are not connected; entries wait for live data', { isFeedConnected: false }],
    ['entry time', 'No entries after 15:00; it is 15:00:00', { now: ist('15:00') }],
    ['day loss', "The day's loss ₹25,000.00 has reached the limit ₹25,000.00", { dayPnl: rupees(-25_000) }],
    [
      'strategy loss',
      "The strategy's loss ₹15,000.00 has reached the limit ₹15,000.00",
      { strategyPnl: rupees(-15_000) },
    ],
    ['free margin', '9.00 % of the margin is free; entries leave at least 10.00 %', { freeMargin: 0.09 }],
    ['open lots', '1 more lots on 60 would exceed the limit of 60 open lots', { openLots: 60 }],
    ['orders per second', '8 orders were sent in this second; the limit is 8', { ordersThisSecond: 8 }],
    ['orders per day', '1000 orders were sent today; the limit is 1000', { ordersToday: 1_000 }],
    ['price data', `There is no price yet for NIFTY 24200 CE 18 Aug`, { quote: null }],
    [
      'stale data',
      `The price of NIFTY 24200 CE 18 Aug is 16 s old; the limit is 15 s`,
      { quote: quote(CALL, 100, NOW - 16_000) },
    ],
    [
      'price band',
      'The limit ₹101.00 is ₹41.00 worse than the last price ₹60.00; at most ₹20.00 is allowed',
      { quote: quote(CALL, 60, NOW) },
    ],
    [
      'lots of NIFTY',
      '1 more lots of NIFTY on 4 would exceed your limit of 4',
      { openLotsOfUnderlying: 4, limits: { ...limits, scope: { ...EVERYTHING, maxLots: { NIFTY: 4 } } } },
    ],
  ])('says which limit refused, its value and the order’s: %s', (limit, message, change) => {
    expect(refusal({}, context(change))).toEqual({ limit, message });
  });

  it('counts shares by what they are worth', () => {
    const shares = { instrument: RELIANCE, qty: qty(100), price: { kind: 'limit' as const, limit: rupees(100) } };
    const around = context({ openShareValue: rupees(495_000) }, RELIANCE);
    expect(refusal(shares, around)).toEqual({
      limit: 'share value',
      message: 'Shares for ₹10,000.00 more on ₹4,95,000.00 would exceed the limit of ₹5,00,000.00',
    });
  });

  it('takes no order that no exchange would take', () => {
    expect(refusal({ qty: qty(LOT + 1) }, context())?.limit).toBe('quantity');
    expect(refusal({ price: { kind: 'limit', limit: paise(10_003) } }, context())?.limit).toBe('price');
    expect(refusal({ instrument: NIFTY }, context({}, NIFTY))?.limit).toBe('instrument');
    expect(refusal({}, context({ instrument: undefined }))?.limit).toBe('instrument');
  });

  it('never refuses an exit for any limit on entries (I6), and none that exceeds what is open (I5)', () => {
    const world = fc.record({
      isArmed: fc.boolean(),
      isHalted: fc.boolean(),
      isReconciled: fc.boolean(),
      isMarketOpen: fc.boolean(),
      isFeedConnected: fc.boolean(),
      dayPnl: fc.integer({ min: -1e9, max: 1e9 }).map(paise),
      strategyPnl: fc.integer({ min: -1e9, max: 1e9 }).map(paise),
      openLots: fc.integer({ min: 0, max: 1_000 }),
      openLotsOfUnderlying: fc.integer({ min: 0, max: 1_000 }),
      freeMargin: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
      ordersThisSecond: fc.integer({ min: 0, max: 100 }),
      ordersToday: fc.integer({ min: 0, max: 10_000 }),
      quote: fc.constantFrom(null, quote(CALL, 1, 0)),
      limits: fc.constantFrom(limits, {
        ...limits,
        scope: { products: [], allowed: ['BANKNIFTY'], maxLots: { NIFTY: 0 } },
      }),
    });
    fc.assert(
      fc.property(world, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 5 }), (around, open, lots) => {
        const found = refusal(
          { purpose: 'exit', qty: qty(lots * LOT) },
          context({ ...around, exitableQty: open * LOT }),
        );
        expect(found?.limit ?? null).toBe(lots > open ? 'exit quantity' : null);
      }),
    );
  });
});
