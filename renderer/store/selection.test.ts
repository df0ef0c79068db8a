import { describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import { chainSelection } from './selection';

const nifty = {
  name: 'NIFTY',
  spot: instrumentId('NSE', 'NIFTY 50'),
  future: null,
  expiries: ['2026-08-18', '2026-08-25'],
};
const bank = { name: 'BANKNIFTY', spot: instrumentId('NSE', 'NIFTY BANK'), future: null, expiries: ['2026-08-25'] };
const day = { underlyings: [nifty, bank] };

describe('chainSelection', () => {
  it('begins with the first underlying and its nearest expiry', () => {
    expect(chainSelection(day, { underlying: null, expiry: null })).toEqual({
      underlying: nifty,
      expiry: '2026-08-18',
    });
  });

  it('keeps what was chosen while the day has it', () => {
    expect(chainSelection(day, { underlying: 'BANKNIFTY', expiry: '2026-08-25' })).toEqual({
      underlying: bank,
      expiry: '2026-08-25',
    });
  });

  it("falls back to the nearest expiry when yesterday's has gone", () => {
    expect(chainSelection(day, { underlying: 'NIFTY', expiry: '2026-08-11' })?.expiry).toBe('2026-08-18');
  });

  it('selects nothing before there are instruments', () => {
    expect(chainSelection({ underlyings: [] }, { underlying: 'NIFTY', expiry: null })).toBeNull();
  });
});
