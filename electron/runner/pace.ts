export interface PaceTimes {
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
  /** Runs its argument once after so many milliseconds; returns how to prevent it. */
  later(run: () => void, ms: number): () => void;
}

export const SYSTEM_TIMES: PaceTimes = {
  now: () => performance.now(),
  later: (run, ms) => {
    // A timer takes a millisecond at least.
    if (ms === 0) {
      const turn = setImmediate(run);
      return () => clearImmediate(turn);
    }
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * Runs something soon after it is due, never twice within `everyMs`, and never while nothing is due. What becomes due in
 * the same turn, or while it waits, is one run.
 */
export class Pace {
  private readonly everyMs: number;
  private readonly run: () => void;
  private readonly times: PaceTimes;
  private ranAt = -Infinity;
  private cancel: (() => void) | null = null;

  constructor(everyMs: number, run: () => void, times: PaceTimes = SYSTEM_TIMES) {
    this.everyMs = everyMs;
    this.run = run;
    this.times = times;
  }

  /** Not before `afterMs`. */
  due(afterMs = 0): void {
    if (this.cancel !== null) return;
    const wait = Math.max(afterMs, this.ranAt + this.everyMs - this.times.now());
    this.cancel = this.times.later(() => {
      this.cancel = null;
      this.ranAt = this.times.now();
      this.run();
    }, wait);
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }
}
