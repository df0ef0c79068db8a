import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClosedTrade, DayResult } from './performance';
import { performanceReport } from './performance-report';
import { istAt, MINUTE, type IstDate } from './time';
import { rupees } from './units';

/** A trade that made so many rupees, without charges, from a clock time on for ten minutes. */
function trade(date: IstDate, clock: string, net: number, strategy = 'Straddle'): ClosedTrade {
  const openedAt = istAt(date, clock);
  return {
    id: `${date} ${clock}`,
    date,
    name: 'A trade',
    strategy,
    openedAt,
    closedAt: openedAt + 10 * MINUTE,
    gross: rupees(net),
    charges: rupees(0),
    entryReason: '',
    exitReason: '',
    legs: [],
    executions: [],
  };
}

// A Monday and a Tuesday.
const DAYS: readonly DayResult[] = [
  {
    date: '2026-08-17',
    trades: [trade('2026-08-17', '09:31', 500), trade('2026-08-17', '10:02', -200, 'Breakout')],
  },
  { date: '2026-08-18', trades: [trade('2026-08-18', '09:45', 300), trade('2026-08-18', '14:00', -800)] },
];

describe('performanceReport', () => {
  it('draws the equity after each trade, and how far it lies below its highest point', () => {
    const { equity } = performanceReport(DAYS, null);
    expect(equity.map((point) => [point.equity / 100, point.drawdown / 100])).toEqual([
      [500, 0],
      [300, -200],
      [600, 0],
      [-200, -800],
    ]);
  });

  it('sums days, weekdays, hours of entry and strategies', () => {
    const report = performanceReport(DAYS, null);
    expect(report.days).toEqual([
      { date: '2026-08-17', trades: 2, net: rupees(300) },
      { date: '2026-08-18', trades: 2, net: rupees(-500) },
    ]);
    expect(report.byWeekday.map(({ label, net }) => [label, net])).toEqual([
      ['Monday', rupees(300)],
      ['Tuesday', rupees(-500)],
    ]);
    expect(report.byHour.map(({ label, trades, wins }) => [label, trades, wins])).toEqual([
      ['09:00', 2, 2],
      ['10:00', 1, 0],
      ['14:00', 1, 0],
    ]);
    expect(report.byStrategy.map(({ label, net }) => [label, net])).toEqual([
      ['Straddle', rupees(0)],
      ['Breakout', rupees(-200)],
    ]);
    expect([report.bestDay?.date, report.worstDay?.date]).toEqual(['2026-08-17', '2026-08-18']);
  });

  it('counts the runs of winners and losers', () => {
    const results = [100, 200, 50, -10, -20, 0];
    const day = { date: '2026-08-18', trades: results.map((net, index) => trade('2026-08-18', `1${index}:00`, net)) };
    expect(performanceReport([day], null).streaks).toEqual({ longestWin: 3, longestLoss: 3, current: -3 });
  });

  it('counts one strategy only when asked, and keeps the days it did not trade', () => {
    const { metrics, days } = performanceReport(DAYS, 'Breakout');
    expect(metrics.trades).toBe(1);
    expect(days.map(({ trades }) => trades)).toEqual([1, 0]);
  });

  it('says nothing of no trades', () => {
    expect(performanceReport([], null)).toMatchObject({ averageWin: null, bestDay: null, equity: [], trades: [] });
  });

  it('splits the net result without remainder, and ends its equity there', () => {
    const day = fc.array(fc.integer({ min: -5_000, max: 5_000 }), { maxLength: 12 }).map((nets): DayResult => ({
      date: '2026-08-18',
      trades: nets.map((net, index) =>
        trade('2026-08-18', `${String(9 + (index % 6)).padStart(2, '0')}:${10 + index}`, net, `S${index % 3}`),
      ),
    }));
    fc.assert(
      fc.property(day, (played) => {
        const report = performanceReport([played], null);
        const sum = (groups: readonly { readonly net: number }[]) => groups.reduce((total, { net }) => total + net, 0);
        const { net } = report.metrics;
        expect([sum(report.days), sum(report.byHour), sum(report.byWeekday), sum(report.byStrategy)]).toEqual(
          Array.from({ length: 4 }, () => net),
        );
        expect(report.equity.at(-1)?.equity ?? 0).toBe(net);
        expect(Math.min(0, ...report.equity.map(({ drawdown }) => drawdown))).toBe(0 - report.metrics.maxDrawdown);
      }),
    );
  });
});
