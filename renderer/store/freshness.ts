import type { EpochMs } from '#shared/domain/units';
import type { DeskView } from '#shared/ipc/views';

/** Older than what the risk gate would still trade on. A played day runs faster than the clock, so its prices may be older. */
export function isStale(
  { at, limits, playback }: Pick<DeskView, 'at' | 'limits' | 'playback'>,
  seenAt: EpochMs,
): boolean {
  return at - seenAt > limits.staleAfterMs * Math.max(1, playback?.speed ?? 1);
}
