import { describe, expect, it } from 'vitest';
import {
  formatDecimal,
  formatLots,
  formatPercent,
  formatQty,
  formatSignedPercent,
  formatSignedQty,
  orDash,
} from './figures';

describe('figures', () => {
  it('groups units the Indian way', () => {
    expect(formatQty(1_23_456)).toBe('1,23,456');
    expect(formatQty(-75)).toBe('−75');
    expect(formatSignedQty(75)).toBe('+75');
    expect(formatSignedQty(0)).toBe('0');
  });

  it('counts lots whatever the sign of the position', () => {
    expect(formatLots(-150, 75)).toBe('2 lots');
    expect(formatLots(75, 75)).toBe('1 lot');
    expect(formatLots(100, 75)).toBe('1.3 lots');
  });

  it('makes percentages of fractions', () => {
    expect(formatPercent(0.142)).toBe('14.20%');
    expect(formatSignedPercent(0.0045)).toBe('+0.45%');
    expect(formatSignedPercent(-0.0045)).toBe('−0.45%');
    expect(formatSignedPercent(-0.000_001)).toBe('0.00%');
  });

  it('keeps the decimals of a column', () => {
    expect(formatDecimal(0.5)).toBe('0.50');
    expect(formatDecimal(-0.123_45, 4)).toBe('−0.1235');
  });

  it('shows a dash for what is not there, and zero for zero', () => {
    expect(orDash(null, formatQty)).toBe('–');
    expect(orDash(undefined, formatQty)).toBe('–');
    expect(orDash(0, formatQty)).toBe('0');
  });
});
