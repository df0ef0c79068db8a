import type { EpochMs } from '#shared/domain/units';

export interface ClockState {
  readonly marketAt: EpochMs;
  /** Market seconds per second. */
  readonly speed: number;
  readonly isPaused: boolean;
}

const MIN_SPEED = 1;
const MAX_SPEED = 60;

/** The recorded day's clock: runs at 1× to 60×, pauses, and stops by itself at the end of the day. */
export class MarketClock {
  readonly #monotonic: () => number;
  readonly #endsAt: EpochMs;
  #state: ClockState;
  #since: number;

  /** `monotonic` counts milliseconds and is never set back. */
  constructor(monotonic: () => number, endsAt: EpochMs, state: ClockState) {
    this.#monotonic = monotonic;
    this.#endsAt = endsAt;
    this.#state = state;
    this.#since = monotonic();
  }

  get endsAt(): EpochMs {
    return this.#endsAt;
  }

  now(): EpochMs {
    const { marketAt, speed, isPaused } = this.#state;
    if (isPaused) return marketAt;
    return Math.min(this.#endsAt, Math.floor(marketAt + (this.#monotonic() - this.#since) * speed));
  }

  get state(): ClockState {
    const marketAt = this.now();
    return { marketAt, speed: this.#state.speed, isPaused: this.#state.isPaused || marketAt >= this.#endsAt };
  }

  setPaused(isPaused: boolean): void {
    this.#restart({ ...this.#state, marketAt: this.now(), isPaused });
  }

  /** Throws RangeError outside 1 to 60. */
  setSpeed(speed: number): void {
    if (!(speed >= MIN_SPEED && speed <= MAX_SPEED))
      throw new RangeError(`Expected a speed from 1 to 60, found ${speed}`);
    this.#restart({ ...this.#state, marketAt: this.now(), speed });
  }

  setTime(marketAt: EpochMs): void {
    this.#restart({ ...this.#state, marketAt });
  }

  #restart(state: ClockState): void {
    this.#state = state;
    this.#since = this.#monotonic();
  }
}
