import type { EpochMs } from '#shared/domain/units';

/** The desk's time: the system's, the demo day's, or an event's. */
export interface Clock {
  now(): EpochMs;
}
