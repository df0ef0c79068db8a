import { describe, expect, it } from 'vitest';
import { bar, EXPIRIES, INSTRUMENTS, ist, optionId, quote } from '#shared/engine/testing/market';
import { createCatalogue } from './catalogue';
import { keyZones, openingOf, openInterestOf, previousDayOf, type ZoneSources } from './key-zones';
import { DAY, MINUTE } from './time';
import { qty } from './units';

const yesterday = bar(ist('00:00') - DAY, { open: 100, high: 120, low: 90, close: 105 });
const none: ZoneSources = { previousDay: null, candles: [], opening: [], openInterest: [], lookback: 10, tolerance: 0 };
const candles = Array.from({ length: 5 }, (_, index) =>
  bar(ist('09:15') + index * 5 * MINUTE, { close: 100, high: 101 + index, low: 99 - index }),
);

describe('keyZones', () => {
  it('has nothing to say about nothing', () => {
    expect(keyZones(none)).toEqual([]);
  });

  it('joins levels that lie within the tolerance and names them all', () => {
    const apart = keyZones({ ...none, previousDay: yesterday });
    expect(apart.map(({ low }) => low / 100)).toEqual([60, 75, 90, 105, 120, 135, 150]);
    const joined = keyZones({ ...none, previousDay: yesterday, tolerance: 1_500 });
    expect(joined).toContainEqual({
      low: 9_000,
      high: 10_500,
      name: 'Low of the previous day + Pivot S1 + Close of the previous day + Pivot P',
    });
  });
});

describe('openingOf', () => {
  it('is known when its minutes are over', () => {
    expect(openingOf(candles.slice(0, 3), ist('09:30'), 15)).toEqual([]);
    expect(openingOf(candles, ist('09:35'), 15).map(({ price }) => price / 100)).toEqual([103, 97]);
  });
});

describe('previousDayOf', () => {
  it('is the newest day before the one asked about', () => {
    const today = bar(ist('00:00'), { close: 1 });
    expect(previousDayOf([yesterday, today], ist('10:00'))).toBe(yesterday);
    expect(previousDayOf([yesterday, today], ist('10:00') + DAY)).toBe(today);
    expect(previousDayOf([], ist('10:00'))).toBeNull();
  });
});

describe('openInterestOf', () => {
  it('finds the strikes that most calls and most puts are open at', () => {
    const chain = { underlying: 'NIFTY', expiry: EXPIRIES[0] ?? '' };
    const quotes = [
      quote(optionId(24_300, 'CE'), 10, 0, { oi: qty(65) }),
      quote(optionId(24_100, 'PE'), 10, 0, { oi: qty(130) }),
    ];
    const levels = openInterestOf(
      chain,
      createCatalogue(INSTRUMENTS),
      (id) => quotes.find((each) => each.id === id) ?? null,
    );
    expect(levels.map(({ kind, price }) => [kind, price / 100])).toEqual([
      ['max-call-oi', 24_300],
      ['max-put-oi', 24_100],
    ]);
    expect(openInterestOf(null, createCatalogue([]), () => null)).toEqual([]);
  });
});
