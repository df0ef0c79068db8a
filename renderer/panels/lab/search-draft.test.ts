import { describe, expect, it } from 'vitest';
import { FIRST_SEARCH, searchOf, sweptParams } from './search-draft';

describe('searchOf', () => {
  it('writes axes as the command line has them, and leaves empty ones out', () => {
    const axes = [
      { param: 'fast', values: '5 .. 20 : 5' },
      { param: 'validate', values: '' },
      { param: '', values: '3' },
    ];
    expect(searchOf({ ...FIRST_SEARCH, axes })?.axes).toEqual(['fast=5..20:5', 'validate']);
  });

  it('waits until something is varied and every figure is one', () => {
    const axes = [{ param: 'fast', values: '' }];
    expect(searchOf(FIRST_SEARCH)).toBeNull();
    expect(searchOf({ ...FIRST_SEARCH, axes, inSample: null })).toBeNull();
    expect(searchOf({ ...FIRST_SEARCH, axes })).not.toBeNull();
  });
});

describe('sweptParams', () => {
  it('varies everything but what is traded', () => {
    const described = { label: 'Fast', hint: '', unit: '' };
    const schema = {
      fast: { ...described, kind: 'integer', min: 1, max: 9, initial: 3 },
      symbol: { ...described, kind: 'symbol', initial: 'NIFTY' },
    } as const;
    expect(sweptParams(schema)).toEqual([{ value: 'fast', label: 'Fast' }]);
  });
});
