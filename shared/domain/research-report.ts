import type { GroupSum, PerformanceReport } from './performance-report';
import type { Fraction, Paise } from './units';

/** What one in twenty, one in two and nineteen in twenty stay below. */
export interface Spread {
  readonly low: Paise;
  readonly middle: Paise;
  readonly high: Paise;
}

export interface MonteCarlo {
  readonly rounds: number;
  readonly seed: number;
  /** The deepest drawdown, as a positive amount, of the same trades in another order. */
  readonly drawdown: Spread;
  /** The net result of as many trades drawn from these, each as often as luck has it. */
  readonly net: Spread;
  /** The share of such draws that lose. */
  readonly lossProbability: Fraction;
}

/** All that a run is judged by, beyond its plain figures. */
export interface ResearchReport {
  readonly performance: PerformanceReport;
  /** Growth a year of the capital with the net result, by calendar days; null for less than 30 of them, or capital lost. */
  readonly cagr: Fraction | null;
  /** Mean of the days' net results over their downside deviation (from zero), times √252; null when no day lost. */
  readonly sortino: number | null;
  /** Charges as a share of the gross result; null when that is no gain. */
  readonly costsShare: Fraction | null;
  /** Mean milliseconds from a trade's opening to its close; null without trades. */
  readonly timeInTrade: number | null;
  readonly byYear: readonly GroupSum[];
  readonly byMonth: readonly GroupSum[];
  /** Empty without India VIX. */
  readonly byVix: readonly GroupSum[];
  readonly monteCarlo: MonteCarlo | null;
}
