import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainQuotes, EXPIRIES, INSTRUMENTS, ist, LOT, NIFTY, optionId, quote } from '#shared/engine/testing/market';
import { createCatalogue } from './catalogue';
import { planStrangle, type StrangleTerms } from './strangle';
import { rupees } from './units';

const now = ist('10:00');
const chain = { underlying: 'NIFTY', expiry: EXPIRIES[0] ?? '' };
const catalogue = createCatalogue(INSTRUMENTS);
const market = new Map(
  [quote(NIFTY, 24_200, now), ...chainQuotes({ forward: 24_200, timeValue: 84 }, now)].map((each) => [each.id, each]),
);
const context = { now, catalogue, params: { staleAfter: 15 }, quote: (id: typeof NIFTY) => market.get(id) ?? null };
const plan = (change: Partial<StrangleTerms>) =>
  planStrangle(chain, { atmBasis: 'forward', distance: 0, hedgeDistance: 0, lots: 1, ...change }, context);

describe('planStrangle', () => {
  it('sells one strike on both sides for a straddle and adds its premiums up', () => {
    const straddle = plan({ lots: 3 });
    expect(straddle).toMatchObject({
      value: {
        premium: rupees(168),
        legs: [
          { instrument: optionId(24_200, 'CE'), side: 'sell', qty: 3 * LOT, role: 'main' },
          { instrument: optionId(24_200, 'PE'), side: 'sell', qty: 3 * LOT, role: 'main' },
        ],
      },
    });
  });

  it('says which leg cannot be had', () => {
    expect(plan({ distance: 17 })).toEqual({
      ok: false,
      error: 'the chain of 2026-08-18 has no CE that far from the money',
    });
    expect(plan({ distance: 10, hedgeDistance: 5 })).toEqual({
      ok: false,
      error: 'the chain of 2026-08-18 has no PE that far from the money',
    });
  });

  it('always covers what it sells further out, in the same quantity, hedges first', () => {
    const anyTerms = fc.record({
      distance: fc.nat(6),
      hedgeDistance: fc.integer({ min: 1, max: 8 }),
      lots: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const strangle = plan(terms);
        if (!strangle.ok) throw new Error(strangle.error);
        const { legs } = strangle.value;
        expect(legs.map(({ role }) => role)).toEqual(['hedge', 'hedge', 'main', 'main']);
        expect(new Set(legs.map(({ qty }) => qty))).toEqual(new Set([terms.lots * LOT]));
        const strikes = legs.map(({ instrument }) => Number(instrument.slice(-7, -2)));
        const [farCall = 0, farPut = 0, call = 0, put = 0] = strikes;
        expect(farCall - call).toBe(50 * terms.hedgeDistance);
        expect(put - farPut).toBe(50 * terms.hedgeDistance);
        expect(call - put).toBe(100 * terms.distance);
      }),
    );
  });
});
