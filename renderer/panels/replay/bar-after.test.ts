import { describe, expect, it } from 'vitest';
import { istAt, MINUTE } from '#shared/domain/time';
import { barAfter } from './bar-after';

const at = (clock: string) => istAt('2026-08-18', clock);

describe('barAfter', () => {
  it('goes to the beginning of the next bar', () => {
    expect(barAfter(at('10:07') + 12_000, 5 * MINUTE, at('09:15'))).toBe(at('10:10'));
    expect(barAfter(at('10:07') + 12_000, MINUTE, at('09:15'))).toBe(at('10:08'));
  });

  it('goes a whole bar on from where one begins', () => {
    expect(barAfter(at('10:15'), 15 * MINUTE, at('09:15'))).toBe(at('10:30'));
  });
});
