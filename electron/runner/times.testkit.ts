import type { PaceTimes } from './pace';

/** A clock that stands until `pass` moves it, past whatever is due on the way. */
export class Times implements PaceTimes {
  private at = 0;
  private timers: { readonly at: number; readonly run: () => void }[] = [];

  now(): number {
    return this.at;
  }

  later(run: () => void, ms: number): () => void {
    const timer = { at: this.at + ms, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((each) => each !== timer);
    };
  }

  pass(ms: number): void {
    const until = this.at + ms;
    for (;;) {
      const [next] = this.timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
      if (!next) break;
      this.timers = this.timers.filter((each) => each !== next);
      this.at = next.at;
      next.run();
    }
    this.at = until;
  }
}
