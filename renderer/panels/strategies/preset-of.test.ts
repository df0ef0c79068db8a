import { describe, expect, it } from 'vitest';
import { presetOf } from './preset-of';

describe('presetOf', () => {
  const expiry = { strategy: 's', name: 'Expiry', params: { legStop: 0.4, lots: 2 } };

  it('names the preset whose values a form has, and none once one was changed', () => {
    expect(presetOf([expiry], { legStop: 0.4, lots: 2 })).toBe(expiry);
    expect(presetOf([expiry], { legStop: 0.4, lots: 3 })).toBeNull();
    expect(presetOf([expiry], { legStop: 0.4, lots: null })).toBeNull();
  });

  it('takes no preset that lacks a parameter which the strategy has got since', () => {
    expect(presetOf([expiry], { legStop: 0.4, lots: 2, trail: true })).toBeNull();
  });
});
