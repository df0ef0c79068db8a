import type { ClosedTrade } from '#shared/domain/performance';
import { groupsOf, performanceReport, type GroupSum } from '#shared/domain/performance-report';
import type { ResearchReport } from '#shared/domain/research-report';
import { daysBetween, type IstDate } from '#shared/domain/time';
import { paise, type Fraction, type Paise } from '#shared/domain/units';
import { reorder } from '../monte-carlo/reorder';
import type { Vix } from '../modelled/vix';
import type { ResearchTrade } from '../results';
import { closedInOrder, dailyNets } from '../sweep/stretch';

export interface ReportTerms {
  /** Cash that returns are measured against. */
  readonly capital: Paise;
  /** Tells days apart by India VIX; null leaves that out. */
  readonly vix: Vix | null;
  /** Of the orders that trades could have come in. */
  readonly seed: number;
}

const ROUNDS = 1_000;
const TRADING_DAYS_A_YEAR = 252;
const SHORTEST_SPAN = 30;

/** Judges a run: its trades, over all days that were played. */
export function reportOf(
  trades: readonly ResearchTrade[],
  dates: readonly IstDate[],
  { capital, vix, seed }: ReportTerms,
): ResearchReport {
  const closed = closedInOrder(trades).map(closedTrade);
  const byDate = new Map(dates.map((date) => [date, closed.filter((trade) => trade.date === date)]));
  const performance = performanceReport(
    dates.map((date) => ({ date, trades: byDate.get(date) ?? [] })),
    null,
  );
  const { net, gross, charges } = performance.metrics;
  return {
    performance,
    cagr: growthOf(net, capital, dates),
    sortino: sortinoOf(dailyNets({ dates, trades })),
    costsShare: gross > 0 ? charges / gross : null,
    timeInTrade:
      closed.length === 0
        ? null
        : closed.reduce((sum, { openedAt, closedAt }) => sum + closedAt - openedAt, 0) / closed.length,
    byYear: groupsOf(closed, ({ date }) => date.slice(0, 4)),
    byMonth: groupsOf(closed, ({ date }) => date.slice(0, 7)),
    byVix: vix === null ? [] : byRegime(closed, vix),
    monteCarlo: reorder(
      closed.map((trade) => paise(trade.gross - trade.charges)),
      { rounds: ROUNDS, seed },
    ),
  };
}

function closedTrade(trade: ResearchTrade & { readonly closedAt: number }, index: number): ClosedTrade {
  return {
    // Nothing looks it up; it only has to differ from the others.
    id: String(index),
    date: trade.date,
    name: trade.name,
    strategy: trade.strategy,
    openedAt: trade.openedAt,
    closedAt: trade.closedAt,
    gross: trade.gross,
    charges: trade.charges,
    entryReason: trade.entryReason,
    exitReason: exitOf(trade),
    legs: trade.legs.map(({ pnl, ...leg }) => ({ ...leg, realised: pnl })),
    executions: [],
  };
}

/** Why a trade ended: as a whole, or by what its legs say. */
export function exitOf({ exitReason, legs }: Pick<ResearchTrade, 'exitReason' | 'legs'>): string {
  return exitReason ?? legs.flatMap((leg) => leg.exitReason ?? []).join('; ');
}

function growthOf(net: Paise, capital: Paise, dates: readonly IstDate[]): Fraction | null {
  const [first, last] = [dates[0], dates.at(-1)];
  const days = first && last ? daysBetween(first, last) + 1 : 0;
  if (days < SHORTEST_SPAN || capital <= 0 || capital + net <= 0) return null;
  return ((capital + net) / capital) ** (365 / days) - 1;
}

function sortinoOf(nets: readonly Paise[]): number | null {
  const downside = Math.sqrt(nets.reduce((sum, net) => sum + Math.min(0, net) ** 2, 0) / nets.length);
  if (nets.length < 2 || downside === 0) return null;
  return (nets.reduce((sum, net) => sum + net, 0) / nets.length / downside) * Math.sqrt(TRADING_DAYS_A_YEAR);
}

/** Levels of India VIX, in points, that regimes end below. */
const REGIMES = [
  { below: 12, label: 'below 12' },
  { below: 16, label: '12 to 16' },
  { below: 20, label: '16 to 20' },
  { below: Number.POSITIVE_INFINITY, label: '20 and above' },
];

function byRegime(trades: readonly ClosedTrade[], vix: Vix): readonly GroupSum[] {
  const groups = groupsOf(trades, ({ date }) => {
    const level = vix.at(date);
    return level === null ? 'unknown' : (REGIMES.find(({ below }) => level * 100 < below)?.label ?? '');
  });
  return [...REGIMES.map(({ label }) => label), 'unknown'].flatMap((label) =>
    groups.filter((group) => group.label === label),
  );
}
