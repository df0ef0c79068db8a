import { istDate, type IstDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';

/** Groups what has a time by its Indian day, in the order of first appearance. */
export function byDay<T>(items: readonly T[], atOf: (item: T) => EpochMs): ReadonlyMap<IstDate, readonly T[]> {
  const days = new Map<IstDate, T[]>();
  for (const item of items) {
    const date = istDate(atOf(item));
    const day = days.get(date);
    if (day) day.push(item);
    else days.set(date, [item]);
  }
  return days;
}
