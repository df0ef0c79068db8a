import type { Bar } from '#shared/domain/bars';
import type { EpochMs } from '#shared/domain/units';

/** The premium of two options together at the end of a minute. In paise. */
export interface PremiumPoint {
  readonly at: EpochMs;
  readonly call: number;
  readonly put: number;
  readonly total: number;
}

type Close = Pick<Bar, 'startAt' | 'close'>;

/**
 * Adds up two series minute by minute. Where one of them did not trade, its last price still holds; before both
 * have traded there is no combined price.
 */
export function combinedPremium(calls: readonly Close[], puts: readonly Close[]): readonly PremiumPoint[] {
  const points: PremiumPoint[] = [];
  let [callIndex, putIndex] = [0, 0];
  let call: number | null = null;
  let put: number | null = null;
  while (callIndex < calls.length || putIndex < puts.length) {
    const at = Math.min(calls[callIndex]?.startAt ?? Infinity, puts[putIndex]?.startAt ?? Infinity);
    if (calls[callIndex]?.startAt === at) call = calls[callIndex++]?.close ?? call;
    if (puts[putIndex]?.startAt === at) put = puts[putIndex++]?.close ?? put;
    if (call !== null && put !== null) points.push({ at, call, put, total: call + put });
  }
  return points;
}

export interface PremiumRange {
  readonly first: number;
  readonly high: number;
  readonly low: number;
  readonly last: number;
}

/** Where the premium began, its extremes at minutes' ends, and where it is; null without points. */
export function premiumRange(points: readonly PremiumPoint[]): PremiumRange | null {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const totals = points.map(({ total }) => total);
  return { first: first.total, high: Math.max(...totals), low: Math.min(...totals), last: last.total };
}
