import type { IstDate } from '#shared/domain/time';
import type { Paise } from '#shared/domain/units';

/** Market seconds per second, of a market that waits for its desk: more than any desk can do, so it runs as fast as it can. */
export const FASTEST_SPEED = 3_600;

/** Of a market that waits for nobody. */
export const FREE_SPEED_LIMIT = 60;

/** A recorded day that was played to its end, and what was traded in it. */
export interface PlayedDay {
  readonly day: IstDate;
  readonly trades: number;
  readonly net: Paise;
  /** SHA-256 over all trades, to the paisa and the millisecond. */
  readonly digest: string;
  /** Whether it equals that of the time before; null where the day was not played before. */
  readonly isAsBefore: boolean | null;
}
