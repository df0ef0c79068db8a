/**
 * Elapsed time and delays for sockets, retries and limits. Not the desk's clock: that one may run at 60×, and the
 * system's may be set back in the middle of a wait.
 */
export interface Timers {
  /** Milliseconds since some fixed instant; never steps back. */
  now(): number;
  /** Calls once, later; returns a way to cancel. */
  after(ms: number, run: () => void): () => void;
}

export const systemTimers: Timers = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export function pause(timers: Timers, ms: number): Promise<void> {
  return new Promise((resolve) => {
    timers.after(ms, resolve);
  });
}
