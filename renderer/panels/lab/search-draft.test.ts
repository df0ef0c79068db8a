import { describe, expect, it } from 'vitest';
import type { ParamSchema } from '#shared/domain/params';
import { axisSize, FIRST_SEARCH, searchOf, sizeWords, sweptParams } from './search-draft';

const described = { hint: '', unit: '' };
const schema: ParamSchema = {
  fast: { ...described, label: 'Fast', kind: 'integer', min: 1, max: 30, initial: 3 },
  validate: { ...described, label: 'Validation', kind: 'toggle', initial: true },
  symbol: { ...described, label: 'Symbol', kind: 'symbol', initial: 'NIFTY' },
};
const fast = (values: string) => ({ param: 'fast', values });

describe('searchOf', () => {
  it('writes axes as the command line has them, and leaves empty ones out', () => {
    const axes = [fast('5 .. 20 : 5'), { param: 'validate', values: '' }, { param: '', values: '3' }];
    expect(searchOf({ ...FIRST_SEARCH, axes }, schema)).toMatchObject({
      ok: true,
      value: { axes: ['fast=5..20:5', 'validate'] },
    });
  });

  it('says what it waits for', () => {
    const axes = [fast('')];
    const errorOf = (part: Partial<typeof FIRST_SEARCH>) => {
      const search = searchOf({ ...FIRST_SEARCH, axes, ...part }, schema);
      return search.ok ? null : search.error;
    };
    expect(errorOf({})).toBeNull();
    expect(errorOf({ axes: FIRST_SEARCH.axes })).toBe('Choose a parameter to vary.');
    expect(errorOf({ axes: [fast('3'), fast('5')] })).toBe('A parameter is varied twice.');
    expect(errorOf({ axes: [fast('x')] })).toBe('Correct the values that are varied.');
    expect(errorOf({ inSample: null })).toBe('In sample: expected 10 % to 100 %.');
    expect(errorOf({ testDays: 0.5 })).toBe('Train and test: expected 1 to 1,000 whole days.');
  });
});

describe('axisSize', () => {
  it('counts the values, or says what is wrong with them', () => {
    expect(axisSize(fast('5..20:5'), schema)).toEqual({ ok: true, value: 4 });
    expect(axisSize(fast(''), schema)).toEqual({ ok: true, value: 30 });
    expect(axisSize(fast('20..5'), schema)).toEqual({
      ok: false,
      error: 'Expected from..to:step as in 5..20:5, or 5,8,13',
    });
    expect(axisSize(fast('5,80'), schema)).toMatchObject({ ok: false, error: expect.stringContaining('1 to 30') });
  });
});

describe('sizeWords', () => {
  it('tells before it is played how large the grid is, and how much of it is drawn', () => {
    const search = { ...FIRST_SEARCH, axes: [fast('3..22:1'), { param: 'validate', values: '' }] };
    expect(sizeWords(search, schema)).toBe('20 × 2 = 40 points');
    expect(sizeWords({ ...search, random: 25 }, schema)).toBe('20 × 2 = 40 points, 25 of them drawn');
    expect(sizeWords(FIRST_SEARCH, schema)).toBe('');
  });
});

describe('sweptParams', () => {
  it('varies everything but what is traded', () => {
    expect(sweptParams(schema)).toEqual([
      { value: 'fast', label: 'Fast' },
      { value: 'validate', label: 'Validation' },
    ]);
  });
});
