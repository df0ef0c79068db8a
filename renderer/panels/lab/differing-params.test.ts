import { describe, expect, it } from 'vitest';
import type { StrategyInfo } from '#shared/ipc/contract';
import { differingParams } from './differing-params';

const described = { hint: '', unit: '' };
const strategies: readonly StrategyInfo[] = [
  {
    id: 'moving-average',
    name: 'Moving average',
    summary: '',
    params: {
      fast: { ...described, label: 'Fast EMA', unit: 'candles', kind: 'integer', min: 2, max: 50, initial: 9 },
    },
  },
];

describe('differingParams', () => {
  it('leaves out what is the same in all runs, and names the rest as the form does', () => {
    const runs = [
      { strategy: 'moving-average', params: { fast: 5, slow: 21, validate: false } },
      { strategy: 'moving-average', params: { fast: 8, slow: 21, validate: false } },
    ];
    expect(differingParams(runs, strategies)).toEqual([
      { name: 'fast', label: 'Fast EMA', values: ['5 candles', '8 candles'] },
    ]);
  });

  it('tells strategies apart, whose parameters are not the same', () => {
    const runs = [
      { strategy: 'moving-average', params: { fast: 5 } },
      { strategy: 'gone', params: { stop: 0.2 } },
    ];
    expect(differingParams(runs, strategies)).toEqual([
      { name: 'strategy', label: 'Strategy', values: ['Moving average', 'gone'] },
      { name: 'fast', label: 'Fast EMA', values: ['5 candles', ''] },
      { name: 'stop', label: 'stop', values: ['', '0.2'] },
    ]);
  });
});
