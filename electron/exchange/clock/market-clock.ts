import type { EpochMs } from '#shared/domain/units';
import { FASTEST_SPEED, FREE_SPEED_LIMIT } from '#shared/ipc/playback';

export interface ClockState {
  readonly marketAt: EpochMs;
  /** Market seconds per second. */
  readonly speed: number;
  readonly isPaused: boolean;
}

const MIN_SPEED = 1;
/** Milliseconds of the machine's clock by which a held market may lag and still make up for it. */
const MOST_LATE = 250;

/**
 * The recorded day's clock: runs at 1× to 60×, pauses, and stops by itself at the end of the day. Who paces it holds it meanwhile,
 * and then it may be as fast as whoever it waits for.
 */
export class MarketClock {
  readonly #monotonic: () => number;
  readonly #endsAt: EpochMs;
  #state: ClockState;
  #since: number;
  #heldAt: EpochMs | null = null;
  /** Where a run ends in a pause. */
  #pauseAt: EpochMs | null = null;

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
    return this.#heldAt ?? this.#running();
  }

  /** Where it was last put: at its beginning, by a pause, a change of speed or of time. */
  get putAt(): EpochMs {
    return this.#state.marketAt;
  }

  /** Whether market time stands where `hold` put it. */
  get isHeld(): boolean {
    return this.#heldAt !== null;
  }

  /** Puts market time at `at` and keeps it there, until the next hold or the release. */
  hold(at: EpochMs): void {
    const isLate = this.#running() - at > MOST_LATE * this.#state.speed;
    // Who was held up does not have to catch up with what passed meanwhile.
    if (isLate || !this.isHeld) this.#restart({ ...this.#state, marketAt: at });
    this.#heldAt = Math.min(this.#endsAt, at);
    if (this.#pauseAt !== null && at >= this.#pauseAt) this.setPaused(true);
  }

  /** Hurries a held market on to `at`, where it pauses. */
  runTo(at: EpochMs): void {
    this.setPaused(false);
    this.#pauseAt = at;
  }

  /** Market time runs again, from where it stood. */
  release(): void {
    if (!this.isHeld) return;
    this.#restart({ ...this.#state, marketAt: this.now() });
    this.#heldAt = null;
    this.#pauseAt = null;
  }

  /** Milliseconds of the machine's clock until a held market would have reached `at`. */
  dueIn(at: EpochMs): number {
    return this.#pauseAt === null ? Math.max(0, (at - this.#running()) / this.#state.speed) : 0;
  }

  #running(): EpochMs {
    const { marketAt, isPaused } = this.#state;
    if (isPaused) return marketAt;
    const speed = this.isHeld ? this.#state.speed : Math.min(FREE_SPEED_LIMIT, this.#state.speed);
    return Math.min(this.#endsAt, Math.floor(marketAt + (this.#monotonic() - this.#since) * speed));
  }

  get state(): ClockState {
    const marketAt = this.now();
    return { marketAt, speed: this.#state.speed, isPaused: this.#state.isPaused || marketAt >= this.#endsAt };
  }

  setPaused(isPaused: boolean): void {
    this.#pauseAt = null;
    this.#restart({ ...this.#state, marketAt: this.now(), isPaused });
  }

  /** Throws RangeError outside 1 to FASTEST_SPEED. */
  setSpeed(speed: number): void {
    if (!(speed >= MIN_SPEED && speed <= FASTEST_SPEED))
      throw new RangeError(`Expected a speed from 1 to ${FASTEST_SPEED}, found ${speed}`);
    this.#restart({ ...this.#state, marketAt: this.now(), speed });
  }

  setTime(marketAt: EpochMs): void {
    this.#heldAt = null;
    this.#pauseAt = null;
    this.#restart({ ...this.#state, marketAt });
  }

  #restart(state: ClockState): void {
    this.#state = state;
    this.#since = this.#monotonic();
  }
}
