import { describe, expect, it } from 'vitest';
import { createCatalogue } from './catalogue';
import type { QuoteOf } from './quote';
import { carry, vehicleNeeds, type VehicleTerms } from './vehicle';
import {
  chainQuotes,
  EXPIRIES,
  INSTRUMENTS,
  ist,
  LOT,
  NIFTY,
  NIFTY_FUTURE,
  optionId,
  quote,
  RELIANCE,
} from '#shared/engine/testing/market';

const now = ist('10:00');
const catalogue = createCatalogue(INSTRUMENTS);
const quotes = [
  quote(NIFTY, 24_220, now),
  quote(NIFTY_FUTURE, 24_232, now),
  quote(RELIANCE, 1_421.5, now),
  ...chainQuotes({ forward: 24_232, timeValue: 84 }, now),
];
const quoteOf: QuoteOf = (id) => quotes.find((candidate) => candidate.id === id) ?? null;
const context = { now, catalogue, quote: quoteOf, params: { staleAfter: 15 } };
const contextAt = (clock: string) => ({ ...context, now: ist(clock) });
const terms = (change: Partial<VehicleTerms>): VehicleTerms => ({
  symbol: 'NIFTY',
  vehicle: 'future',
  quantity: 2,
  otm: 0,
  expiry: 'nearest',
  ...change,
});
const leg = (direction: 'long' | 'short', change: Partial<VehicleTerms>) => {
  const carried = carry(direction, terms(change), context);
  return carried.ok ? [carried.value.leg.side, carried.value.leg.instrument, carried.value.leg.qty] : carried.error;
};

describe('carry', () => {
  it('buys or sells the near future in lots', () => {
    expect(leg('long', {})).toEqual(['buy', NIFTY_FUTURE, 2 * LOT]);
    expect(leg('short', {})).toEqual(['sell', NIFTY_FUTURE, 2 * LOT]);
  });

  it('trades a share itself by the share', () => {
    expect(leg('short', { symbol: 'RELIANCE', vehicle: 'itself', quantity: 7 })).toEqual(['sell', RELIANCE, 7]);
  });

  it('buys the call for a rise and the put for a fall, at the money by the forward', () => {
    expect(leg('long', { vehicle: 'bought-option' })).toEqual(['buy', optionId(24_250, 'CE'), 2 * LOT]);
    expect(leg('short', { vehicle: 'bought-option' })).toEqual(['buy', optionId(24_250, 'PE'), 2 * LOT]);
  });

  it('sells the put for a rise and the call for a fall', () => {
    expect(leg('long', { vehicle: 'sold-option' })).toEqual(['sell', optionId(24_250, 'PE'), 2 * LOT]);
    expect(leg('short', { vehicle: 'sold-option' })).toEqual(['sell', optionId(24_250, 'CE'), 2 * LOT]);
  });

  it('goes out of the money away from the forward, whichever right it is', () => {
    expect(leg('long', { vehicle: 'bought-option', otm: 2 })).toEqual(['buy', optionId(24_350, 'CE'), 2 * LOT]);
    expect(leg('short', { vehicle: 'bought-option', otm: 2 })).toEqual(['buy', optionId(24_150, 'PE'), 2 * LOT]);
  });

  it('says what is in the way', () => {
    expect(leg('long', { vehicle: 'itself' })).toBe(
      'NIFTY is an index and cannot be traded itself; choose its future or option',
    );
    expect(leg('long', { symbol: 'RELIANCE' })).toBe("RELIANCE has no future in the day's instruments");
    expect(leg('long', { symbol: 'TCS', vehicle: 'itself' })).toBe("TCS has no share in the day's instruments");
    expect(leg('long', { vehicle: 'bought-option', expiry: 'next' })).toBe(
      'no strike of NIFTY 2026-08-25 has fresh prices of both call and put',
    );
    expect(carry('long', terms({}), contextAt('10:00:16'))).toEqual({
      ok: false,
      error: 'the price of NIFTY26AUGFUT is 16 s old, limit 15 s',
    });
  });
});

describe('vehicleNeeds', () => {
  it('asks for the spot and for what may be traded', () => {
    expect(vehicleNeeds(terms({}), catalogue)).toEqual([
      { kind: 'quote', instrument: NIFTY },
      { kind: 'quote', instrument: NIFTY_FUTURE },
    ]);
    expect(vehicleNeeds(terms({ vehicle: 'bought-option', otm: 1 }), catalogue)).toEqual([
      { kind: 'quote', instrument: NIFTY },
      { kind: 'chain', underlying: 'NIFTY', expiry: EXPIRIES[0], range: 7 },
    ]);
    expect(vehicleNeeds(terms({ symbol: 'RELIANCE', vehicle: 'itself' }), catalogue)).toEqual([
      { kind: 'quote', instrument: RELIANCE },
    ]);
  });
});
