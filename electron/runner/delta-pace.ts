import type { Delta } from '#shared/ipc/delta';
import { Pace, SYSTEM_TIMES, type PaceTimes } from './pace';
import type { Publisher } from './publisher';

/** A frame of the screen, in milliseconds: what comes sooner than that would be painted over unseen. */
const PRICES_EVERY = 16;
/** What is derived from prices follows them when these have been drawn, */
const DERIVED_AFTER = 40;
/** at most so often, */
const DERIVED_EVERY = 100;
/** and goes by itself after so long, when none come. */
const DERIVED_AT_LATEST = 200;

/**
 * Decides which delta goes when: prices at once and alone, for making and drawing what is derived from them takes several times
 * as long; that follows in a delta of its own, which the window draws while it waits for the next prices.
 */
export class DeltaPace {
  private readonly times: PaceTimes;
  private readonly prices: Pace;
  private readonly derived: Pace;
  private derivedAt = -Infinity;

  constructor(
    publisher: Pick<Publisher, 'publish' | 'publishPrices'>,
    send: (delta: Delta) => void,
    times: PaceTimes = SYSTEM_TIMES,
  ) {
    this.times = times;
    this.derived = new Pace(
      DERIVED_EVERY,
      () => {
        this.derivedAt = times.now();
        send(publisher.publish());
      },
      times,
    );
    this.prices = new Pace(
      PRICES_EVERY,
      () => {
        const delta = publisher.publishPrices();
        if (delta !== null) send(delta);
        this.derived.due(DERIVED_AFTER);
      },
      times,
    );
  }

  /** Something changed that does not wait: prices, orders, fills. */
  due(): void {
    this.prices.due();
  }

  /** Called from time to time: what changes with time alone is told too. */
  tick(): void {
    if (this.times.now() - this.derivedAt >= DERIVED_AT_LATEST) this.derived.due();
  }

  stop(): void {
    this.prices.stop();
    this.derived.stop();
  }
}
