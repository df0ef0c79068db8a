import { pause, type Timers } from './timers';

/** At most `calls` in any stretch of `ms`. */
export interface RateWindow {
  readonly calls: number;
  readonly ms: number;
}

/** Resolves when the next call may leave; turns are given in the order they were asked for. */
export type Turn = () => Promise<void>;

/**
 * Kite counts by calendar second, so any stretch of a second has to hold, and a tenth more, because calls
 * that left apart may arrive together. As of 2026-11 (see the broker's forum).
 */
export const KITE_LIMITS = {
  quotes: [{ calls: 1, ms: 1_100 }],
  history: [{ calls: 3, ms: 1_100 }],
  /** Placing, modifying and cancelling together. */
  orders: [
    { calls: 10, ms: 1_100 },
    { calls: 400, ms: 61_000 },
  ],
  others: [{ calls: 10, ms: 1_100 }],
} as const satisfies Record<string, readonly RateWindow[]>;

export function createRateLimit(windows: readonly RateWindow[], timers: Timers): Turn {
  const longest = Math.max(...windows.map(({ calls }) => calls));
  /** When the last turns were given, some of them in the future. */
  const given: number[] = [];

  return async () => {
    const now = timers.now();
    const free = windows.map(({ calls, ms }) => (given[given.length - calls] ?? Number.NEGATIVE_INFINITY) + ms);
    const at = Math.max(now, given.at(-1) ?? now, ...free);
    given.push(at);
    if (given.length > longest) given.shift();
    if (at > now) await pause(timers, at - now);
  };
}
