import type { IstDate } from '../time';
import type { Fraction } from '../units';

/** One underlying's ATM IV as it last stood in each day's session. */
export type IvByDay = Readonly<Record<IstDate, Fraction>>;

export interface IvPercentile {
  /** The share of those days whose IV was below today's; a day that equals it counts half. */
  readonly share: Fraction;
  /** How many earlier days it was compared with: a person should see when they are few. */
  readonly days: number;
}

/** Where today's IV stands among the days before `today`; null while no earlier day is known. */
export function ivPercentile(history: IvByDay, today: IstDate, iv: Fraction): IvPercentile | null {
  const earlier = Object.entries(history).flatMap(([date, known]) => (date < today ? [known] : []));
  if (earlier.length === 0) return null;
  const below = earlier.filter((known) => known < iv).length;
  const equal = earlier.filter((known) => known === iv).length;
  return { share: (below + equal / 2) / earlier.length, days: earlier.length };
}

/**
 * The expiry whose ATM IV is kept for the day: the nearest that does not end today, since an option's last hours imply
 * figures that compare with no other day. Null where there is none. `expiries` ascend.
 */
export function expiryForIv(expiries: readonly IstDate[], today: IstDate): IstDate | null {
  return expiries.find((expiry) => expiry > today) ?? null;
}
