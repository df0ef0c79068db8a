import { describe, expect, it } from 'vitest';
import type { Bar } from '#shared/domain/bars';
import { istAt } from '#shared/domain/time';
import { paise, qty } from '#shared/domain/units';
import type { GapView } from '#shared/ipc/views';
import { gapOf } from './gaps';

const at = (clock: string) => istAt('2026-08-18', clock);
const bar = (clock: string): Bar => {
  const price = paise(100);
  return { startAt: at(clock), open: price, high: price, low: price, close: price, volume: qty(0), oi: null };
};
const GAPS: readonly GapView[] = [{ from: at('10:00:20'), to: at('10:02:10'), state: 'filled' }];

describe('the gap of a bar', () => {
  it('is the stretch without prices that any part of the bar lies in', () => {
    const minutes = ['09:59', '10:00', '10:01', '10:02', '10:03'];
    expect(minutes.filter((clock) => gapOf(GAPS, bar(clock), '1m') !== null)).toEqual(['10:00', '10:01', '10:02']);
    expect(gapOf(GAPS, bar('10:00'), '5m')?.state).toBe('filled');
    expect(gapOf(GAPS, bar('09:55'), '5m')).toBeNull();
  });

  it('is not told of a day', () => {
    expect(gapOf(GAPS, bar('00:00'), '1d')).toBeNull();
  });
});
