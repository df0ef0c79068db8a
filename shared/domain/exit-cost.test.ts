import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chargesFor } from './charges';
import { exitCost, sumExitCosts, type ExitTerms } from './exit-cost';
import { applyFill, FLAT, mtm } from './position';
import { paise, qty, rupees } from './units';

const terms: ExitTerms = { segment: 'index-option', exchange: 'NFO', date: '2026-08-18' };
const book = { bid: rupees(34.9), ask: rupees(35.1), ltp: rupees(35) };

describe('exitCost', () => {
  it('of a short is the way up to the offer and the charges of a purchase', () => {
    const charges = chargesFor({ ...terms, side: 'buy', orders: 1, price: book.ask, qty: qty(65) }).total;
    expect(exitCost(qty(-65), book, terms)).toEqual({
      spread: rupees(0.1 * 65),
      charges,
      total: rupees(0.1 * 65) + charges,
    });
  });

  it('of a long is the way down to the bid, with the tax on sales', () => {
    const [long, short] = [exitCost(qty(65), book, terms), exitCost(qty(-65), book, terms)];
    expect(long?.spread).toBe(rupees(6.5));
    expect(long?.charges).toBeGreaterThan(short?.charges ?? 0);
  });

  it('cannot be told while nobody takes the other side', () => {
    expect(exitCost(qty(65), { ...book, bid: paise(0) }, terms)).toBeNull();
    expect(exitCost(qty(0), book, terms)).toBeNull();
    expect(sumExitCosts([exitCost(qty(65), book, terms), null])).toBeNull();
  });

  const price = fc.integer({ min: 1, max: 100_000 });

  it('is what lies between the gain that is shown and what a fill on the other side books, for any market', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 500 }).filter((units) => units !== 0),
        price,
        fc.tuple(price, price, price),
        (units, entry, [bid, ask, ltp]) => {
          const side = units > 0 ? 'buy' : 'sell';
          const held = applyFill(FLAT, { side, qty: qty(Math.abs(units)), price: paise(entry) });
          const top = { bid: paise(bid), ask: paise(ask), ltp: paise(ltp) };
          const leaving = { side: units > 0 ? 'sell' : 'buy', price: units > 0 ? top.bid : top.ask } as const;
          const left = applyFill(held, { ...leaving, qty: qty(Math.abs(units)) });
          const cost = exitCost(held.qty, top, terms);
          expect(mtm(held, top.ltp) - (cost?.spread ?? 0)).toBe(left.realised);
        },
      ),
    );
  });
});

describe('sumExitCosts', () => {
  it('adds the legs of a trade up', () => {
    const one = exitCost(qty(-65), book, terms);
    expect(sumExitCosts([one, one])?.total).toBe(2 * (one?.total ?? 0));
    expect(sumExitCosts([])).toMatchObject({ total: 0 });
  });
});
