import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate } from './bars';
import { bar, parseBars } from './fixtures/rows';
import { openInterestLevels, openingRangeLevels, pivotLevels, previousLevels, swingLevels } from './levels';
import type { Level } from './levels';
import { countTouches, mergeLevels, withTouches } from './levels-zones';
import { MINUTE, istAt } from './time';
import { paise, rupees } from './units';

const opensAt = istAt('2026-08-18', '09:15');
const minutes = parseBars(
  readFileSync(new URL('./fixtures/nifty50-minute-2024-01-indicators.csv', import.meta.url), 'utf8'),
);

/** A wave: swings at ±10 around 100 every ten bars. */
const wave = Array.from({ length: 60 }, (_, index) => {
  const middle = 1_000 + Math.round(100 * Math.sin((index * Math.PI) / 10));
  return bar(opensAt + index * MINUTE, [middle, middle + 5, middle - 5, middle]);
});

function level(price: number, strength = 0.5): Level {
  return { price: paise(price), kind: 'pivot', source: 'Pivot', strength, touches: 0 };
}

const prices = (levels: readonly Level[]) => levels.map((each) => each.price);

describe('swingLevels', () => {
  it('names each swing by the time of its bar', () => {
    const found = swingLevels(wave, 10);
    expect(found.filter((each) => each.kind === 'swing-high').map((each) => each.source)).toEqual([
      'Swing high of 09:20',
      'Swing high of 09:40',
      'Swing high of 10:00',
    ]);
    expect(found.every((each) => each.price === (each.kind === 'swing-high' ? 1_105 : 895))).toBe(true);
  });

  it('waits for twelve points', () => {
    expect(swingLevels(wave.slice(0, 11), 10)).toEqual([]);
  });
});

describe('levels of the previous day', () => {
  const [day] = aggregate(minutes.slice(0, 375), '1d');

  it('are its high, low and close', () => {
    expect(day && prices(previousLevels(day, 'day'))).toEqual([21_834.35, 21_680.85, 21_689.45].map(rupees));
  });

  it('give the pivots that traders compute by hand', () => {
    const found = pivotLevels({ high: paise(12_000), low: paise(9_000), close: paise(10_500) });
    expect(Object.fromEntries(found.map((each) => [each.source, each.price]))).toEqual({
      'Pivot P': 10_500,
      'Pivot R1': 12_000,
      'Pivot S1': 9_000,
      'Pivot R2': 13_500,
      'Pivot S2': 7_500,
      'Pivot R3': 15_000,
      'Pivot S3': 6_000,
    });
  });

  it('give pivots in order, however the day went', () => {
    const anyDay = fc
      .tuple(fc.nat(1_000_000), fc.nat(1_000_000), fc.nat(1_000_000))
      .map((three) => three.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(anyDay, ([low = 0, close = 0, high = 0]) => {
        const found = pivotLevels({ high: paise(high), low: paise(low), close: paise(close) });
        const by = (name: string) => found.find((each) => each.source === `Pivot ${name}`)?.price ?? Number.NaN;
        const inOrder = ['S3', 'S2', 'S1', 'P', 'R1', 'R2', 'R3'].map(by);
        expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('openingRangeLevels', () => {
  it('are known once the opening minutes are over', () => {
    expect(openingRangeLevels(wave.slice(0, 15), opensAt, 15)).toEqual([]);
    expect(prices(openingRangeLevels(wave.slice(0, 16), opensAt, 15))).toEqual([1_105, 900]);
  });
});

describe('openInterestLevels', () => {
  it('are the strikes whose calls and puts have most open interest', () => {
    const strikes = Float64Array.of(100, 110, 120);
    expect(openInterestLevels({ strikes, oi: Float64Array.of(1, 9, 5, 2, 8, 3) })).toMatchObject([
      { price: 120, kind: 'max-call-oi' },
      { price: 100, kind: 'max-put-oi' },
    ]);
    expect(openInterestLevels({ strikes, oi: new Float64Array(6) })).toEqual([]);
  });
});

describe('countTouches', () => {
  const at = (low: number, high: number) => bar(0, [low, high, low, low]);

  it('counts visits that end on the side they came from, each once', () => {
    expect(countTouches(100, [at(80, 90), at(90, 99), at(92, 101), at(80, 90), at(85, 100), at(70, 80)], 1)).toBe(2);
  });

  it('does not count a break through', () => {
    expect(countTouches(100, [at(80, 90), at(95, 105), at(110, 120)], 1)).toBe(0);
  });

  it('does not count a visit without a beginning or an end', () => {
    expect(countTouches(100, [at(95, 105), at(80, 90), at(95, 105)], 1)).toBe(0);
  });

  it('makes a level stronger, never beyond 1', () => {
    const [touched] = withTouches([level(1_105)], wave, 10);
    expect(touched?.touches).toBe(3);
    expect(touched?.strength).toBeCloseTo(1 - 0.5 * 0.8 ** 3, 12);
  });
});

describe('mergeLevels', () => {
  it('joins what lies within the tolerance, weighted by strength', () => {
    const zones = mergeLevels([level(1_000, 0.9), level(1_010, 0.3), level(2_000)], 20);
    expect(zones).toMatchObject([
      { low: 1_000, high: 1_010, price: 1_003 },
      { low: 2_000, high: 2_000, price: 2_000, strength: 0.5 },
    ]);
    expect(zones[0]?.strength).toBeCloseTo(0.93, 12);
  });

  it('keeps every level exactly once, zones apart and none wider than the tolerance', () => {
    const anyLevels = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true })),
    );
    fc.assert(
      fc.property(anyLevels, fc.integer({ min: 0, max: 200 }), (all, tolerance) => {
        const levels = all.map(([price, strength]) => level(price, strength));
        const zones = mergeLevels(levels, tolerance);
        expect(prices(zones.flatMap((zone) => zone.levels))).toEqual(prices(levels).toSorted((a, b) => a - b));
        for (const [index, zone] of zones.entries()) {
          expect(zone.high - zone.low).toBeLessThanOrEqual(tolerance);
          expect(zone.low).toBeGreaterThan(zones[index - 1]?.high ?? 0);
          expect(zone.price).toBeGreaterThanOrEqual(zone.low);
          expect(zone.price).toBeLessThanOrEqual(zone.high);
          expect(zone.strength).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
