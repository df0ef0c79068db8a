import { describe, expect, it } from 'vitest';
import type { StrategyInfo } from '#shared/ipc/contract';
import { backtestOf, filesIn, FIRST_DRAFT, type LabDraft } from './lab-draft';

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
      ok: true,
      value: { params: { fast: 5 }, files: ['/data/NIFTY.csv'], from: null, vix: null, capital: 200_000_000 },
    });
  });

  it('says what it waits for', () => {
    const params = { fast: 5, symbol: 'NIFTY' };
    const errorOf = (part: Partial<LabDraft>, values = params) => {
      const choice = backtestOf(strategy, values, { ...draft, ...part });
      return choice.ok ? null : choice.error;
    };
    expect(errorOf({ files: ' ' })).toBe('Choose the data that it is played on.');
    expect(errorOf({ from: '2024-02-01', to: '2024-01-31' })).toBe('The first day is after the last.');
    expect(errorOf({ capital: null })).toBe('The capital is to be above zero.');
    expect(errorOf({}, { ...params, fast: 1 })).toBe('A parameter is outside of its range.');
  });
});

describe('filesIn', () => {
  it('takes one file a line', () => {
    expect(filesIn(' /a b.csv \n\n/c.csv')).toEqual(['/a b.csv', '/c.csv']);
  });
});
