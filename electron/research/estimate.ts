/** How long the rest of many steps will take, by the later half of those done: reading comes before them, and the first ones are slow. */
export class Estimate {
  /** When so many steps were done. */
  private readonly doneAt: number[] = [];

  /** Milliseconds, from a clock of milliseconds; null while too little was done to tell. */
  left(done: number, remaining: number, now: number): number | null {
    this.doneAt[done] = now;
    const half = Math.floor(done / 2);
    const since = this.doneAt[half];
    return half === 0 || since === undefined ? null : ((now - since) / (done - half)) * remaining;
  }
}
