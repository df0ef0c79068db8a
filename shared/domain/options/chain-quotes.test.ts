import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paise } from '../units';
import { markDoubt, markPrice } from './chain-quotes';

const quote = (ltp: number, bid: number, ask: number) => ({ ltp: paise(ltp), bid: paise(bid), ask: paise(ask) });

describe('markPrice', () => {
  it.each([
    ['takes the middle of a tight quote over the last trade', quote(10_500, 10_000, 10_010), 10_005],
    ['keeps the last trade inside a wide quote', quote(10_500, 8_000, 12_000), 10_500],
    ['moves a stale last trade to the side of a wide quote that contradicts it', quote(20_000, 8_000, 12_000), 12_000],
    ['trusts a lone bid above the last trade', quote(100, 150, 0), 150],
    ['trusts a lone offer below the last trade', quote(200, 0, 150), 150],
    ['takes the last trade without a quote', quote(700, 0, 0), 700],
    ['takes the middle of any quote when nothing traded', quote(0, 1_000, 3_000), 2_000],
    ['says nothing when nothing traded and a side is empty', quote(0, 1_000, 0), 0],
    ['does not believe a crossed quote', quote(700, 900, 800), 700],
    ['counts a cheap option quoted 0.05–0.40 as tight', quote(30, 5, 40), 22.5],
  ])('%s', (_, given, expected) => {
    expect(markPrice(given)).toBe(expected);
  });

  it('lies between bid and ask wherever there are both', () => {
    const price = fc.integer({ min: 1, max: 50_000 });
    fc.assert(
      fc.property(fc.nat(50_000), price, price, (ltp, one, other) => {
        const given = quote(ltp, Math.min(one, other), Math.max(one, other));
        expect(markPrice(given)).toBeGreaterThanOrEqual(given.bid);
        expect(markPrice(given)).toBeLessThanOrEqual(given.ask);
      }),
    );
  });
});

describe('markDoubt', () => {
  it('is the spread of a quote, and more for a bare trade', () => {
    expect(markDoubt(quote(10_000, 9_990, 10_010))).toBe(20);
    expect(markDoubt(quote(10_000, 0, 0))).toBe(250);
  });
});
