import type { Delta } from '#shared/ipc/delta';
import { Pace, SYSTEM_TIMES, type PaceTimes } from './pace';
import type { Publisher } from './publisher';

/** A frame of the screen, in milliseconds: what comes sooner than that would be painted over unseen. */
const PRICES_EVERY = 16;

/**
 * Decides which delta goes when: prices at once and by themselves, because the more a frame has to draw the later they are seen;
 * what is derived from them from time to time, and with an order or a fill at once.
 */
export class DeltaPace {
  private readonly publisher: Pick<Publisher, 'publish' | 'publishPrices'>;
  private readonly send: (delta: Delta) => void;
  private readonly changes: Pace;
  private isWhole = false;

  constructor(publisher: DeltaPace['publisher'], send: (delta: Delta) => void, times: PaceTimes = SYSTEM_TIMES) {
    this.publisher = publisher;
    this.send = send;
    this.changes = new Pace(PRICES_EVERY, () => this.onDue(), times);
  }

  /** Something changed that does not wait. */
  due(): void {
    this.changes.due();
  }

  /** Orders, fills or trades changed: the result that follows from them goes along, or for a moment the screen would contradict itself. */
  happened(): void {
    this.isWhole = true;
    this.changes.due();
  }

  /** Called from time to time: what is derived from prices, and what changes with time alone. */
  tick(): void {
    this.isWhole = false;
    this.send(this.publisher.publish());
  }

  stop(): void {
    this.changes.stop();
  }

  private onDue(): void {
    if (this.isWhole) return this.tick();
    const delta = this.publisher.publishPrices();
    if (delta !== null) this.send(delta);
  }
}
