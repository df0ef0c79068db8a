import { describe, expect, it } from 'vitest';
import { differingParams } from './differing-params';

describe('differingParams', () => {
  it('leaves out what is the same in all runs', () => {
    const runs = [
      { strategy: 'moving-average', params: { fast: 5, slow: 21, validate: false } },
      { strategy: 'moving-average', params: { fast: 8, slow: 21, validate: false } },
    ];
    expect(differingParams(runs)).toEqual([{ name: 'fast', values: ['5', '8'] }]);
  });

  it('tells strategies apart, whose parameters are not the same', () => {
    const runs = [
      { strategy: 'moving-average', params: { fast: 5 } },
      { strategy: 'sr-breakout', params: { stop: 0.2 } },
    ];
    expect(differingParams(runs)).toEqual([
      { name: 'strategy', values: ['moving-average', 'sr-breakout'] },
      { name: 'fast', values: ['5', ''] },
      { name: 'stop', values: ['', '0.2'] },
    ]);
  });
});
