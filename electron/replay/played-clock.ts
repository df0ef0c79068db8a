import type { EpochMs } from '#shared/domain/units';

interface PlayedClockSetup {
  readonly speed: number;
  readonly isPaused: boolean;
  readonly at: EpochMs;
  /** Real milliseconds. */
  readonly monotonic: () => number;
}

/** Further behind than that, the market goes on from where it is, rather than hurry after the clock. */
const MOST_BEHIND_MS = 250;

/** When a market time is due, at so many market seconds a second. */
export class PlayedClock {
  speed: number;
  isPaused: boolean;
  private readonly monotonic: () => number;
  /** A market time and the real one at which it was. */
  private anchor: { readonly at: EpochMs; readonly real: number };

  constructor({ speed, isPaused, at, monotonic }: PlayedClockSetup) {
    this.speed = speed;
    this.isPaused = isPaused;
    this.monotonic = monotonic;
    this.anchor = { at, real: monotonic() };
  }

  set(speed: number, isPaused: boolean, at: EpochMs): void {
    this.speed = speed;
    this.isPaused = isPaused;
    this.anchor = { at, real: this.monotonic() };
  }

  /** Real milliseconds until a market time; negative when it is over. */
  dueIn(at: EpochMs): number {
    return (at - this.anchor.at) / this.speed - (this.monotonic() - this.anchor.real);
  }

  /** The market has come to a time. */
  reached(at: EpochMs): void {
    const due = this.dueIn(at);
    if (due < -MOST_BEHIND_MS || due > 0) this.anchor = { at, real: this.monotonic() };
  }
}
