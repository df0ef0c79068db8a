import type { Bar } from '#shared/domain/bars';
import type { EpochMs } from '#shared/domain/units';
import type { SeriesView } from '#shared/ipc/views';

/** The ends of a series, which is all that moves. */
type Ends = Pick<SeriesView, 'previous' | 'last'>;

/**
 * The bars a chart that ends at `endsAt` still has to draw, oldest first. The library refuses to go back in
 * time, and a delta may arrive after a bar has closed: the closed bar's last word comes before its successor.
 */
export function barsToDraw(endsAt: EpochMs | null, { previous, last }: Ends): readonly Bar[] {
  const bars = previous === null ? [last] : [previous, last];
  return bars.filter((bar) => endsAt === null || bar.startAt >= endsAt);
}

/**
 * Whether a series went on elsewhere than where the chart ends: bars closed that it never saw, as while the window
 * was hidden, or the played day was set back. Then the series is asked for anew.
 */
export function isBroken(endsAt: EpochMs | null, { previous, last }: Ends): boolean {
  if (endsAt === null) return previous !== null;
  return last.startAt < endsAt || (previous !== null && previous.startAt > endsAt);
}

/** Replaces the bar of the same start at the end of the list, or appends: the list itself is changed. */
export function putLast(bars: Bar[], bar: Bar): void {
  if (bars.at(-1)?.startAt === bar.startAt) bars[bars.length - 1] = bar;
  else bars.push(bar);
}

/** The index of the bar that holds `at`: the last one to begin at or before it; -1 before the first. */
export function barIndexAt(bars: readonly Pick<Bar, 'startAt'>[], at: EpochMs): number {
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((bars[middle]?.startAt ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
