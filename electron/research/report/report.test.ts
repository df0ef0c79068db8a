import { describe, expect, it } from 'vitest';
import { istAt } from '#shared/domain/time';
import { paise, qty, rupees } from '#shared/domain/units';
import { instrumentId } from '#shared/domain/instrument';
import type { ResearchTrade } from '../results';
import { csvReport } from './csv-report';
import { html } from './html';
import { htmlReport } from './html-report';
import { asMoney } from './words';
import { reportOf } from './report';

function trade(date: string, clock: string, net: number, over: Partial<ResearchTrade> = {}): ResearchTrade {
  const openedAt = istAt(date, clock);
  return {
    date,
    strategy: 'sr-breakout',
    name: 'S/R breakout',
    openedAt,
    closedAt: openedAt + 30 * 60_000,
    entryReason: 'Closed above 100, the resistance',
    exitReason: 'Target reached',
    exitedBy: null,
    legs: [
      {
        instrument: instrumentId('NSE', 'INFY'),
        side: 'buy',
        qty: qty(10),
        entry: rupees(100),
        exit: rupees(101),
        enteredAt: openedAt,
        leftAt: openedAt + 1_000,
        exitReason: null,
        pnl: rupees(net + 1),
      },
    ],
    gross: rupees(net + 1),
    charges: rupees(1),
    net: rupees(net),
    isModelled: false,
    ...over,
  };
}

const DATES = ['2023-12-28', '2024-01-01', '2024-01-02', '2024-03-01'];
const TRADES = [
  trade('2023-12-28', '09:30', 100),
  trade('2024-01-01', '10:15', -50),
  trade('2024-01-02', '10:45', 30),
  trade('2024-01-02', '13:00', -40),
];
const terms = { capital: rupees(10_000), vix: null, seed: 1 };

describe('reportOf', () => {
  it('measures growth by calendar days, falls by days that lost, costs by the gross', () => {
    const report = reportOf(TRADES, DATES, terms);
    // 28 December to 1 March are 65 days, both included; ₹40 on ₹10,000.
    expect(report.cagr).toBeCloseTo(1.004 ** (365 / 65) - 1, 12);
    // Days: 100, −50, −10, 0. Mean 10, downside √((2500 + 100) / 4).
    expect(report.sortino).toBeCloseTo((10 / Math.sqrt(650)) * Math.sqrt(252), 12);
    expect(report.costsShare).toBeCloseTo(4 / 44, 12);
    expect(report.timeInTrade).toBe(30 * 60_000);
  });

  it('sums by year, month, weekday and hour of entry', () => {
    const report = reportOf(TRADES, DATES, terms);
    const lines = (sums: readonly { label: string; trades: number; wins: number; net: number }[]) =>
      sums.map(({ label, trades, wins, net }) => `${label}: ${trades} ${wins} ${net / 100}`);
    expect(lines(report.byYear)).toEqual(['2023: 1 1 100', '2024: 3 1 -60']);
    expect(lines(report.byMonth)).toEqual(['2023-12: 1 1 100', '2024-01: 3 1 -60']);
    expect(lines(report.performance.byWeekday)).toEqual(['Monday: 1 0 -50', 'Tuesday: 2 1 -10', 'Thursday: 1 1 100']);
    expect(lines(report.performance.byHour)).toEqual(['09:00: 1 1 100', '10:00: 2 1 -20', '13:00: 1 0 -40']);
  });

  it('tells days apart by the VIX they opened with', () => {
    const levels: Readonly<Record<string, number>> = { '2023-12-28': 0.119, '2024-01-01': 0.25 };
    const vix = { at: (date: string) => levels[date] ?? null };
    expect(reportOf(TRADES, DATES, { ...terms, vix }).byVix).toEqual([
      { label: 'below 12', trades: 1, wins: 1, net: rupees(100) },
      { label: '20 and above', trades: 1, wins: 0, net: rupees(-50) },
      { label: 'unknown', trades: 2, wins: 1, net: rupees(-10) },
    ]);
  });

  it('says nothing where nothing can be said', () => {
    expect(reportOf([], ['2024-01-01'], terms)).toMatchObject({
      cagr: null,
      sortino: null,
      costsShare: null,
      timeInTrade: null,
      monteCarlo: null,
    });
  });
});

describe('htmlReport', () => {
  it('names parameters as the form does, and beside that as the command line takes them', () => {
    const page = htmlReport({
      title: 'Moving average',
      terms: {
        capital: rupees(10_000),
        instances: [{ strategy: 'moving-average', name: 'Moving average', params: { fast: 5, volumeFactor: 0 } }],
      },
      result: { from: '2023-12-28', to: '2024-03-01', days: 4, trades: TRADES, digest: 'd', modelled: [], notes: [] },
      report: reportOf(TRADES, DATES, terms),
      notes: [],
    });
    expect(page).toMatch(/<td>Fast EMA<\/td>\s*<td>\s*<code>fast=5<\/code>/);
    expect(page).toMatch(/<span>Max drawdown<\/span><b>−₹/);
  });
});

describe('csvReport', () => {
  it('has a row for each leg, quotes what needs it, and lets no word become a formula', () => {
    const [first] = TRADES;
    const text = csvReport([
      trade('2024-01-02', '10:45', 30, { entryReason: '=1+1, "quoted"', exitReason: null }),
      { ...trade('2024-01-02', '13:00', -40), legs: [...(first?.legs ?? []), ...(first?.legs ?? [])] },
    ]);
    const [head, one, ...more] = text.trimEnd().split('\r\n');
    expect(head?.split(',')).toHaveLength(18);
    expect(one).toBe(
      `1,2024-01-02,sr-breakout,S/R breakout,2024-01-02 10:45:00,2024-01-02 11:15:00,INFY,buy,10,100.00,101.00,31.00,31.00,1.00,30.00,false,"'=1+1, ""quoted""",`,
    );
    expect(more).toHaveLength(2);
    // A negative amount is no formula.
    expect(more[0]).toContain(',-40.00,');
  });
});

describe('asMoney', () => {
  it('puts the sign before the rupee', () => {
    expect([asMoney(582_300), asMoney(-582_300), asMoney(null)]).toEqual(['₹5,823.00', '−₹5,823.00', '–']);
  });
});

describe('html', () => {
  it('escapes every value that is no markup itself', () => {
    const name = `<img src=x onerror="alert('1')"> & co`;
    expect(html`<b title="${name}">${html`<i>${name}</i>`}</b>`.text).toBe(
      '<b title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co">' +
        '<i>&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co</i></b>',
    );
    expect(html`${[html`<i>1</i>`, html`<i>2</i>`]}${paise(5)}`.text).toBe('<i>1</i><i>2</i>5');
  });
});
