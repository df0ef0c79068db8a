import type { EpochMs } from '#shared/domain/units';

/** Where the next bar begins after `at`, counted from the opening at `from`; never `at` itself. */
export function barAfter(at: EpochMs, length: number, from: EpochMs): EpochMs {
  return from + (Math.floor((at - from) / length) + 1) * length;
}
