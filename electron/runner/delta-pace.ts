import type { Delta } from '#shared/ipc/delta';
import { Pace, SYSTEM_TIMES, type PaceTimes } from './pace';
import type { Publisher } from './publisher';

/** A frame of the screen, in milliseconds: what comes sooner than that would be painted over unseen. */
const PRICES_EVERY = 16;
/** What is derived from prices goes along with the first that come so long after it went last. */
const DERIVED_EVERY = 100;
/** And by itself after so long, when none come. */
const DERIVED_AT_LATEST = 200;

/**
 * Decides which delta goes when: prices at once, and with them what is derived from them. Each delta is a frame of the window, most of
 * whose cost does not depend on how much changes, and prices that come while one is drawn wait for the next.
 */
export class DeltaPace {
  private readonly publisher: Pick<Publisher, 'publish' | 'publishPrices'>;
  private readonly send: (delta: Delta) => void;
  private readonly times: PaceTimes;
  private readonly prices: Pace;
  private derivedAt = -Infinity;

  constructor(publisher: DeltaPace['publisher'], send: (delta: Delta) => void, times: PaceTimes = SYSTEM_TIMES) {
    this.publisher = publisher;
    this.send = send;
    this.times = times;
    this.prices = new Pace(PRICES_EVERY, () => this.onPrices(), times);
  }

  /** Something changed that does not wait: prices, orders, fills. */
  due(): void {
    this.prices.due();
  }

  /** Called from time to time: what changes with time alone is told too. */
  tick(): void {
    if (this.sinceDerived() >= DERIVED_AT_LATEST) this.sendAll();
  }

  stop(): void {
    this.prices.stop();
  }

  private onPrices(): void {
    if (this.sinceDerived() >= DERIVED_EVERY) return this.sendAll();
    const delta = this.publisher.publishPrices();
    if (delta !== null) this.send(delta);
  }

  private sendAll(): void {
    this.derivedAt = this.times.now();
    this.send(this.publisher.publish());
  }

  private sinceDerived(): number {
    return this.times.now() - this.derivedAt;
  }
}
