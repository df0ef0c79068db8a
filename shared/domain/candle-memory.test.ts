import { describe, expect, it } from 'vitest';
import { NO_CANDLES, remember } from './candle-memory';
import type { JoinedBar } from './joined-bars';
import { istAt, MINUTE } from './time';
import { rupees, qty } from './units';

const TERMS = { atr: 3, window: 4, openingMinutes: 15 };

/** Candles of five minutes from 09:15 on, each a rupee higher than the last and two rupees tall. */
function bar(number: number): JoinedBar {
  const base = 100 + number;
  return {
    startAt: istAt('2026-08-18', '09:15') + number * 5 * MINUTE,
    open: rupees(base),
    high: rupees(base + 2),
    low: rupees(base),
    close: rupees(base + 1),
    volume: qty(0),
    oi: qty(0),
    traded: null,
  };
}

const after = (count: number) =>
  Array.from({ length: count }, (_, number) => bar(number)).reduce(
    (memory, candle) => remember(memory, candle, TERMS),
    NO_CANDLES,
  );

describe('what is remembered of candles', () => {
  it('is a window of them, without what was traded beside', () => {
    const { candles } = after(6);
    expect(candles.map(({ startAt }) => startAt)).toEqual([2, 3, 4, 5].map((number) => bar(number).startAt));
    expect(candles[0]).not.toHaveProperty('traded');
  });

  it('has no range before there are enough, and then the true one', () => {
    expect(after(3).range).toBeNull();
    expect(after(4).range).toBe(rupees(2));
  });

  it('has the opening range with the first candle behind its minutes, and keeps it when its candles have left the window', () => {
    expect(after(3).opening).toEqual([]);
    expect(after(4).opening.map(({ price }) => price)).toEqual([rupees(104), rupees(100)]);
    expect(after(9).opening).toEqual(after(4).opening);
  });

  it('takes nothing over that is not of candles', () => {
    const state = { ...NO_CANDLES, entries: 3 };
    expect(remember(state, bar(0), TERMS)).not.toHaveProperty('entries');
  });
});
