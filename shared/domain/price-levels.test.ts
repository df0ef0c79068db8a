import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_LEVELS, takePoint, type PriceLevels } from './price-levels';
import { paise, rupees } from './units';

/** A range between 90 and 110 with one swing on either side, ending in its middle. */
const RANGE = [100, 101, 102, 104, 106, 108, 110, 106, 102, 98, 94, 90, 94, 98, 100, 101, 102, 101];

function point(close: number, at: number) {
  return { startAt: at, high: rupees(close + 1), low: rupees(close - 1), close: rupees(close) };
}

function after(closes: readonly number[]): { state: PriceLevels; messages: string[]; signals: (string | null)[] } {
  let state = NO_LEVELS;
  const messages: string[] = [];
  const signals: (string | null)[] = [];
  for (const [at, close] of closes.entries()) {
    const taken = takePoint(state, point(close, at));
    state = taken.next;
    messages.push(taken.message);
    signals.push(taken.signal);
  }
  return { state, messages, signals };
}

describe('takePoint', () => {
  it('says how many of the twelve points are there, then the levels', () => {
    const { messages, state } = after(RANGE);
    expect(messages[0]).toBe('Insufficient data points: 1 of 12');
    expect(messages[6]).toBe('Insufficient data points: 7 of 12');
    expect(messages[10]).toBe('Insufficient data points: 11 of 12');
    expect(messages.at(-1)).toBe('Support 89, resistance 111');
    expect(state.levels).toEqual({ support: rupees(89), resistance: rupees(111) });
  });

  it('calls a close beyond a level once, and locks the levels', () => {
    const { signals, state, messages } = after([...RANGE, 112, 113, 80]);
    expect(signals.filter((signal) => signal !== null)).toEqual(['long']);
    expect(state.levels).toEqual({ support: rupees(89), resistance: rupees(111) });
    expect(messages.at(-1)).toBe('Levels are locked by the long trade');
  });

  it('calls short below support', () => {
    expect(after([...RANGE, 88]).signals.at(-1)).toBe('short');
  });

  it('says that prices without a swing make no levels', () => {
    expect(after(Array.from({ length: 14 }, (_, step) => 100 + step)).messages.at(-1)).toContain('Invalid levels');
  });

  it('keeps a bounded number of points and levels that do not contradict each other, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 100, max: 100_000 }), { maxLength: 120 }), (closes) => {
        let state = NO_LEVELS;
        for (const [at, close] of closes.entries()) {
          state = takePoint(state, {
            startAt: at,
            high: paise(close + 5),
            low: paise(close - 5),
            close: paise(close),
          }).next;
          expect(state.points.length).toBeLessThanOrEqual(60);
          if (state.levels) expect(state.levels.support).toBeLessThan(state.levels.resistance);
        }
      }),
    );
  });
});
