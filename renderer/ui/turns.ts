/**
 * Lets what is slow to draw go one after the other, never in the frame that brings the prices and never two in one. Asked for
 * again while it waits, something runs once.
 */
export class Turns {
  private readonly everyMs: number;
  private readonly waiting = new Set<() => void>();
  private isComing = false;

  /** Milliseconds from one turn to the next: what all of them together may cost is bounded, however many there are. */
  constructor(everyMs: number) {
    this.everyMs = everyMs;
  }

  take(run: () => void): void {
    this.waiting.add(run);
    if (this.isComing) return;
    this.isComing = true;
    setTimeout(this.next);
  }

  /** For who goes away. */
  leave(run: () => void): void {
    this.waiting.delete(run);
  }

  private readonly next = (): void => {
    const [run] = this.waiting;
    this.isComing = run !== undefined;
    if (run === undefined) return;
    this.waiting.delete(run);
    setTimeout(this.next, this.everyMs);
    run();
  };
}
