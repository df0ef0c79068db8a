import type { PerformanceReport } from '#shared/domain/performance-report';
import type { IstDate } from '#shared/domain/time';
import type { EpochMs, Paise, Qty } from '#shared/domain/units';

/** What came of the days, today's closed trades included. */
export interface PerformanceReply extends PerformanceReport {
  /** Every strategy that ever closed a trade here, to choose from. */
  readonly strategies: readonly string[];
  /** Days that could not be read, and why. */
  readonly faults: readonly string[];
}

/** The day's money at the end of a minute. */
export interface ResultMinute {
  readonly at: EpochMs;
  /** After charges. */
  readonly net: Paise;
  /** Net of each strategy instance by its id. */
  readonly byInstance: Readonly<Record<string, Paise>>;
}

/** One chain at the end of a minute. Open interest is in units, strike by strike; null where there was no quote. */
export interface ChainMinute {
  readonly at: EpochMs;
  readonly spot: Paise | null;
  readonly pcr: number | null;
  readonly maxPain: Paise | null;
  readonly strikes: readonly Paise[];
  readonly ce: readonly (Qty | null)[];
  readonly pe: readonly (Qty | null)[];
}

/** The minutes of a day so far, oldest first. */
export interface DayCurve {
  readonly date: IstDate;
  readonly minutes: readonly ResultMinute[];
}

export interface ChainDay {
  readonly date: IstDate;
  readonly minutes: readonly ChainMinute[];
}
