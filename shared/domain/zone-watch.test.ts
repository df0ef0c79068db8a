import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paise, rupees } from './units';
import { endZone, isOver, NO_ZONES_WATCHED, watchZones, type ZoneStep, type ZoneWatch } from './zone-watch';

const support = { low: rupees(99), high: rupees(101), name: 'Pivot S1' };
const rules = { wick: 0.5, breakBeyond: 100 };
/** previous close, open, high, low, close in rupees */
type Prices = readonly [number, number, number, number, number];
const candle = ([previous, open, high, low, close]: Prices) => ({
  previous: rupees(previous),
  open: rupees(open),
  high: rupees(high),
  low: rupees(low),
  close: rupees(close),
});
const watch = (...candles: readonly Prices[]): ZoneStep => {
  let step: ZoneStep = { watch: NO_ZONES_WATCHED, events: [] };
  for (const prices of candles) step = watchZones(step.watch, [support], candle(prices), rules);
  return step;
};
const kinds = ({ events }: ZoneStep) => events.map(({ kind }) => kind);

describe('watchZones', () => {
  it('begins a test when the price enters the zone, from the side it came from', () => {
    expect(watch([105, 104, 105, 100, 100]).watch.tests).toEqual([{ ...support, from: 'above' }]);
    expect(watch([95, 96, 100, 95, 100]).watch.tests).toEqual([{ ...support, from: 'below' }]);
    expect(watch([105, 104, 105, 101.5, 102]).watch.tests).toEqual([]);
  });

  it('rejects when a candle closes back out with a wick of half its range, be it the candle that entered', () => {
    expect(kinds(watch([105, 104, 104.5, 100, 103]))).toEqual(['rejected']);
    expect(kinds(watch([105, 104, 104, 100, 100.5], [100.5, 101, 103, 98, 102]))).toEqual(['rejected']);
    expect(kinds(watch([95, 96, 100, 95.5, 97]))).toEqual(['rejected']);
  });

  it('watches the zone again when it was left without such a wick', () => {
    const step = watch([105, 102, 105, 100, 104.5]);
    expect(kinds(step)).toEqual(['left']);
    expect(step.watch).toEqual(NO_ZONES_WATCHED);
  });

  it('breaks for the day on a close far enough beyond', () => {
    expect(kinds(watch([105, 104, 104, 98, 98]))).toEqual([]);
    const step = watch([105, 104, 104, 97, 97.9]);
    expect(kinds(step)).toEqual(['broken']);
    expect(watchZones(step.watch, [support], candle([105, 104, 104.5, 100, 103]), rules).events).toEqual([]);
  });

  it('does not begin in a zone that the price already stood in', () => {
    expect(watch([100, 100, 101, 99, 100]).watch.tests).toEqual([]);
  });
});

describe('endZone', () => {
  it('is the end of every zone that overlaps it, whatever it has grown into', () => {
    const over = endZone(NO_ZONES_WATCHED, support);
    expect(isOver(over, { low: rupees(100.5), high: rupees(103), name: 'grown' })).toBe(true);
    expect(isOver(over, { low: rupees(101.01), high: rupees(103), name: 'another' })).toBe(false);
  });
});

describe('on any candles', () => {
  it('decides each test once, and never speaks of a zone that is over', () => {
    const anyCandle = fc.tuple(
      fc.integer({ min: 9_000, max: 11_000 }),
      fc.integer({ min: 9_000, max: 11_000 }),
      fc.nat(400),
      fc.nat(400),
    );
    const zones = [9_300, 9_700, 10_100, 10_500].map((low) => ({
      low: paise(low),
      high: paise(low + 100),
      name: String(low),
    }));
    fc.assert(
      fc.property(fc.array(anyCandle, { maxLength: 60 }), (candles) => {
        let state: ZoneWatch = NO_ZONES_WATCHED;
        let previous = paise(10_000);
        for (const [open, close, up, down] of candles) {
          const before = state;
          const shape = {
            open: paise(open),
            close: paise(close),
            high: paise(Math.max(open, close) + up),
            low: paise(Math.min(open, close) - down),
          };
          const step = watchZones(before, zones, { ...shape, previous }, rules);
          for (const { zone } of step.events) expect(isOver(before, zone)).toBe(false);
          const names = step.watch.tests.map(({ name }) => name);
          expect(new Set(names).size).toBe(names.length);
          state = step.watch;
          previous = shape.close;
        }
      }),
    );
  });
});
