import { DAY } from './time';
import { paise, type EpochMs, type Fraction, type Paise } from './units';

/** What the figures are made of: one closed trade, net of charges. */
export interface NetTrade {
  readonly openedAt: EpochMs;
  readonly closedAt: EpochMs;
  readonly gross: Paise;
  readonly charges: Paise;
}

/** One day that was played, whether or not anything was traded. */
export interface PlayedDay {
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
  readonly net: Paise;
}

export interface Metrics {
  readonly trades: number;
  readonly wins: number;
  readonly gross: Paise;
  readonly charges: Paise;
  /** Gross less charges. */
  readonly net: Paise;
  /** Of all trades; null without any. A trade that made nothing is no win. */
  readonly winRate: Fraction | null;
  /** Gains of the winners over losses of the others; null when nothing was lost. */
  readonly profitFactor: number | null;
  /** Mean net result of a trade, in paise with a fraction; null without any. */
  readonly expectancy: number | null;
  /** The deepest fall of the summed net results below their highest point so far, as a positive amount. */
  readonly maxDrawdown: Paise;
  /** Mean over standard deviation of the days' net results, times √252; null for fewer than two days or no variation. */
  readonly sharpe: number | null;
  /** Time during which anything was open, of all session time. */
  readonly exposure: Fraction;
}

const TRADING_DAYS_A_YEAR = 252;

/** The figures of a run of trades; trades in the order in which they closed. Sharpe needs no capital: it is a ratio of rupees. */
export function metricsOf(trades: readonly NetTrade[], days: readonly PlayedDay[]): Metrics {
  const nets = trades.map(({ gross, charges }) => gross - charges);
  const gained = sum(nets.filter((net) => net > 0));
  const lost = -sum(nets.filter((net) => net < 0));
  const wins = nets.filter((net) => net > 0).length;
  return {
    trades: trades.length,
    wins,
    gross: paise(sum(trades.map(({ gross }) => gross))),
    charges: paise(sum(trades.map(({ charges }) => charges))),
    net: paise(sum(nets)),
    winRate: trades.length === 0 ? null : wins / trades.length,
    profitFactor: lost === 0 ? null : gained / lost,
    expectancy: trades.length === 0 ? null : sum(nets) / trades.length,
    maxDrawdown: drawdownOf(nets),
    sharpe: sharpeOf(days.map(({ net }) => net)),
    exposure: exposureOf(trades, days),
  };
}

function drawdownOf(nets: readonly number[]): Paise {
  let [equity, peak, deepest] = [0, 0, 0];
  for (const net of nets) {
    equity += net;
    peak = Math.max(peak, equity);
    deepest = Math.max(deepest, peak - equity);
  }
  return paise(deepest);
}

function sharpeOf(nets: readonly number[]): number | null {
  if (nets.length < 2) return null;
  const mean = sum(nets) / nets.length;
  const variance = sum(nets.map((net) => (net - mean) ** 2)) / (nets.length - 1);
  return variance === 0 ? null : (mean / Math.sqrt(variance)) * Math.sqrt(TRADING_DAYS_A_YEAR);
}

/** Trades that overlap count once. */
function exposureOf(trades: readonly NetTrade[], days: readonly PlayedDay[]): Fraction {
  const sessions = sum(days.map(({ opensAt, closesAt }) => closesAt - opensAt));
  let [open, until] = [0, 0];
  for (const { openedAt, closedAt } of trades.toSorted((a, b) => a.openedAt - b.openedAt)) {
    // Nothing is held over more than a day, so a gap between two sessions is never counted as exposure.
    open += Math.min(Math.max(0, closedAt - Math.max(openedAt, until)), DAY);
    until = Math.max(until, closedAt);
  }
  return sessions === 0 ? 0 : open / sessions;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
