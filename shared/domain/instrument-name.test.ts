import { describe, expect, it } from 'vitest';
import { instrumentId, type Instrument } from './instrument';
import { instrumentName } from './instrument-name';
import { paise, qty, rupees } from './units';

const listed = (exchange: 'NSE' | 'NFO', symbol: string) => ({
  id: instrumentId(exchange, symbol),
  exchange,
  symbol,
  token: 1,
  tickSize: paise(5),
  lotSize: qty(75),
});

describe('instrumentName', () => {
  it('says strike, right and expiry of an option', () => {
    const option: Instrument = {
      ...listed('NFO', 'NIFTY2681824500CE'),
      kind: 'option',
      underlying: 'NIFTY',
      expiry: '2026-08-18',
      strike: rupees(24_500),
      right: 'CE',
    };
    expect(instrumentName(option)).toBe('NIFTY 24500 CE 18 Aug');
    expect(instrumentName({ ...option, strike: rupees(82.5), right: 'PE' })).toBe('NIFTY 82.5 PE 18 Aug');
  });

  it('tells futures of one underlying apart', () => {
    const future: Instrument = {
      ...listed('NFO', 'NIFTY26AUGFUT'),
      kind: 'future',
      underlying: 'NIFTY',
      expiry: '2026-08-25',
    };
    expect(instrumentName(future)).toBe('NIFTY 25 Aug future');
  });

  it('leaves an index and a share their symbol', () => {
    expect(instrumentName({ ...listed('NSE', 'NIFTY 50'), kind: 'index' })).toBe('NIFTY 50');
    expect(instrumentName({ ...listed('NSE', 'RELIANCE'), kind: 'equity' })).toBe('RELIANCE');
  });
});
