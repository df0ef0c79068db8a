import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Bar } from '#shared/domain/bars';
import { paise, qty } from '#shared/domain/units';
import { barIndexAt, barsToDraw, isBroken, putLast } from './bar-roll';

const MINUTE = 60_000;

function bar(minute: number, close = 100): Bar {
  const price = paise(close);
  return { startAt: minute * MINUTE, open: price, high: price, low: price, close: price, volume: qty(0), oi: null };
}

describe('barsToDraw', () => {
  it('redraws only the forming bar while it forms', () => {
    expect(barsToDraw(5 * MINUTE, { previous: bar(4), last: bar(5) })).toEqual([bar(5)]);
  });

  it('gives a closed bar its last word before the next one begins', () => {
    expect(barsToDraw(5 * MINUTE, { previous: bar(5, 101), last: bar(6) })).toEqual([bar(5, 101), bar(6)]);
  });

  it('draws nothing that lies behind the end of the chart', () => {
    expect(barsToDraw(7 * MINUTE, { previous: bar(5), last: bar(6) })).toEqual([]);
  });

  it('draws all it is given on an empty chart', () => {
    expect(barsToDraw(null, { previous: bar(4), last: bar(5) })).toEqual([bar(4), bar(5)]);
    expect(barsToDraw(null, { previous: null, last: bar(5) })).toEqual([bar(5)]);
  });
});

describe('isBroken', () => {
  it('notices that more than one bar closed since the chart was last drawn', () => {
    expect(isBroken(3 * MINUTE, { previous: bar(5), last: bar(6) })).toBe(true);
  });

  it('notices that the day was set back', () => {
    expect(isBroken(9 * MINUTE, { previous: bar(5), last: bar(6) })).toBe(true);
    expect(isBroken(9 * MINUTE, { previous: null, last: bar(0) })).toBe(true);
  });

  it('is content when the last bar drawn is the forming one, or the one before it', () => {
    expect(isBroken(5 * MINUTE, { previous: bar(5), last: bar(6) })).toBe(false);
    expect(isBroken(6 * MINUTE, { previous: bar(5), last: bar(6) })).toBe(false);
    expect(isBroken(null, { previous: null, last: bar(6) })).toBe(false);
  });

  it('notices that bars closed while the chart had none, as when a day is played fast', () => {
    expect(isBroken(null, { previous: bar(5), last: bar(6) })).toBe(true);
  });

  it('takes a stretch without trades for no break', () => {
    expect(isBroken(2 * MINUTE, { previous: bar(2), last: bar(9) })).toBe(false);
  });
});

describe('putLast', () => {
  it('replaces the bar of the same minute and appends that of the next', () => {
    const bars = [bar(1), bar(2)];
    putLast(bars, bar(2, 105));
    putLast(bars, bar(3));
    expect(bars).toEqual([bar(1), bar(2, 105), bar(3)]);
  });

  it('keeps bars in order whatever sequence of views arrives', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 }), (minutes) => {
        const bars: Bar[] = [];
        for (const minute of minutes) {
          const view = { previous: minute > 0 ? bar(minute - 1) : null, last: bar(minute) };
          for (const next of barsToDraw(bars.at(-1)?.startAt ?? null, view)) putLast(bars, next);
        }
        const starts = bars.map((each) => each.startAt);
        expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('barIndexAt', () => {
  const bars = [bar(1), bar(2), bar(5)];

  it('finds the bar a moment falls into', () => {
    expect(barIndexAt(bars, 2 * MINUTE)).toBe(1);
    expect(barIndexAt(bars, 2 * MINUTE + 30_000)).toBe(1);
  });

  it('takes the bar before a stretch without trades', () => {
    expect(barIndexAt(bars, 4 * MINUTE)).toBe(1);
  });

  it('finds none before the first bar and the last one after the end', () => {
    expect(barIndexAt(bars, 0)).toBe(-1);
    expect(barIndexAt(bars, 99 * MINUTE)).toBe(2);
  });
});
