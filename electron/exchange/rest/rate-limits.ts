interface Window {
  key: number;
  count: number;
}

/** Counts calls in calendar windows of `length` milliseconds, as Kite does. */
class Counter {
  readonly #length: number;
  readonly #limit: number;
  readonly #window: Window = { key: -1, count: 0 };

  constructor(limit: number, length: number) {
    this.#limit = limit;
    this.#length = length;
  }

  allows(now: number): boolean {
    const key = Math.floor(now / this.#length);
    if (key !== this.#window.key) {
      this.#window.key = key;
      this.#window.count = 0;
    }
    this.#window.count += 1;
    return this.#window.count <= this.#limit;
  }
}

export type CallKind = 'order' | 'quote' | 'history' | 'other';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const COOL_DOWN = 10 * SECOND;

/** Kite's limits, by the real clock whatever the demo's speed: 10 order calls a second and 400 a minute, and so on. */
export class RateLimits {
  readonly #monotonic: () => number;
  readonly #perSecond = {
    order: new Counter(10, SECOND),
    quote: new Counter(1, SECOND),
    history: new Counter(3, SECOND),
    other: new Counter(10, SECOND),
  };
  readonly #ordersPerMinute = new Counter(400, MINUTE);
  #coolUntil = 0;

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  allows(kind: CallKind): boolean {
    const now = this.#monotonic();
    if (kind !== 'order') return this.#perSecond[kind].allows(now);
    const isWithin = this.#perSecond.order.allows(now) && this.#ordersPerMinute.allows(now);
    if (!isWithin) this.#coolUntil = now + COOL_DOWN;
    return now >= this.#coolUntil;
  }
}
