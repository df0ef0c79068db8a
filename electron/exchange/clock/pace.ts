import { SECOND } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { Followers } from '../control/followers';
import type { Faults } from '../faults/faults';
import { STEP } from '../market/timeline';
import type { TickerServer } from '../ticker/ticker-server';
import type { Venue } from '../venue';

export interface PaceParts {
  readonly venue: () => Venue;
  readonly ticker: TickerServer;
  readonly followers: Followers;
  readonly faults: Faults;
  /** The market stands still until the first desk follows. */
  readonly isAwaited: boolean;
  /** Brings the book up to the clock and tells its news. */
  readonly settle: () => void;
  /** Somebody should be told that the market is paced now, or is no more. */
  readonly onChange: () => void;
}

/** Orders that answer each other without end would hold the market for ever. */
const MOST_ROUNDS = 50;
/** So that a change of speed or a pause is noticed soon. */
const MOST_WAIT_MS = 50;

/**
 * Takes market time from second to second, each only when the desks that follow have worked off the one before: what a
 * desk decides depends on the market then, not on how fast the machine or the market is. Without followers, and while a
 * fault is switched on, whose effects are matters of real time, the market runs freely.
 */
export class Pace {
  readonly #parts: PaceParts;
  /** Market time is moving: nobody else may bring prices now. */
  isStepping = false;
  #isDriving = false;
  #isClosed = false;
  #isAwaited: boolean;
  /** What had been done when the market was last found quiet. */
  #seen = -1;

  constructor(parts: PaceParts) {
    this.#parts = parts;
    this.#isAwaited = parts.isAwaited;
  }

  /** Call often: takes the market over when there is somebody to wait for, and lets it run when there is not. */
  drive(): void {
    if (!this.#isDriving) void this.#drive();
  }

  /** After somebody put the market to another time or day: nothing moves before the desks were told. */
  take(): void {
    const { clock } = this.#parts.venue();
    if ((!this.#isWanted && !this.#isAwaited) || clock.isHeld) return;
    // A market that is awaited has not moved yet, however long it took to get here.
    const at = this.#isAwaited ? clock.putAt : clock.now();
    clock.hold(Math.floor(at / STEP) * STEP);
  }

  close(): void {
    this.#isClosed = true;
  }

  get #isWanted(): boolean {
    const { followers, faults } = this.#parts;
    return !this.#isClosed && followers.count > 0 && faults.active.length === 0;
  }

  async #drive(): Promise<void> {
    const { clock } = this.#parts.venue();
    if (this.#parts.followers.count > 0) this.#isAwaited = false;
    if (!this.#isWanted && !this.#isAwaited) return this.#release();
    if (!clock.isHeld) {
      this.take();
      this.#parts.onChange();
    }
    this.#isDriving = true;
    try {
      while (this.#isWanted && !this.#parts.venue().clock.state.isPaused) await this.#next();
    } finally {
      this.#isDriving = false;
    }
    // It may have paused by itself.
    this.#parts.onChange();
  }

  #release(): void {
    const { clock } = this.#parts.venue();
    if (!clock.isHeld) return;
    clock.release();
    this.#parts.onChange();
  }

  async #next(): Promise<void> {
    const venue = this.#parts.venue();
    const { clock } = venue;
    this.take();
    const before = clock.now();
    const at = Math.min(clock.endsAt, Math.floor(before / SECOND) * SECOND + SECOND);
    const wait = clock.dueIn(at);
    if (wait >= 1) await new Promise((resolve) => setTimeout(resolve, Math.min(wait, MOST_WAIT_MS)));
    const isAsBefore = this.#parts.venue() === venue && clock.isHeld && clock.now() === before && !clock.state.isPaused;
    if (!isAsBefore || !this.#isWanted || clock.dueIn(at) >= 1) return;
    clock.hold(at);
    this.isStepping = true;
    try {
      await this.#step(venue, at);
    } finally {
      this.isStepping = false;
    }
  }

  /** Orders are matched and alarms go off before the second's prices are seen. */
  async #step(venue: Venue, at: EpochMs): Promise<void> {
    const { ticker } = this.#parts;
    await this.#untilQuiet(venue, at, () => {});
    await this.#untilQuiet(venue, at, () => ticker.pump());
  }

  /** Until a round in which nobody did anything that has consequences. */
  async #untilQuiet(venue: Venue, at: EpochMs, send: () => void): Promise<void> {
    const { ticker, followers, settle } = this.#parts;
    const doings = (): number => venue.book.revision + ticker.commands;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      if (this.#parts.venue() !== venue || venue.clock.now() !== at) return;
      const before = round === 0 ? this.#seen : doings();
      settle();
      send();
      await ticker.delivered();
      await followers.step(at);
      this.#seen = doings();
      if (this.#seen === before) return;
    }
  }
}
