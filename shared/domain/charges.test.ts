import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chargesFor, chargesOnTurnover, exerciseTax } from './charges';
import type { ChargedTrade, Charges } from './charges';
import { CHARGES } from './charges-data';
import { paise, qty, rupees } from './units';

const lot: ChargedTrade = {
  segment: 'index-option',
  exchange: 'NFO',
  date: '2026-11-20',
  side: 'buy',
  orders: 1,
  price: rupees(100),
  qty: qty(65),
};

function roundTrip(trade: ChargedTrade): Charges {
  const [bought, sold] = (['buy', 'sell'] as const).map((side) => chargesFor({ ...trade, side }));
  const both = (item: keyof Charges) => paise((bought?.[item] ?? 0) + (sold?.[item] ?? 0));
  return {
    brokerage: both('brokerage'),
    stt: both('stt'),
    exchange: both('exchange'),
    sebi: both('sebi'),
    stamp: both('stamp'),
    gst: both('gst'),
    total: both('total'),
  };
}

const anyTrade = fc.record({
  segment: fc.constantFrom('index-option', 'index-future', 'equity-intraday'),
  exchange: fc.constantFrom('NSE', 'BSE', 'NFO', 'BFO'),
  date: fc.constantFrom('2019-05-02', '2023-06-01', '2024-06-03', '2025-01-02', '2026-03-15', '2026-11-20'),
  side: fc.constantFrom('buy', 'sell'),
  orders: fc.integer({ min: 1, max: 20 }),
  price: fc.integer({ min: 5, max: 10_000_000 }).map(paise),
  qty: fc.integer({ min: 1, max: 20_000 }).map(qty),
});

describe('chargesFor', () => {
  it('takes ₹62.6 of a NIFTY lot bought and sold at 100, item by item', () => {
    expect(roundTrip(lot)).toEqual({
      brokerage: rupees(40),
      stt: rupees(9.75),
      exchange: rupees(4.62),
      // ₹0.0065 a side, rounded up twice.
      sebi: rupees(0.02),
      stamp: rupees(0.2),
      gst: rupees(8.04),
      total: rupees(62.63),
    });
  });

  it('takes STT of the seller and stamp duty of the buyer only', () => {
    expect(chargesFor({ ...lot, side: 'buy' })).toMatchObject({ stt: 0, stamp: rupees(0.2) });
    expect(chargesFor({ ...lot, side: 'sell' })).toMatchObject({ stt: rupees(9.75), stamp: 0 });
  });

  it('applies the rates of the trading day', () => {
    const stt = (date: string) => chargesFor({ ...lot, side: 'sell', price: rupees(1_000), qty: qty(100), date }).stt;
    expect(['2023-03-31', '2023-04-01', '2024-09-30', '2024-10-01', '2026-03-31', '2026-04-01'].map(stt)).toEqual(
      [50, 62.5, 62.5, 100, 100, 150].map(rupees),
    );
  });

  it('charges the exchange the same before and after the roll-back of March 2026: protection fund included once', () => {
    for (const segment of ['index-option', 'index-future', 'equity-intraday'] as const) {
      const exchange = (date: string) => chargesOnTurnover({ ...lot, segment, date }, rupees(10_000_000)).exchange;
      const expected = { 'index-option': 3_553, 'index-future': 183, 'equity-intraday': 307 }[segment];
      expect([exchange('2024-10-01'), exchange('2026-02-28'), exchange('2026-03-01')]).toEqual(
        Array(3).fill(rupees(expected)),
      );
    }
  });

  it('takes the cheaper of 0.03 % and ₹20 of futures and shares, a flat ₹20 of options', () => {
    const small = { ...lot, price: rupees(10), qty: qty(100) };
    expect(chargesFor({ ...small, segment: 'equity-intraday', exchange: 'NSE' }).brokerage).toBe(rupees(0.3));
    expect(chargesFor({ ...small, segment: 'index-option' }).brokerage).toBe(rupees(20));
    expect(chargesFor({ ...lot, segment: 'index-future', price: rupees(24_500) }).brokerage).toBe(rupees(20));
  });

  it('takes one brokerage for all fills of an order', () => {
    const parts = chargesOnTurnover(lot, paise(2_000 * 65 + 2_005 * 65));
    expect(parts.brokerage).toBe(rupees(20));
    expect(chargesFor({ ...lot, orders: 3 }).brokerage).toBe(rupees(60));
  });

  it('asks less on BSE, and nothing for its futures', () => {
    expect(chargesFor({ ...lot, exchange: 'BFO', price: rupees(1_000), qty: qty(100) }).exchange).toBe(rupees(32.5));
    expect(chargesFor({ ...lot, exchange: 'BFO', segment: 'index-future' }).exchange).toBe(0);
  });

  it('costs nothing when nothing was traded', () => {
    expect(chargesOnTurnover(lot, paise(0)).total).toBe(0);
  });

  it('rounds exactly half a paisa up', () => {
    const halves = [1, 3, 5, 7, 9, 11, 101, 1_001].map((odd) => paise(odd * 1_000));
    const stt = halves.map((turnover) => chargesOnTurnover({ ...lot, side: 'sell' }, turnover).stt);
    expect(stt).toEqual([2, 5, 8, 11, 14, 17, 152, 1_502]);
  });

  it('has a total that is the sum of its items, none of them negative', () => {
    fc.assert(
      fc.property(anyTrade, (trade) => {
        const { total, ...items } = chargesFor(trade);
        expect(Object.values(items).reduce((sum, item) => sum + item, 0)).toBe(total);
        expect(Math.min(...Object.values(items))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('never falls when the turnover grows', () => {
    fc.assert(
      fc.property(anyTrade, fc.nat(1_000_000), (trade, more) => {
        const dearer = { ...trade, price: paise(trade.price + more) };
        expect(chargesFor(dearer).total).toBeGreaterThanOrEqual(chargesFor(trade).total);
      }),
    );
  });

  it('takes 18 % GST of the fees, and none of the taxes', () => {
    fc.assert(
      fc.property(anyTrade, (trade) => {
        const { brokerage, exchange, sebi, gst } = chargesFor(trade);
        expect(Math.abs(gst - 0.18 * (brokerage + exchange + sebi))).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('exerciseTax', () => {
  it('is taken of the intrinsic value, 0.125 % until March 2026 and 0.15 % since', () => {
    expect(exerciseTax('2026-03-30', rupees(200), qty(65))).toBe(rupees(16.25));
    expect(exerciseTax('2026-04-07', rupees(200), qty(65))).toBe(rupees(19.5));
  });
});

describe('the table of charges', () => {
  it('has the rows of each thing in order of date', () => {
    const key = ({ item, segment, exchange, side }: (typeof CHARGES)[number]) =>
      [item, segment, exchange, side].join(' ');
    for (const [index, row] of CHARGES.entries()) {
      const later = CHARGES.slice(index + 1).filter((each) => key(each) === key(row));
      expect(later.every((each) => each.from > row.from)).toBe(true);
    }
  });
});
