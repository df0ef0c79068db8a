import type { EpochMs } from '#shared/domain/units';
import type { PricePath } from './price-path';

interface Progress {
  interval: number;
  offset: number;
  high: number;
  low: number;
  oiHigh: number;
  oiLow: number;
  /** Paise × units of the finished intervals. */
  turnover: number;
}

export interface DayRange {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly oiHigh: number;
  readonly oiLow: number;
  /** Volume-weighted price of the day in paise, 0 without trades. */
  readonly average: number;
}

/** Day high, low and average up to an instant, kept as the clock moves on; going back starts over. */
export class DayRangeTracker {
  readonly #path: PricePath;
  #progress: Progress;

  constructor(path: PricePath) {
    this.#path = path;
    this.#progress = this.#start();
  }

  at(at: EpochMs): DayRange {
    const { timeline, record } = this.#path;
    const place = timeline.place(at) ?? { interval: record.first, offset: 0 };
    const past = this.#progress;
    if (place.interval < past.interval || (place.interval === past.interval && place.offset < past.offset)) {
      this.#progress = this.#start();
    }
    const now = this.#progress;
    while (now.interval < place.interval) {
      const { low, high } = this.#path.bounds(now.interval);
      // Most minutes lie well within the day's range and need not be worked out.
      if (low < now.low || high > now.high) this.#scan(now, Infinity);
      this.#finish(now);
    }
    this.#scan(now, place.offset);
    const volume = this.#path.recordedVolume(now.interval);
    const average = volume > 0 ? Math.round(now.turnover / volume) : 0;
    return {
      open: this.#path.recorded(record.first),
      high: now.high,
      low: now.low,
      oiHigh: now.oiHigh,
      oiLow: now.oiLow,
      average,
    };
  }

  #start(): Progress {
    const { record } = this.#path;
    const first = this.#path.recorded(record.first);
    const oi = this.#path.oiAt(record.first, 0);
    const turnover = first * this.#path.recordedVolume(record.first);
    return { interval: record.first, offset: 0, high: first, low: first, oiHigh: oi, oiLow: oi, turnover };
  }

  #scan(now: Progress, until: number): void {
    const prices = this.#path.prices(now.interval);
    const end = Math.min(until, prices.length - 1);
    for (let offset = now.offset; offset <= end; offset++) {
      const price = prices[offset] ?? now.low;
      if (price > now.high) now.high = price;
      else if (price < now.low) now.low = price;
    }
    now.offset = Math.max(now.offset, end);
  }

  #finish(now: Progress): void {
    const { interval } = now;
    const traded = this.#path.recordedVolume(interval + 1) - this.#path.recordedVolume(interval);
    now.turnover += (traded * (this.#path.recorded(interval) + this.#path.recorded(interval + 1))) / 2;
    now.interval = interval + 1;
    now.offset = 0;
    const oi = this.#path.oiAt(now.interval, 0);
    now.oiHigh = Math.max(now.oiHigh, oi);
    now.oiLow = Math.min(now.oiLow, oi);
  }
}
