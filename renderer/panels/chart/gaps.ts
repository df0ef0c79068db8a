import { barLength, type Bar, type BarInterval } from '#shared/domain/bars';
import type { GapView } from '#shared/ipc/views';

/** The stretch without prices that a bar has a part in; days have so many that it says nothing of them. */
export function gapOf(gaps: readonly GapView[], { startAt }: Bar, interval: BarInterval): GapView | null {
  if (interval === '1d') return null;
  return gaps.find(({ from, to }) => startAt <= to && startAt + barLength(interval) > from) ?? null;
}
