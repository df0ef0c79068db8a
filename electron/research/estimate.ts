/** Below so many steps and milliseconds a guess would be several times too long: code that has just begun to run is slow. */
const LEAST_DONE = 5;
const LEAST_MS = 5_000;

/** How long the rest of many steps will take, by the newest third of those done: each of the first takes longer than the next. */
export class Estimate {
  /** When so many steps were done. */
  private readonly doneAt: number[] = [];
  private beganAt: number | null = null;

  /** Milliseconds, from a clock of milliseconds; null while too little was done to tell. */
  left(done: number, remaining: number, now: number): number | null {
    this.beganAt ??= now;
    this.doneAt[done] = now;
    const newest = Math.max(LEAST_DONE - 1, Math.floor(done / 3));
    const since = this.doneAt[done - newest];
    if (done < LEAST_DONE || now - this.beganAt < LEAST_MS || since === undefined) return null;
    return ((now - since) / newest) * remaining;
  }
}
