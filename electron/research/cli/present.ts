import type { GroupSum } from '#shared/domain/performance-report';
import { istStamp } from '#shared/domain/time';
import type { Metrics } from '#shared/domain/trade-metrics';
import type { EpochMs, Paise } from '#shared/domain/units';
import { symbolOf } from '#shared/domain/words';
import type { PlayResult } from '../play';
import type { PlayTerms } from '../play-terms';
import type { ResearchReport, Spread } from '#shared/domain/research-report';
import { asDuration } from '../report/words';
import type { ResearchTrade } from '../results';

export interface Presented {
  readonly command: string;
  readonly file: string;
  readonly terms: PlayTerms;
  readonly result: PlayResult;
  readonly report: ResearchReport;
  readonly notes: readonly string[];
  /** Wall-clock milliseconds of playing. */
  readonly took: number;
}

/** The result as a document for programs: amounts in rupees, times in IST with their zone. */
export function documentOf({ command, file, terms, result, report, notes }: Presented) {
  const { metrics, trades, missed, digest } = result;
  return {
    command,
    file,
    from: result.from,
    to: result.to,
    days: result.days,
    strategies: terms.instances.map(({ strategy, params }) => ({ id: strategy, params })),
    slippage: terms.slippage,
    capital: terms.capital / 100,
    metrics: metricsDocument(metrics),
    report: reportDocument(report),
    digest,
    trades: trades.map(tradeDocument),
    missed: missed.map(({ at, ...call }) => ({ at: stampOf(at), ...call })),
    lastWords: result.lastWords,
    modelled: result.modelled,
    notes: [...notes, ...result.notes],
  };
}

/** Figures with their amounts in rupees. */
export function metricsDocument(metrics: Metrics) {
  return {
    ...metrics,
    gross: metrics.gross / 100,
    charges: metrics.charges / 100,
    net: metrics.net / 100,
    expectancy: metrics.expectancy === null ? null : metrics.expectancy / 100,
    maxDrawdown: metrics.maxDrawdown / 100,
  };
}

export function tradeDocument(trade: ResearchTrade) {
  return {
    ...trade,
    openedAt: stampOf(trade.openedAt),
    closedAt: stampOf(trade.closedAt),
    legs: trade.legs.map((leg) => ({
      ...leg,
      entry: inRupees(leg.entry),
      exit: inRupees(leg.exit),
      enteredAt: stampOf(leg.enteredAt),
      leftAt: stampOf(leg.leftAt),
      pnl: leg.pnl / 100,
    })),
    gross: trade.gross / 100,
    charges: trade.charges / 100,
    net: trade.net / 100,
  };
}

function inRupees(amount: Paise | null): number | null {
  return amount === null ? null : amount / 100;
}

function stampOf(at: EpochMs): string;
function stampOf(at: EpochMs | null): string | null;
function stampOf(at: EpochMs | null): string | null {
  return at === null ? null : `${istStamp(at).replace(' ', 'T')}+05:30`;
}

function reportDocument(report: ResearchReport) {
  const { performance, monteCarlo } = report;
  const groups = (sums: readonly GroupSum[]) => sums.map((sum) => ({ ...sum, net: sum.net / 100 }));
  const spread = ({ low, middle, high }: Spread) => ({ low: low / 100, middle: middle / 100, high: high / 100 });
  return {
    cagr: report.cagr,
    sortino: report.sortino,
    costsShare: report.costsShare,
    minutesInTrade: report.timeInTrade === null ? null : report.timeInTrade / 60_000,
    averageWin: inRupees(performance.averageWin),
    averageLoss: inRupees(performance.averageLoss),
    streaks: performance.streaks,
    byYear: groups(report.byYear),
    byMonth: groups(report.byMonth),
    byWeekday: groups(performance.byWeekday),
    byHour: groups(performance.byHour),
    byVix: groups(report.byVix),
    monteCarlo: monteCarlo && {
      ...monteCarlo,
      drawdown: spread(monteCarlo.drawdown),
      net: spread(monteCarlo.net),
    },
    equity: performance.equity.map(({ at, equity, drawdown }) => ({
      at: stampOf(at),
      equity: equity / 100,
      drawdown: drawdown / 100,
    })),
  };
}

/** The result for a person. */
export function textOf({ file, result, report, notes, took }: Presented): string {
  const { metrics, trades } = result;
  const lines = [
    `${file}: ${result.days} days, ${result.from ?? '–'} to ${result.to ?? '–'}, ${result.frames} frames in ${(took / 1000).toFixed(2)} s`,
    ...trades.map(tradeLine),
    ...(trades.length === 0
      ? result.lastWords.map(({ strategy, why }) => `${strategy} did not trade; it said last: ${why}`)
      : []),
    '',
    `Net ${money(metrics.net)} = gross ${money(metrics.gross)} − charges ${money(metrics.charges)}`,
    `Trades ${metrics.trades}, won ${percent(metrics.winRate)}, profit factor ${figure(metrics.profitFactor)}, expectancy ${money(metrics.expectancy)}`,
    `Deepest drawdown ${money(metrics.maxDrawdown)}, Sharpe ${figure(metrics.sharpe)}, in the market ${percent(metrics.exposure)} of the time`,
    `Growth a year ${percent(report.cagr)}, Sortino ${figure(report.sortino)}, charges ${percent(report.costsShare)} of gross, ${asDuration(report.timeInTrade)} in a trade`,
    `Signals not traded: ${result.missed.length}`,
    `Digest ${result.digest}`,
    ...result.modelled.map((what) => `Modelled: ${what}`),
    ...[...notes, ...result.notes].map((note) => `Note: ${note}`),
  ];
  return `${lines.join('\n')}\n`;
}

function tradeLine(trade: ResearchTrade): string {
  const legs = trade.legs.map(
    ({ side, qty, instrument, entry, exit }) =>
      `${side} ${qty} ${symbolOf(instrument)} ${money(entry)} → ${money(exit)}`,
  );
  const until = trade.closedAt === null ? 'open' : istStamp(trade.closedAt).slice(11);
  return `${istStamp(trade.openedAt)}–${until}  ${legs.join(', ')}  net ${money(trade.net)}${trade.isModelled ? ' (modelled)' : ''}  ${trade.exitReason ?? trade.legs.map((leg) => leg.exitReason).join('; ')}`;
}

export function percent(value: number | null): string {
  return value === null ? '–' : `${(value * 100).toFixed(1)} %`;
}

export function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}

/** Paise as rupees. */
export function money(amount: number | null): string {
  return amount === null ? '–' : (amount / 100).toFixed(2);
}
