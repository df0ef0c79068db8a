import { IST_OFFSET, SECOND } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { UTCTimestamp } from 'lightweight-charts';

/** The library labels its axis in UTC: shifted by India's offset, it reads like the clock on the wall there. */
export function chartTime(at: EpochMs): UTCTimestamp {
  // Whole seconds since the epoch are what the library's brand stands for.
  return Math.floor((at + IST_OFFSET) / SECOND) as UTCTimestamp;
}

export function epochOf(time: UTCTimestamp): EpochMs {
  return time * SECOND - IST_OFFSET;
}
