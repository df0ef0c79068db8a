import type { Ladder } from '#shared/domain/matching/ladder';
import { MINUTE } from '#shared/domain/time';
import type { EpochMs, Paise, Qty } from '#shared/domain/units';
import { MarketClock, type ClockState } from './clock/market-clock';
import type { Faults } from './faults/faults';
import type { RecordedDay } from './market/day-files';
import { Market } from './market/market';
import { closeOfDay, squareOff } from './orders/day-end';
import { IdSource } from './orders/ids';
import type { OrderNews } from './orders/order';
import { OrderBook, type BookState } from './orders/order-book';
import { STEP } from './market/timeline';

/** After the close the clock runs on a little, so that the evening's state can be looked at. */
const AFTER_CLOSE = 5 * MINUTE;

export interface VenueStart {
  readonly day: RecordedDay;
  readonly seed: number;
  readonly clock: ClockState;
  readonly processedAt: EpochMs;
  readonly nextId: number;
  readonly book: BookState;
}

export interface VenueContext {
  readonly monotonic: () => number;
  readonly userId: string;
  readonly openingCash: Paise;
  readonly faults: Faults;
}

export const EMPTY_BOOK: BookState = { orders: [], trades: [] };

/** One day at the exchange: its market, its clock and the user's order book, kept in step. */
export class Venue {
  readonly market: Market;
  readonly clock: MarketClock;
  readonly book: OrderBook;
  readonly ids: IdSource;
  readonly seed: number;
  #processedAt: EpochMs;

  constructor(start: VenueStart, context: VenueContext) {
    this.seed = start.seed;
    this.market = new Market(start.day, start.seed);
    this.clock = new MarketClock(context.monotonic, this.market.session.closesAt + AFTER_CLOSE, start.clock);
    this.ids = new IdSource(start.nextId);
    this.book = new OrderBook({ market: this.market, ids: this.ids, ...context }, start.book);
    this.book.limitAvailability((ladder, lotSize) =>
      context.faults.isOn('partial-fills') ? oneLot(ladder, lotSize) : ladder,
    );
    this.#processedAt = start.processedAt;
  }

  get processedAt(): EpochMs {
    return this.#processedAt;
  }

  /** Brings the order book up to the clock and returns the market time, on the grid. */
  catchUp(): EpochMs {
    this.advanceTo(this.clock.now());
    return this.#processedAt;
  }

  /** Walks market time forward: matches, and lets the broker's desk and the close act at their time. */
  advanceTo(now: EpochMs): void {
    const target = Math.floor(now / STEP) * STEP;
    const { squareOffAt, closesAt } = this.market.session;
    for (const [at, act] of [
      [squareOffAt, () => squareOff(this.book, this.market, squareOffAt)],
      [closesAt, () => closeOfDay(this.book, closesAt)],
    ] as const) {
      if (this.#processedAt >= at || target < at) continue;
      this.book.advance(this.#processedAt, at - STEP);
      act();
      this.#processedAt = at;
    }
    this.book.advance(this.#processedAt, target);
    this.#processedAt = Math.max(this.#processedAt, target);
  }

  /** Back in time the book would have to be undone; only an untouched one may go there. */
  canSeekTo(at: EpochMs): boolean {
    return at >= this.#processedAt || this.book.orders.length === 0;
  }

  seekTo(at: EpochMs): void {
    if (at < this.#processedAt) this.#processedAt = Math.floor(at / STEP) * STEP;
    this.clock.setTime(at);
    this.catchUp();
  }

  takeNews(): readonly OrderNews[] {
    return this.book.takeNews();
  }
}

/** A single lot at the best price and nothing behind it. */
function oneLot(ladder: Ladder, lotSize: Qty): Ladder {
  const best = (levels: Ladder['bids']) => levels.slice(0, 1).map((level) => ({ ...level, qty: lotSize }));
  return { bids: best(ladder.bids), asks: best(ladder.asks) };
}
