import { describe, expect, it } from 'vitest';
import type { ParamSchema } from '#shared/domain/params';
import { cellWords, shortScore } from './swept-words';

const described = { label: '', hint: '', unit: '' };
const schema: ParamSchema = {
  fast: { ...described, label: 'Fast EMA', unit: 'candles', kind: 'integer', min: 2, max: 50, initial: 9 },
  filter: {
    ...described,
    label: 'Breakout filter',
    unit: '%',
    kind: 'decimal',
    min: 0,
    max: 0.1,
    step: 0.001,
    initial: 0,
  },
  validate: { ...described, label: 'Forward validation', kind: 'toggle', initial: true },
};

describe('cellWords', () => {
  it('names parameters and values as the form does, without units but percent', () => {
    const cell = [
      { param: 'fast', value: 5 },
      { param: 'filter', value: 0.005 },
      { param: 'validate', value: false },
    ];
    expect(cellWords(cell, schema)).toBe('Fast EMA 5, Breakout filter 0.5%, Forward validation off');
  });

  it('keeps the name of a parameter that the strategy has no more', () => {
    expect(cellWords([{ param: 'gone', value: 3 }], schema)).toBe('gone 3');
  });
});

describe('shortScore', () => {
  it('shortens money, which would not fit into a cell of the map', () => {
    expect(shortScore('net', 57_288_10)).toBe('+57.3K');
    expect(shortScore('sharpe', -0.194)).toBe('−0.19');
  });
});
