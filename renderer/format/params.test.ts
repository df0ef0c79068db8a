import { describe, expect, it } from 'vitest';
import { formatParam } from './params';

const about = { label: '', hint: '' };

describe('formatParam', () => {
  it('shows fractions in % with the decimals their step needs', () => {
    const param = { ...about, kind: 'decimal', min: 0, max: 1, step: 0.001, unit: '%', initial: 0 } as const;
    expect(formatParam(param, 0.007)).toBe('0.7%');
    expect(formatParam({ ...param, step: 0.01 }, 0.25)).toBe('25%');
  });

  it('puts the unit after other numbers', () => {
    expect(formatParam({ ...about, kind: 'integer', min: 1, max: 9, unit: 'lots', initial: 1 }, 2)).toBe('2 lots');
    expect(formatParam({ ...about, kind: 'integer', min: 1, max: 9, unit: 'lots', initial: 1 }, 1)).toBe('1 lot');
    expect(formatParam({ ...about, kind: 'decimal', min: 0, max: 9, step: 0.25, unit: 'ATR', initial: 1 }, 1.5)).toBe(
      '1.50 ATR',
    );
  });

  it('shows a choice by its label, and a value that is no longer offered as it is', () => {
    const param = {
      ...about,
      kind: 'choice',
      options: [{ value: 'keep', label: 'Keep the other' }],
      initial: 'keep',
    } as const;
    expect(formatParam(param, 'keep')).toBe('Keep the other');
    expect(formatParam(param, 'old')).toBe('old');
  });
});
