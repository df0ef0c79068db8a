import { describe, expect, it } from 'vitest';
import { paise } from '#shared/domain/units';
import { contractTerms, futureSymbol, optionSymbol, type ContractTerms } from './contract-symbol';

describe('the symbol of a contract', () => {
  it.each<[string, ContractTerms]>([
    ['NIFTY26AUGFUT', { underlying: 'NIFTY', expiry: '2026-08-25', option: null }],
    [
      'NIFTY26AUG24500CE',
      { underlying: 'NIFTY', expiry: '2026-08-25', option: { strike: paise(2_450_000), right: 'CE' } },
    ],
    [
      'NIFTY2681824500PE',
      { underlying: 'NIFTY', expiry: '2026-08-18', option: { strike: paise(2_450_000), right: 'PE' } },
    ],
    [
      'SENSEX26O0182500CE',
      { underlying: 'SENSEX', expiry: '2026-10-01', option: { strike: paise(8_250_000), right: 'CE' } },
    ],
    ['M&M26AUG1977.5PE', { underlying: 'M&M', expiry: '2026-08-25', option: { strike: paise(197_750), right: 'PE' } }],
  ])('%s says what it is of, when it ends and what it gives', (symbol, terms) => {
    expect(contractTerms(symbol)).toEqual(terms);
    const { underlying, expiry, option } = terms;
    expect(option ? optionSymbol({ underlying, expiry, ...option }) : futureSymbol(terms)).toBe(symbol);
  });

  it.each(['NIFTY 50', 'INFY', 'RELIANCE', '360ONE', 'INDIA VIX'])('%s is of no contract', (symbol) => {
    expect(contractTerms(symbol)).toBeNull();
  });

  it('tells a future of no month', () => {
    expect(() => contractTerms('NIFTY26XYZFUT')).toThrow('expected a future such as NIFTY25APRFUT');
  });
});
