import { MINUTE } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: MINUTE,
  ArrowUp: MINUTE,
  ArrowLeft: -MINUTE,
  ArrowDown: -MINUTE,
  PageUp: 15 * MINUTE,
  PageDown: -15 * MINUTE,
};

/** The whole minute that a key moves the time of the day to, within the recording; null for a key that does not. */
export function timeByKey(key: string, at: EpochMs, { from, to }: { from: EpochMs; to: EpochMs }): EpochMs | null {
  const step = STEPS[key];
  if (step === undefined) return null;
  return Math.min(to, Math.max(from, Math.floor((at + step) / MINUTE) * MINUTE));
}
