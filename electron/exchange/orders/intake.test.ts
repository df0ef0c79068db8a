import { describe, expect, it } from 'vitest';
import { aVenue, at, form } from '../testing/book';
import { readRequest, type Form } from './intake';

const { venue } = aVenue();

function refusal(overrides: Form, clock = '11:15'): string {
  const read = readRequest(form(overrides), venue.market, at(clock));
  return read.ok ? 'accepted' : `${read.error.code} ${read.error.message}`;
}

describe('readRequest', () => {
  it('accepts a sound order', () => {
    expect(refusal({})).toBe('accepted');
  });

  it('names a missing or wrong field', () => {
    expect(refusal({ transaction_type: undefined })).toBe('400 Missing or empty field `transaction_type`');
    expect(refusal({ product: 'CNC' })).toBe('400 Invalid `product`.');
    expect(refusal({ order_type: '__proto__' })).toBe('400 Invalid `order_type`.');
    expect(refusal({ tradingsymbol: 'NIFTY26AUG99999CE' })).toBe('400 Invalid `tradingsymbol` or `exchange`.');
    expect(refusal({ exchange: 'NSE', tradingsymbol: 'NIFTY 50' })).toContain('cannot be traded');
    expect(refusal({ tag: 'with space' })).toContain('Invalid `tag`');
    expect(refusal({ tag: 'a'.repeat(21) })).toContain('Invalid `tag`');
  });

  it('insists on whole lots and on the freeze limit of the day, which it names', () => {
    expect(refusal({ quantity: '66' })).toBe('400 Quantity should be in multiples of the lot size 65.');
    expect(refusal({ quantity: '0' })).toBe('400 Invalid `quantity`.');
    expect(refusal({ quantity: '6.5' })).toBe('400 Invalid `quantity`.');
    expect(refusal({ quantity: '1755' })).toBe('accepted');
    expect(refusal({ quantity: '1820' })).toContain('above the freeze limit of 1800 for NIFTY');
  });

  it('insists on the tick', () => {
    expect(refusal({ price: '30.05' })).toBe('accepted');
    expect(refusal({ price: '30.03' })).toContain('Tick size for this script is 0.05');
    expect(refusal({ price: '30.001' })).toContain('Tick size for this script is 0.05');
    expect(refusal({ price: '-1' })).toBe('400 Invalid `price`.');
    expect(refusal({ price: '' })).toBe('400 Invalid `price`.');
  });

  it('keeps prices within the circuit limits', () => {
    expect(refusal({ price: '1400' })).toContain('higher than the current upper circuit limit of 1342.35');
  });

  it('refuses a market order without protection in the words of the broker', () => {
    const words =
      '400 Market orders without market protection are not allowed via API. Please set market protection or use a Limit order.';
    expect(refusal({ order_type: 'MARKET' })).toBe(words);
    expect(refusal({ order_type: 'SL-M', trigger_price: '40', market_protection: '0' })).toBe(words);
    expect(refusal({ order_type: 'MARKET', market_protection: '2.5' })).toBe('accepted');
    expect(refusal({ order_type: 'MARKET', market_protection: '101' })).toBe('400 Invalid `market_protection`.');
  });

  it('refuses a stop whose limit lies on the wrong side of its trigger', () => {
    expect(refusal({ order_type: 'SL', trigger_price: '40', price: '39' })).toContain('should not be higher');
    expect(refusal({ order_type: 'SL', trigger_price: '40', price: '41' })).toBe('accepted');
    expect(refusal({ order_type: 'SL', transaction_type: 'SELL', trigger_price: '30', price: '31' })).toContain(
      'should not be lower',
    );
  });

  it('knows the session and the square-off time', () => {
    expect(refusal({}, '15:40')).toContain('Markets are closed');
    expect(refusal({}, '09:14:59')).toContain('Markets are closed');
    expect(refusal({ product: 'MIS' }, '15:25')).toContain('not allowed after the square-off time');
  });

  it('says when an instrument was not recorded on this day', () => {
    expect(refusal({ tradingsymbol: 'BANKNIFTY26AUGFUT', quantity: '30', price: '55000' })).toContain('no market');
  });
});
