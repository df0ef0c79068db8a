import type { RecordedDay, Tape } from '#electron/research/recording';
import { USUAL_SLIPPAGE } from '#electron/research/slippage';
import { createBook, type Book } from '#shared/domain/book';
import { sessionOf } from '#shared/domain/calendar';
import { createCatalogue, type Catalogue } from '#shared/domain/catalogue';
import { istClock, SECOND, type IstDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { FASTEST_SPEED } from '#shared/ipc/playback';
import type { Clock } from '#shared/ports/clock';
import type { Feed } from '#shared/ports/feed';
import { PlayedClock } from './played-clock';

/** What the market has to know of the desk that it waits for. */
export interface Follower {
  /** Orders are on their way: seconds have to pass for what becomes of them. */
  isBusy(): boolean;
  /** Grows with everything that happened to the desk. */
  revision(): number;
  /** The last frame was played. What is open may be left now, at the prices that there are. */
  onEnd(): void;
}

export interface RecordedMarketSetup {
  readonly day: RecordedDay;
  /** Begins at the last frame by then, with everything before it known; null begins before the first frame. */
  readonly at: EpochMs | null;
  readonly speed: number;
  readonly isPaused: boolean;
  readonly follower: Follower;
  /** Real milliseconds. */
  readonly monotonic: () => number;
  /** Whenever it stopped moving by itself: paused at a bar, or at the end. */
  readonly onStopped: () => void;
}

type PricesListener = Parameters<Feed['onPrices']>[0];

/** So that a pause or another speed is noticed soon. */
const MOST_WAIT_MS = 50;
/** A market that stands still for less, in real time, explains itself by going on. */
const NOTICED_MS = 5_000;
/** Orders that answer each other without end would hold the market for ever. */
const MOST_ROUNDS = 50;
/** How long after a frame unfinished business may go on before the next one. */
const MOST_SECONDS = 60;

/**
 * A recorded day as a market that waits for its desk: a frame comes when the one before has been worked off, as research plays it
 * (`research/day-desk.ts`). Its time is that of the frames; seconds between two pass only while orders are on their way.
 */
export class RecordedMarket {
  readonly date: IstDate;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly book: Book;
  readonly catalogue: Catalogue;
  readonly clock: Clock = { now: () => this.now };
  readonly feed: Feed;
  private readonly setup: RecordedMarketSetup;
  private readonly tape: Tape;
  private readonly changed: Int32Array;
  private readonly listeners = new Set<PricesListener>();
  private readonly pace: PlayedClock;
  /** Seconds may pass until then before the next frame comes. */
  private readonly closesAt: EpochMs;
  private frame = 0;
  private frameAt: EpochMs;
  private now: EpochMs;
  private runsTo: EpochMs | null = null;
  private work: ((at: EpochMs) => Promise<void>) | null = null;
  private isFree = false;
  private isDriving = false;
  private isOver = false;

  constructor(setup: RecordedMarketSetup) {
    const { day, at, speed, isPaused, monotonic } = setup;
    const session = sessionOf(day.date, 'options');
    if (!session) throw new Error(`${day.date} is no trading day`);
    this.setup = setup;
    this.date = day.date;
    this.catalogue = createCatalogue(day.instruments);
    this.book = createBook({ capacity: day.instruments.length });
    for (const instrument of day.instruments) this.book.add(instrument);
    this.tape = day.open(this.book, USUAL_SLIPPAGE);
    this.changed = new Int32Array(day.instruments.length);
    this.from = this.tape.at(0);
    this.to = this.tape.at(this.tape.frames - 1);
    this.closesAt = session.closesAt;
    this.now = session.opensAt - SECOND;
    if (at !== null) this.passTo(at);
    this.frameAt = this.now;
    this.pace = new PlayedClock({ speed, isPaused, at: this.now, monotonic });
    this.feed = this.createFeed();
  }

  get state(): { readonly speed: number; readonly isPaused: boolean; readonly isOver: boolean } {
    return { speed: this.pace.speed, isPaused: this.pace.isPaused, isOver: this.isOver };
  }

  /** When the next frame comes, of a recording that has so few that the screen stands still until then; else null. */
  get waitsUntil(): EpochMs | null {
    const isWaiting = this.frame > 0 && this.frame < this.tape.frames && this.runsTo === null;
    const at = isWaiting ? this.tape.at(this.frame) : this.frameAt;
    return (at - this.frameAt) / this.pace.speed < NOTICED_MS ? null : at;
  }

  /** From now on frames come. Until then nobody who has to be there for the first one can miss it. */
  release(): void {
    this.isFree = true;
    this.drive();
  }

  /** Each frame ends when the promise of `work` has. Returns how to stop. */
  readonly follow = (work: (at: EpochMs) => Promise<void>): (() => void) => {
    this.work = work;
    this.drive();
    return () => {
      this.work = null;
    };
  };

  set(speed: number, isPaused: boolean): void {
    this.runsTo = null;
    this.pace.set(speed, isPaused, this.now);
    this.drive();
  }

  /** On to a time as fast as the desk can. Throws in words. */
  runTo(at: EpochMs): void {
    if (at <= this.now) throw new RangeError(`It is ${istClock(this.now)} already.`);
    this.runsTo = at;
    this.pace.set(this.pace.speed, false, this.now);
    this.drive();
  }

  private createFeed(): Feed {
    return {
      // All of the recording is there, whoever wants it.
      subscribe: () => {},
      onPrices: (listener) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
      onStatus: (listener) => {
        listener({ kind: 'connected' });
        return () => {};
      },
      close: () => {
        this.work = null;
        return Promise.resolve();
      },
    };
  }

  /** To the last frame by then, for whoever begins in the middle: its prices are as fresh there as they were. */
  private passTo(at: EpochMs): void {
    while (this.frame < this.tape.frames && this.tape.at(this.frame) <= at) {
      this.tape.write(this.frame, this.changed);
      this.now = Math.max(this.now, this.tape.at(this.frame));
      this.frame += 1;
    }
  }

  /** The first frame is shown even while it is paused: a desk without prices says nothing of the day. */
  private get mayMove(): boolean {
    const isHeld = this.pace.isPaused && this.frame > 0;
    return this.isFree && this.work !== null && !isHeld && !this.isOver;
  }

  private drive(): void {
    if (!this.isDriving) void this.driveOn();
  }

  private async driveOn(): Promise<void> {
    this.isDriving = true;
    try {
      while (this.mayMove) await this.next();
    } finally {
      this.isDriving = false;
    }
    this.setup.onStopped();
  }

  private async next(): Promise<void> {
    const at = this.nextAt();
    if (at === null) return this.end();
    const isHurried = this.runsTo !== null || this.frame === 0 || this.pace.speed >= FASTEST_SPEED;
    const wait = isHurried ? 0 : this.pace.dueIn(at);
    if (wait >= 1) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(wait, MOST_WAIT_MS)));
      return;
    }
    await this.step(at);
    this.pace.reached(this.now);
    if (this.runsTo === null || this.now < this.runsTo) return;
    this.runsTo = null;
    this.pace.set(this.pace.speed, true, this.now);
  }

  /** The next frame, or the next second while something is on its way; null when both are over. */
  private nextAt(): EpochMs | null {
    const hasFrame = this.frame < this.tape.frames;
    const frameAt = hasFrame ? this.tape.at(this.frame) : this.closesAt;
    const latest = Math.min(frameAt, this.frameAt + MOST_SECONDS * SECOND);
    if (this.now + SECOND < latest && this.setup.follower.isBusy()) return this.now + SECOND;
    return hasFrame ? frameAt : null;
  }

  private async step(at: EpochMs): Promise<void> {
    const before = this.setup.follower.revision();
    this.now = Math.max(this.now, at);
    if (this.frame < this.tape.frames && this.tape.at(this.frame) <= at) {
      const count = this.tape.write(this.frame, this.changed);
      this.frame += 1;
      this.frameAt = this.now;
      for (const listener of this.listeners) listener(this.changed, count);
    }
    await this.untilQuiet(before);
  }

  /** Until a round in which nothing happened. */
  private async untilQuiet(before: number): Promise<void> {
    let seen = before;
    for (let round = 0; round < MOST_ROUNDS && this.work !== null; round += 1) {
      await this.work(this.now);
      const revision = this.setup.follower.revision();
      if (revision === seen) return;
      seen = revision;
    }
  }

  private async end(): Promise<void> {
    const before = this.setup.follower.revision();
    this.setup.follower.onEnd();
    this.frameAt = this.now;
    await this.untilQuiet(before);
    for (let at = this.nextAt(); at !== null && this.work !== null; at = this.nextAt()) await this.step(at);
    this.isOver = this.work !== null;
  }
}
