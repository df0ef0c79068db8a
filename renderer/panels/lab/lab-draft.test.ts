import { describe, expect, it } from 'vitest';
import type { StrategyInfo } from '#shared/ipc/contract';
import { backtestOf, filesIn, FIRST_DRAFT } from './lab-draft';

const described = { label: 'A', hint: '', unit: '' };
const strategy: StrategyInfo = {
  id: 'moving-average',
  name: 'Moving average',
  summary: '',
  params: {
    fast: { ...described, kind: 'integer', min: 2, max: 50, initial: 9 },
    symbol: { ...described, kind: 'symbol', initial: 'NIFTY' },
  },
};
const draft = { ...FIRST_DRAFT, files: '/data/NIFTY.csv' };

describe('backtestOf', () => {
  it('sends only parameters that were changed, so that the rest is fitted to the data', () => {
    expect(backtestOf(strategy, { fast: 5, symbol: 'NIFTY' }, draft)).toMatchObject({
      params: { fast: 5 },
      files: ['/data/NIFTY.csv'],
      from: null,
      vix: null,
      capital: 200_000_000,
    });
  });

  it('waits while a value is wrong or something is missing', () => {
    expect(backtestOf(strategy, { fast: 1, symbol: 'NIFTY' }, draft)).toBeNull();
    expect(backtestOf(strategy, { fast: 5, symbol: 'NIFTY' }, { ...draft, files: ' ' })).toBeNull();
    expect(backtestOf(strategy, { fast: 5, symbol: 'NIFTY' }, { ...draft, capital: null })).toBeNull();
  });
});

describe('filesIn', () => {
  it('takes one file a line', () => {
    expect(filesIn(' /a b.csv \n\n/c.csv')).toEqual(['/a b.csv', '/c.csv']);
  });
});
