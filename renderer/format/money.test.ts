import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatCompact,
  formatCompactMoney,
  formatMoney,
  formatPrice,
  formatSigned,
  formatSignedCompact,
  formatSignedMoney,
  formatSignedWhole,
  formatStrike,
  formatWholeMoney,
  parseDecimal,
  parseRupees,
} from './money';

describe('money', () => {
  it('groups by lakh and crore and always shows two decimals', () => {
    expect(formatPrice(12_345_670)).toBe('1,23,456.70');
    expect(formatMoney(1_23_45_67_890)).toBe('₹1,23,45,678.90');
    expect(formatPrice(5)).toBe('0.05');
  });

  it('puts the sign before the symbol, with a minus as wide as a figure', () => {
    expect(formatMoney(-8_000)).toBe('−₹80.00');
    expect(formatSignedMoney(8_000)).toBe('+₹80.00');
    expect(formatSigned(-123_450)).toBe('−1,234.50');
  });

  it('gives nothing a sign, and neither what rounds to nothing', () => {
    expect(formatSigned(0)).toBe('0.00');
    expect(formatSigned(-0.2)).toBe('0.00');
    expect(formatWholeMoney(-40)).toBe('₹0');
  });

  it('shows whole rupees where the paise are noise', () => {
    expect(formatWholeMoney(4_56_78_950)).toBe('₹4,56,790');
    expect(formatSignedWhole(-1_23_43_016_27)).toBe('−1,23,43,016');
    expect([formatSignedWhole(150), formatSignedWhole(-40)]).toEqual(['+2', '0']);
  });

  it('shows decimals of a strike only where it has them', () => {
    expect(formatStrike(24_500_00)).toBe('24,500');
    expect(formatStrike(22_50)).toBe('22.50');
  });

  it('shortens to thousands, lakhs and crores', () => {
    expect(formatCompact(950)).toBe('950');
    expect(formatCompact(8_420)).toBe('8.4K');
    expect(formatCompact(1_25_000)).toBe('1.25L');
    expect(formatCompact(3_40_00_000)).toBe('3.40Cr');
    expect(formatSignedCompact(-1_25_000)).toBe('−1.25L');
    expect(formatCompactMoney(-1_20_000_00)).toBe('−₹1.20L');
  });

  it('picks the step by the figure it shows', () => {
    expect(formatCompact(99_999)).toBe('1.00L');
    expect(formatCompact(99_99_999)).toBe('1.00Cr');
    expect(formatCompact(999)).toBe('999');
  });

  it('groups crores beyond a thousand', () => {
    expect(formatCompact(12_345e7)).toBe('12,345Cr');
  });
});

describe('parseRupees', () => {
  it('reads what a person types', () => {
    expect(parseRupees('1,23,456.70')).toBe(12_345_670);
    expect(parseRupees(' ₹80 ')).toBe(8_000);
    expect(parseRupees('.5')).toBe(50);
  });

  it.each(['', 'abc', '1.2.3', '12e5', '--4', '1.005', '0x10', 'NaN'])('does not guess at "%s"', (text) => {
    expect(parseRupees(text)).toBeNull();
  });

  it('reads back every price it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (amount) => {
        expect(parseRupees(formatPrice(amount))).toBe(amount);
        expect(parseRupees(formatMoney(amount))).toBe(amount);
      }),
    );
  });

  it('accepts commas and either minus in plain numbers', () => {
    expect(parseDecimal('−1,000.25')).toBe(-1000.25);
    expect(parseDecimal('1 000')).toBe(1000);
  });
});
