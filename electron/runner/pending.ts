/** Counts what is under way, for whoever has to wait until there is nothing any more. */
export class Pending {
  private count = 0;
  private waiting: (() => void)[] = [];

  get isNone(): boolean {
    return this.count === 0;
  }

  begin(): void {
    this.count += 1;
  }

  end(): void {
    this.count -= 1;
    if (this.count > 0) return;
    for (const wake of this.waiting.splice(0)) wake();
  }

  /** Counts the work until it has settled, and hands it back. */
  track<T>(work: Promise<T>): Promise<T> {
    this.begin();
    const end = (): void => this.end();
    work.then(end, end);
    return work;
  }

  /** Resolves when nothing is under way, and what that had for consequences is not either. */
  async none(): Promise<void> {
    do {
      if (!this.isNone) await new Promise<void>((wake) => this.waiting.push(wake));
      // What waits for the same answer as we do has its turn first.
      await new Promise((turn) => setImmediate(turn));
    } while (!this.isNone);
  }
}
