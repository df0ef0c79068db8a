import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bar, parseBars, parseRows } from '../fixtures/rows';
import { istAt } from '../time';
import { Atr, atrOf } from './atr';
import { Ema, emaOf } from './ema';
import { Rsi, rsiOf } from './rsi';
import { Sma, smaOf } from './sma';
import { Vwap, vwapOf } from './vwap';

const text = readFileSync(new URL('../fixtures/nifty50-minute-2024-01-indicators.csv', import.meta.url), 'utf8');
const bars = parseBars(text);
const rows = parseRows(text);
/** In rupees, as the reference values are. */
const [high, low, close] = (['high', 'low', 'close'] as const).map((name) =>
  Float64Array.from(bars, (each) => each[name] / 100),
) as [Float64Array, Float64Array, Float64Array];

function reference(name: string): Float64Array {
  return Float64Array.from(rows, (row) => (row[name] ? Number(row[name]) : Number.NaN));
}

function worstError(actual: Float64Array, expected: Float64Array): number {
  return actual.reduce((worst, value, row) => {
    const wanted = expected[row] ?? Number.NaN;
    if (Number.isNaN(value) !== Number.isNaN(wanted)) return Number.POSITIVE_INFINITY;
    return Number.isNaN(value) ? worst : Math.max(worst, Math.abs(value / wanted - 1));
  }, 0);
}

describe('the indicators over columns', () => {
  it.each([
    ['EMA 9', emaOf(close, 9), 'ema9', 1_492],
    ['EMA 21', emaOf(close, 21), 'ema21', 1_480],
    ['RSI 14', rsiOf(close, 14), 'rsi14', 1_486],
    ['ATR 14', atrOf({ high, low, close }, 14), 'atr14', 1_486],
  ])('%s equals the reference on every bar, and is empty just as long', (_, actual, name, count) => {
    expect(worstError(actual, reference(name))).toBeLessThan(1e-9);
    expect(actual.filter((value) => !Number.isNaN(value))).toHaveLength(count);
  });

  it('SMA is the mean of the last n values, however long the series', () => {
    const averages = smaOf(close, 20);
    for (const row of [19, 20, 777, 1_499]) {
      const mean = close.subarray(row - 19, row + 1).reduce((sum, each) => sum + each, 0) / 20;
      expect(averages[row]).toBeCloseTo(mean, 9);
    }
    expect(averages[18]).toBeNaN();
  });
});

describe('the indicators bar by bar', () => {
  const folds = [
    { name: 'EMA', start: (from?: unknown) => new Ema(9, from as never), of: emaOf(close, 9) },
    { name: 'SMA', start: (from?: unknown) => new Sma(9, from as never), of: smaOf(close, 9) },
    { name: 'RSI', start: (from?: unknown) => new Rsi(9, from as never), of: rsiOf(close, 9) },
  ];

  it.each(folds)('$name goes on after its state went through JSON as if nothing had happened', ({ start, of }) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (stop) => {
        const before = start();
        for (const value of close.subarray(0, stop)) before.next(value);
        const after = start(JSON.parse(JSON.stringify(before.state)));
        const rest = close.subarray(stop, 80).map((value) => after.next(value) ?? Number.NaN);
        expect(worstError(rest, of.subarray(stop, 80))).toBeLessThan(1e-12);
      }),
    );
  });

  it('ATR goes on after its state went through JSON, and takes bars in paise', () => {
    const before = new Atr(14);
    for (const each of bars.slice(0, 9)) before.next(each);
    const after = new Atr(14, JSON.parse(JSON.stringify(before.state)));
    const rest = Float64Array.from(bars.slice(9), (each) => (after.next(each) ?? Number.NaN) / 100);
    expect(worstError(rest, reference('atr14').subarray(9))).toBeLessThan(1e-9);
  });
});

describe('what must hold of any series', () => {
  const anySeries = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 15, maxLength: 60 });

  it('averages lie between the lowest and the highest value', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const values = Float64Array.from(series);
        for (const average of [...emaOf(values, 9), ...smaOf(values, 9)].filter((each) => !Number.isNaN(each))) {
          expect(average).toBeGreaterThanOrEqual(Math.min(...series) - 1e-6);
          expect(average).toBeLessThanOrEqual(Math.max(...series) + 1e-6);
        }
      }),
    );
  });

  it('RSI lies between 0 and 100 and turns over with the series', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const up = rsiOf(Float64Array.from(series), 14);
        const down = rsiOf(
          Float64Array.from(series, (value) => -value),
          14,
        );
        for (let row = 14; row < series.length; row += 1) {
          expect((up[row] ?? 0) + (down[row] ?? 0)).toBeCloseTo(100, 8);
          expect(up[row]).toBeGreaterThanOrEqual(0);
          expect(up[row]).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it('RSI is 100 of a market that only rises and 50 of one that stands still', () => {
    expect(
      rsiOf(
        Float64Array.from({ length: 20 }, (_, row) => row),
        14,
      )[19],
    ).toBe(100);
    expect(rsiOf(new Float64Array(20).fill(7), 14)[19]).toBe(50);
  });
});

describe('Vwap', () => {
  const at = (date: string, clock: string) => istAt(date, clock);

  it('weighs typical prices by volume', () => {
    const vwap = new Vwap();
    expect(vwap.next(bar(at('2026-08-18', '09:15'), [100, 110, 90, 100], 10))).toBe(100);
    expect(vwap.next(bar(at('2026-08-18', '09:16'), [200, 220, 180, 200], 30))).toBe(175);
  });

  it('starts afresh every day', () => {
    const days = [
      bar(at('2026-08-17', '15:29'), [100, 100, 100, 100], 10),
      bar(at('2026-08-18', '09:15'), [300, 300, 300, 300], 5),
    ];
    expect([...vwapOf(days)]).toEqual([100, 300]);
  });

  it('has nothing to say of an index', () => {
    expect(new Vwap().next(bar(at('2026-08-18', '09:15'), [100, 110, 90, 100], 0))).toBeNull();
  });

  it('goes on after its state went through JSON', () => {
    const first = new Vwap();
    first.next(bar(at('2026-08-18', '09:15'), [100, 110, 90, 100], 10));
    const second = new Vwap(JSON.parse(JSON.stringify(first.state)));
    expect(second.next(bar(at('2026-08-18', '09:16'), [200, 220, 180, 200], 30))).toBe(175);
  });
});
