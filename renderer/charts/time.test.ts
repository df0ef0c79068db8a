import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { istAt } from '#shared/domain/time';
import { chartTime, epochOf } from './time';

describe('chartTime', () => {
  it('makes an axis that is labelled in UTC show the Indian clock', () => {
    const shown = new Date(chartTime(istAt('2026-08-18', '09:15')) * 1_000).toISOString();
    expect(shown).toBe('2026-08-18T09:15:00.000Z');
  });

  it('keeps the calendar day of a bar that begins at midnight in India', () => {
    const shown = new Date(chartTime(istAt('2026-08-18', '00:00')) * 1_000).toISOString();
    expect(shown.slice(0, 10)).toBe('2026-08-18');
  });

  it('is undone by epochOf for every whole second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        expect(epochOf(chartTime(seconds * 1_000))).toBe(seconds * 1_000);
      }),
    );
  });
});
