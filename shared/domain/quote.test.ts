import { describe, expect, it } from 'vitest';
import { dayChange } from './quote';
import { rupees } from './units';

describe('dayChange', () => {
  it('is the move since the previous close, in paise and as a fraction', () => {
    expect(dayChange({ ltp: rupees(102.5), close: rupees(100) })).toEqual({ amount: 250, fraction: 0.025 });
    expect(dayChange({ ltp: rupees(95), close: rupees(100) })).toEqual({ amount: -500, fraction: -0.05 });
  });

  it('is not known before a previous close is', () => {
    expect(dayChange({ ltp: rupees(100), close: rupees(0) })).toBeNull();
  });
});
