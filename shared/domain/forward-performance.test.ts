import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forwardRow, noteSignal, NO_SIGNALS, passBar, type ForwardState } from './forward-performance';
import { rupees } from './units';

const pass = (state: ForwardState, ...closes: readonly number[]) =>
  closes.reduce((now, close) => passBar(now, rupees(close)), state);
const flat = (count: number, price = 100) => Array.from({ length: count }, () => price);

describe('forward performance', () => {
  it('measures a signal 5, 10 and 20 bars later, in its direction', () => {
    const long = pass(noteSignal(NO_SIGNALS, 'long', rupees(100)), ...flat(4), 102, ...flat(4), 97, ...flat(9), 110);
    expect(forwardRow(long, '5', 0)?.average).toBeCloseTo(0.02, 12);
    expect(forwardRow(long, '10', 0)?.average).toBeCloseTo(-0.03, 12);
    expect(forwardRow(long, '20', 0)?.average).toBeCloseTo(0.1, 12);
    const short = pass(noteSignal(NO_SIGNALS, 'short', rupees(100)), ...flat(4), 102);
    expect(forwardRow(short, '5', 0)?.average).toBeCloseTo(-0.02, 12);
  });

  it('counts as a hit only what is left after costs', () => {
    const state = [101, 100.1, 99].reduce(
      (now, end) => pass(noteSignal(now, 'long', rupees(100)), ...flat(4), end, ...flat(20)),
      NO_SIGNALS,
    );
    expect(forwardRow(state, '5', 0.002)).toMatchObject({ count: 3, recent: 3, hitRate: 1 / 3 });
    expect(forwardRow(state, '5', 0.002)?.expectancy).toBeCloseTo(0.001 / 3 - 0.002, 12);
  });

  it('has no row before a signal is old enough', () => {
    expect(forwardRow(pass(noteSignal(NO_SIGNALS, 'long', rupees(100)), ...flat(9)), '10', 0)).toBeNull();
  });

  it('judges by the newest thirty, and goes on after JSON', () => {
    const signal = (state: ForwardState, end: number) =>
      pass(noteSignal(state, 'long', rupees(100)), ...flat(4), end, ...flat(16));
    const losers = Array.from({ length: 30 }, () => 95).reduce(signal, NO_SIGNALS);
    const winners = Array.from({ length: 30 }, () => 101).reduce(
      signal,
      JSON.parse(JSON.stringify(losers)) as ForwardState,
    );
    expect(forwardRow(losers, '5', 0)?.expectancy).toBeCloseTo(-0.05, 12);
    expect(forwardRow(winners, '5', 0)).toMatchObject({ count: 60, recent: 30, hitRate: 1 });
    expect(winners.waiting).toEqual([]);
  });

  it('agrees with looking the closes up, for any series and any signals', () => {
    const anySeries = fc.array(
      fc.record({ close: fc.integer({ min: 90, max: 110 }), signal: fc.constantFrom('long', 'short', null) }),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(anySeries, (series) => {
        const state = series.reduce<ForwardState>((before, { close, signal }) => {
          const passed = passBar(before, rupees(close));
          return signal === null ? passed : noteSignal(passed, signal, rupees(close));
        }, NO_SIGNALS);
        const gains = series.flatMap(({ close, signal }, index) => {
          const later = series[index + 10]?.close;
          return signal === null || later === undefined ? [] : [(signal === 'long' ? 1 : -1) * (later / close - 1)];
        });
        const row = forwardRow(state, '10', 0);
        expect(row?.count ?? 0).toBe(gains.length);
        if (row) expect(row.average).toBeCloseTo(gains.reduce((sum, gain) => sum + gain, 0) / gains.length, 10);
      }),
    );
  });
});
