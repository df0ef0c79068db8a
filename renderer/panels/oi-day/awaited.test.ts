import { describe, expect, it } from 'vitest';
import { istAt, MINUTE } from '#shared/domain/time';
import { rupees } from '#shared/domain/units';
import type { ChainMinute } from '#shared/ipc/review';
import { awaitedBy, type View } from './awaited';
import type { Kind } from './oi-grid';

function minutes(count: number): readonly ChainMinute[] {
  return Array.from({ length: count }, (_, index) => ({
    at: istAt('2026-08-18', '09:15') + index * MINUTE,
    spot: rupees(24_200),
    pcr: 1,
    maxPain: null,
    strikes: [],
    ce: [],
    pe: [],
  }));
}

describe('what a picture of the day waits for', () => {
  it.each<[View, Kind, number, string | undefined]>([
    ['heat', 'oi', 0, 'No minute is over yet'],
    ['heat', 'oi', 1, undefined],
    ['heat', 'change', 1, 'Changes count from 09:15'],
    ['heat', 'change', 2, undefined],
    ['paths', 'change', 0, 'No minute is over yet'],
    ['paths', 'change', 1, 'No curve yet'],
    ['paths', 'oi', 1, 'No curve yet'],
    ['paths', 'oi', 2, undefined],
  ])('as %s of %s after %i minutes is: %s', (view, kind, count, title) => {
    expect(awaitedBy(view, kind, minutes(count))?.title).toBe(title);
  });
});
