import { describe, expect, it } from 'vitest';
import { rupees } from '#shared/domain/units';
import { isBlank } from './strike-picture';

const NOTHING = { lines: [], pairs: [], marks: [] };
const pair = (call: number, put: number) => ({ strike: rupees(24_200), call, put });
const line = (...values: readonly number[]) => ({
  id: 'calls',
  colour: 'call' as const,
  kind: 'dots' as const,
  points: values.map((value) => ({ price: rupees(24_200), value })),
});

describe('isBlank', () => {
  it('is true of strikes without a figure', () => {
    expect(isBlank({ ...NOTHING, pairs: [pair(0, 0), pair(0, 0)] })).toBe(true);
    expect(isBlank({ ...NOTHING, lines: [line(), line()] })).toBe(true);
  });

  it('is false as soon as one strike has one, also when it fell', () => {
    expect(isBlank({ ...NOTHING, pairs: [pair(0, 0), pair(0, -65)] })).toBe(false);
    expect(isBlank({ ...NOTHING, lines: [line(), line(0.12)] })).toBe(false);
  });

  it('says nothing of a chain that has not come', () => {
    expect(isBlank(NOTHING)).toBe(false);
  });
});
