import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar, BarInterval, BarSession, BarTick } from './bars';
import { BAR_INTERVALS, aggregate, barLength, createBarBuilder } from './bars';
import { parseBars } from './fixtures/rows';
import { MINUTE, SECOND, istAt, istStamp } from './time';
import { paise, qty, rupees } from './units';

const DATE = '2026-08-18';
const session: BarSession = { opensAt: istAt(DATE, '09:15'), closesAt: istAt(DATE, '15:40') };

function fixture(name: string): Bar[] {
  return parseBars(readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8'));
}

const niftyMinutes = fixture('nifty50-minute-2024-01-indicators.csv');
const optionMinutes = fixture('nifty-2161715600ce-minute-2021-06-11.csv');

function tick(clock: string, ltp: number, volume: number | null = null, oi: number | null = null): BarTick {
  return {
    exchangeAt: istAt(DATE, clock),
    ltp: paise(ltp),
    cumulativeVolume: volume === null ? null : qty(volume),
    oi: oi === null ? null : qty(oi),
  };
}

/** Every bar of the ticks, the unfinished one included. */
function build(ticks: readonly BarTick[], interval: BarInterval = '1m', during = session): Bar[] {
  const builder = createBarBuilder(interval, during);
  const closed = ticks.map((each) => builder.add(each));
  return [...closed, builder.current()].filter((each) => each !== null);
}

/** Four ticks a bar, in the order in which a candle's prices may have come. */
function ticksOf(bars: readonly Bar[], hasVolume: boolean): BarTick[] {
  let total = 0;
  return bars.flatMap(({ startAt, open, high, low, close, volume }) =>
    [open, high, low, close].map((ltp, index) => {
      if (index === 0) total += volume;
      const cumulativeVolume = hasVolume ? qty(total) : null;
      return { exchangeAt: startAt + index * 15 * SECOND, ltp, cumulativeVolume, oi: null };
    }),
  );
}

function sessionOf(bars: readonly Bar[]): BarSession {
  const date = istStamp(bars[0]?.startAt ?? 0).slice(0, 10);
  return { opensAt: istAt(date, '09:15'), closesAt: istAt(date, '15:30') };
}

describe('createBarBuilder', () => {
  it('gives each minute its first, highest, lowest and last price and what traded in it', () => {
    const bars = build([
      tick('09:15:00', 10_000, 650, 5_000),
      tick('09:15:20', 10_250, 1_300, 5_200),
      tick('09:15:59', 9_990, 1_950, 5_100),
      tick('09:16:00', 10_010, 2_015, 5_100),
    ]);
    expect(bars).toEqual([
      { startAt: istAt(DATE, '09:15'), open: 10_000, high: 10_250, low: 9_990, close: 9_990, volume: 1_950, oi: 5_100 },
      { startAt: istAt(DATE, '09:16'), open: 10_010, high: 10_010, low: 10_010, close: 10_010, volume: 65, oi: 5_100 },
    ]);
  });

  it('counts long bars from the opening, not from the full hour', () => {
    const starts = build([tick('10:14:59', 1), tick('10:15:00', 2), tick('15:39:59', 3)], '60m').map(
      (each) => each.startAt,
    );
    expect(starts).toEqual([istAt(DATE, '09:15'), istAt(DATE, '10:15'), istAt(DATE, '15:15')]);
  });

  it('labels the day bar with its midnight', () => {
    expect(build([tick('09:15:00', 1), tick('15:39:59', 2)], '1d')).toMatchObject([
      { startAt: istAt(DATE, '00:00'), open: 1, close: 2 },
    ]);
  });

  it('ignores a price of zero', () => {
    expect(build([tick('09:15:00', 100), tick('09:15:01', 0)])).toMatchObject([{ low: 100, close: 100 }]);
  });

  it('ignores what was stamped before the opening or after the close', () => {
    expect(build([tick('09:14:59', 90), tick('09:15:00', 100), tick('15:40:01', 110)])).toMatchObject([
      { low: 100, high: 100 },
    ]);
  });

  it('puts what is stamped with the closing second into the last bar', () => {
    expect(build([tick('15:40:00', 100)])).toMatchObject([{ startAt: istAt(DATE, '15:39') }]);
  });

  it('lets a tick that steps back within its bar widen it but not move its close', () => {
    expect(build([tick('09:15:30', 100), tick('09:15:10', 120)])).toMatchObject([{ high: 120, close: 100 }]);
  });

  it('never reopens a bar, whether a later tick or the clock closed it', () => {
    const builder = createBarBuilder('1m', session);
    builder.add(tick('09:15:30', 100));
    expect(builder.advance(istAt(DATE, '09:15:59'))).toBeNull();
    expect(builder.advance(istAt(DATE, '09:16:00'))).toMatchObject({ close: 100 });
    expect(builder.add(tick('09:15:59', 500))).toBeNull();
    expect(builder.current()).toBeNull();
  });

  it('opens no bar for a change of quotes without a trade', () => {
    const bars = build([tick('09:15:00', 100, 65), tick('09:16:00', 100, 65), tick('09:17:00', 100, 130)]);
    expect(bars.map((each) => istStamp(each.startAt).slice(11, 16))).toEqual(['09:15', '09:17']);
  });

  it("does not take yesterday's price of an option that has not traded today for a trade", () => {
    expect(build([tick('09:15:00', 700, 0, 65), tick('09:16:00', 700, 0, 65)])).toEqual([]);
  });

  it('starts counting where it joined when it joined in mid-session', () => {
    const bars = build([tick('11:00:05', 100, 50_000), tick('11:00:10', 101, 50_065)]);
    expect(bars).toMatchObject([{ open: 101, volume: 65 }]);
  });

  it('counts the first trade of the day in full when it was listening from the start', () => {
    expect(build([tick('09:14:00', 90, 5_000), tick('10:00:05', 100, 65)])).toMatchObject([{ volume: 65 }]);
  });

  it('bears cumulative volume that steps back', () => {
    const bars = build([tick('09:15:00', 100, 1_000), tick('09:15:10', 100, 900), tick('09:15:20', 101, 1_100)]);
    expect(bars).toMatchObject([{ volume: 1_100 }]);
  });

  it("rebuilds the broker's minute candles of an option, volume included", () => {
    expect(build(ticksOf(optionMinutes, true), '1m', sessionOf(optionMinutes))).toEqual(optionMinutes);
  });

  it.each(BAR_INTERVALS)('builds %s bars from ticks equal to the minutes joined', (interval) => {
    const day = niftyMinutes.slice(0, 375);
    expect(build(ticksOf(day, false), interval, sessionOf(day))).toEqual(aggregate(day, interval));
  });

  it('keeps every bar in order and whole, whatever the feed sends', () => {
    const anyTick = fc.record({
      exchangeAt: fc.integer({ min: -60, max: 24_000 }).map((second) => session.opensAt + second * SECOND),
      ltp: fc.integer({ min: 0, max: 5_000 }).map(paise),
      cumulativeVolume: fc.option(fc.integer({ min: 0, max: 100_000 }).map(qty)),
      oi: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.array(anyTick, { maxLength: 60 }), fc.constantFrom(...BAR_INTERVALS), (ticks, interval) => {
        const bars = build(ticks, interval);
        for (const [index, { startAt, open, high, low, close, volume }] of bars.entries()) {
          expect(low).toBeLessThanOrEqual(Math.min(open, close));
          expect(high).toBeGreaterThanOrEqual(Math.max(open, close));
          expect(low).toBeGreaterThan(0);
          expect(volume).toBeGreaterThanOrEqual(0);
          expect(startAt).toBeGreaterThan(bars[index - 1]?.startAt ?? 0);
        }
      }),
    );
  });

  it('changes nothing when every tick comes twice', () => {
    const ticks = ticksOf(optionMinutes.slice(0, 40), true);
    const during = sessionOf(optionMinutes);
    expect(
      build(
        ticks.flatMap((each) => [each, each]),
        '3m',
        during,
      ),
    ).toEqual(build(ticks, '3m', during));
  });

  it("adds up to the exchange's volume for the day", () => {
    const total = (bars: readonly Bar[]) => bars.reduce((sum, each) => sum + each.volume, 0);
    expect(total(build(ticksOf(optionMinutes, true), '15m', sessionOf(optionMinutes)))).toBe(total(optionMinutes));
  });
});

describe('aggregate', () => {
  it("joins the broker's hours into the broker's days", () => {
    // The broker's day closes at the exchange's weighted average and counts the post-close session's volume.
    const extremes = ({ startAt, open, high, low }: Bar) => ({ startAt, open, high, low });
    const days = aggregate(fixture('infy-60minute-2024-12.csv'), '1d').map(extremes);
    expect(days).toEqual(fixture('infy-day-2024-12.csv').map(extremes));
    expect(days).toHaveLength(18);
  });

  it("meets a third party's 15-minute closes and averages", () => {
    const bars = aggregate(niftyMinutes, '15m');
    const published = [
      { at: '2024-01-03T15:15:00+05:30', close: 21_523.7, average: 21_563.57 },
      { at: '2024-01-04T15:15:00+05:30', close: 21_669.6, average: 21_646.59 },
    ];
    for (const { at, close, average } of published) {
      const index = bars.findIndex((each) => each.startAt === Date.parse(at));
      const window = bars.slice(index - 24, index + 1).map((each) => each.close);
      // The sources differ by up to 2.2 points on a close.
      expect(Math.abs((bars[index]?.close ?? 0) - rupees(close))).toBeLessThanOrEqual(220);
      expect(Math.abs(window.reduce((sum, each) => sum + each, 0) / 25 - rupees(average))).toBeLessThanOrEqual(220);
    }
  });

  it('keeps the pause between two short sessions free of bars', () => {
    const bars = aggregate(fixture('nifty50-minute-2024-03-02.csv'), '15m');
    expect(bars.map((each) => istStamp(each.startAt).slice(11, 16))).toEqual([
      '09:15',
      '09:30',
      '09:45',
      '11:30',
      '11:45',
      '12:00',
      '12:15',
    ]);
  });

  it.each(['3m', '5m', '15m', '30m'] as const)(
    'gives the same %s bars in one step as by way of shorter ones',
    (interval) => {
      const shorter = interval === '30m' ? '10m' : '1m';
      expect(aggregate(aggregate(niftyMinutes, shorter), interval)).toEqual(aggregate(niftyMinutes, interval));
    },
  );

  it('covers a 375-minute day with as many bars as fit, the last one short', () => {
    const day = niftyMinutes.slice(0, 375);
    const counts = BAR_INTERVALS.map((interval) => aggregate(day, interval).length);
    expect(counts).toEqual([375, 125, 75, 38, 25, 13, 7, 1]);
    expect(barLength('60m')).toBe(60 * MINUTE);
  });
});
