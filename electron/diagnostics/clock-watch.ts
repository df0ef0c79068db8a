import { MINUTE, SECOND } from '#shared/domain/time';

/** What happened to the computer's time between two looks, in milliseconds. */
export type ClockJump =
  /** It slept, or its clock was set forward: from inside the two look alike. */
  { readonly kind: 'ahead'; readonly ms: number } | { readonly kind: 'back'; readonly ms: number };

export interface Clocks {
  /** The computer's clock, which people and time servers set. */
  readonly wall: () => number;
  /** Never set; on some systems it stands still during sleep, on others it goes on. */
  readonly monotonic: () => number;
}

/** More than time servers correct at once, and than a busy machine is late. */
const LEAST_AHEAD = 10 * SECOND;
const LEAST_BACK = 2 * SECOND;
/** A look that comes so late was no busy machine: it slept. */
const LONGEST_LATENESS = 60 * SECOND;

/** Compares the two clocks at every look. */
export function createClockWatch({ wall, monotonic }: Clocks): { look(): ClockJump | null } {
  let seen = { wall: wall(), monotonic: monotonic() };
  return {
    look() {
      const now = { wall: wall(), monotonic: monotonic() };
      const passed = now.monotonic - seen.monotonic;
      const ahead = now.wall - seen.wall - passed;
      seen = now;
      if (ahead <= -LEAST_BACK) return { kind: 'back', ms: -ahead };
      if (ahead >= LEAST_AHEAD) return { kind: 'ahead', ms: ahead + passed };
      return passed >= LONGEST_LATENESS ? { kind: 'ahead', ms: passed } : null;
    },
  };
}

/** '35 s', '12 min', '1 h 5 min'. */
export function inWords(ms: number): string {
  if (ms < 2 * MINUTE) return `${Math.round(ms / SECOND)} s`;
  const minutes = Math.round(ms / MINUTE);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
