import { describe, expect, it } from 'vitest';
import { INSTRUMENTS, LOT, NIFTY_FUTURE, optionId, quote, RELIANCE } from '../engine/testing/market';
import { createCatalogue } from './catalogue';
import { openActionOf, type TypedLeg, type TypedTrade } from './hand-trade';
import { instrumentId, type InstrumentId, type Side } from './instrument';
import { rupees } from './units';

const CATALOGUE = createCatalogue(INSTRUMENTS);

function leg(side: Side, instrument: InstrumentId, change: Partial<TypedLeg> = {}): TypedLeg {
  return { instrument, side, lots: 2, limit: null, stop: null, target: null, ...change };
}

function ask(legs: readonly TypedLeg[], change: Partial<TypedTrade> = {}) {
  const trade: TypedTrade = { key: 'click', name: 'Mine', legs, exits: {}, product: 'intraday', ...change };
  return openActionOf(trade, CATALOGUE, (id) => quote(id, 100, 0));
}

function rolesOf(...legs: readonly TypedLeg[]): readonly string[] {
  const action = ask(legs);
  return action.ok ? action.value.legs.map(({ role }) => role) : action.error;
}

describe('a trade typed by hand', () => {
  it('counts in lots of the day, and in single shares of an equity', () => {
    const action = ask([leg('buy', NIFTY_FUTURE), leg('buy', RELIANCE)]);
    expect(action.ok && action.value.legs.map(({ qty }) => qty)).toEqual([2 * LOT, 2]);
  });

  it('takes as hedges the bought options that limit the loss of a sold one', () => {
    const condor = [
      leg('sell', optionId(24_400, 'CE')),
      leg('buy', optionId(24_600, 'CE')),
      leg('sell', optionId(24_000, 'PE')),
      leg('buy', optionId(23_800, 'PE')),
    ];
    expect(rolesOf(...condor)).toEqual(['main', 'hedge', 'main', 'hedge']);
  });

  it('takes no leg of a debit spread as a hedge, nor an option that expires before the sold one', () => {
    expect(rolesOf(leg('buy', optionId(24_200, 'CE')), leg('sell', optionId(24_400, 'CE')))).toEqual(['main', 'main']);
    expect(rolesOf(leg('buy', optionId(24_600, 'CE')), leg('sell', optionId(24_400, 'CE', '2026-08-25')))).toEqual([
      'main',
      'main',
    ]);
  });

  it('is squared off before the broker does it, unless it is held overnight or says another time', () => {
    const squareOff = (change: Partial<TypedTrade>) => {
      const action = ask([leg('buy', NIFTY_FUTURE)], change);
      return action.ok && action.value.exits.squareOffAt;
    };
    expect([{}, { product: 'overnight' as const }, { exits: { squareOffAt: 600 } }].map(squareOff)).toEqual([
      15 * 60 + 15,
      null,
      600,
    ]);
  });

  it('is not taken with a stop or target on the wrong side of the price, or of its limit', () => {
    const wrong = ask([
      leg('buy', NIFTY_FUTURE, { stop: rupees(101) }),
      leg('sell', RELIANCE, { limit: rupees(110), target: rupees(115) }),
    ]);
    expect(wrong).toEqual({
      ok: false,
      error: [
        'The stop ₹101.00 of NIFTY 25 Aug future must be below its price ₹100.00',
        'The target ₹115.00 of RELIANCE must be below its price ₹110.00',
      ],
    });
  });

  it('names everything that is unknown, and does not hold shares overnight', () => {
    const unknown = leg('buy', instrumentId('NFO', 'GONE'));
    expect(ask([unknown, leg('buy', RELIANCE)], { product: 'overnight' })).toEqual({
      ok: false,
      error: ["NFO:GONE is not in today's instruments", 'RELIANCE is a share; shares are traded intraday here'],
    });
  });
});
