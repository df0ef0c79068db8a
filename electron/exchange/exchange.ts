import { join } from 'node:path';
import { err, messageOf, ok, type Result } from '#shared/domain/result';
import { istAt, istClock } from '#shared/domain/time';
import type { EpochMs, Paise } from '#shared/domain/units';
import { FASTEST_SPEED } from '#shared/ipc/playback';
import type { Control } from './control/control';
import type { ControlCommand, ControlState } from './control/protocol';
import type { Faults } from './faults/faults';
import { listDays, readDay, type RecordedDay } from './market/day-files';
import { placeElsewhere } from './orders/foreign-order';
import type { Sessions } from './session';
import { loadState, saveClock, saveState, type SavedState } from './state/saved-state';
import { EMPTY_BOOK, Venue, type VenueContext } from './venue';

export interface DayChoice {
  /** A folder of recorded days. */
  readonly daysDirectory: string;
  /** Null takes the saved day, or the newest. */
  readonly dayId: string | null;
  /** Null starts where the day suggests. Ignored when a saved day resumes. */
  readonly startAt: EpochMs | null;
  readonly speed: number;
  readonly seed: number;
}

export interface ExchangeParts {
  readonly choice: DayChoice;
  readonly statePath: string | null;
  readonly monotonic: () => number;
  readonly userId: string;
  readonly openingCash: Paise;
  readonly sessions: (accessToken: string | null) => Sessions;
  readonly faults: Faults;
}

const DONE = ok<void>(undefined);
const NOT_SAVED = 'The demo could not be saved';

/** The running exchange without its sockets: the day, the session, what is saved, and the demo's controls. */
export class DemoExchange implements Control {
  readonly #parts: ExchangeParts;
  readonly #context: VenueContext;
  readonly sessions: Sessions;
  #venue: Venue;
  #note = '';
  #saved = '';
  /** Counts the fresh starts, so that a clock file of the run before is not taken for this one's. */
  #run = 1;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    const { monotonic, userId, openingCash, faults } = parts;
    this.#context = { monotonic, userId, openingCash, faults };
    const saved = this.#load();
    this.sessions = parts.sessions(saved?.accessToken ?? null);
    this.#venue = saved
      ? this.#resumed(saved)
      : this.#fresh(parts.choice.dayId ?? this.#newestDay(), 1, parts.choice.startAt);
  }

  get venue(): Venue {
    return this.#venue;
  }

  readonly state = (): ControlState => {
    const { market, clock } = this.#venue;
    const { id, title, underlyings, pieces } = market.day.manifest;
    const { marketAt, speed, isPaused } = clock.state;
    return {
      marketAt,
      speed,
      isPaused,
      isPaced: clock.isHeld,
      isOver: marketAt >= clock.endsAt,
      day: { id, title, underlyings },
      opensAt: market.session.opensAt,
      closesAt: market.session.closesAt,
      recordedFrom: market.recordedFrom,
      recordedTo: market.recordedTo,
      pieces,
      note: this.#note,
      days: this.days(),
      faults: this.#parts.faults.active,
    };
  };

  readonly days = () => listDays(this.#parts.choice.daysDirectory);

  readonly execute = (command: ControlCommand): Result<void, string> => {
    const { clock } = this.#venue;
    switch (command.kind) {
      case 'pause':
      case 'resume':
        clock.setPaused(command.kind === 'pause');
        return DONE;
      case 'speed':
        return this.#setSpeed(command.speed);
      case 'seek':
        return this.#seek(command.at);
      case 'run-to':
        return this.#runTo(command.at);
      case 'restart-day':
        return this.#beginAgain(command);
      case 'day':
        return this.#nextDay(command.dayId);
      case 'fault':
        this.#setFault(command);
        return DONE;
      case 'clear-faults':
        this.#parts.faults.clear();
        return DONE;
      case 'foreign-order':
        return placeElsewhere(this.#venue, command);
      case 'drop-sockets':
        return DONE;
      case 'expire-token':
        this.sessions.close();
        return DONE;
    }
  };

  /** Writes the book and the session when they changed, so that whoever is told of them next can rely on them. */
  save(): void {
    const path = this.#parts.statePath;
    const { book, ids } = this.#venue;
    const version = [this.#run, book.revision, ids.next, this.sessions.accessToken].join(' ');
    if (path === null || version === this.#saved) return;
    this.#write(() => {
      saveState(path, this.#snapshot());
      this.#saved = version;
    });
  }

  /** Writes the clock alone, which changes all the time. */
  saveClock(): void {
    const path = this.#parts.statePath;
    if (path === null) return;
    this.#write(() => saveClock(path, { run: this.#run, clock: this.#venue.clock.state }));
  }

  /** A full disk must not end the demo: it goes on, tries again with the next change, and says what is the matter. */
  #write(save: () => void): void {
    try {
      save();
      if (this.#note.startsWith(NOT_SAVED)) this.#note = '';
    } catch (error) {
      this.#note = `${NOT_SAVED}: ${messageOf(error)}`;
    }
  }

  #snapshot(): SavedState {
    const { market, seed, clock, processedAt, ids, book } = this.#venue;
    const { accessToken } = this.sessions;
    const common = { format: 1, dayId: market.date, run: this.#run, seed, clock: clock.state, processedAt } as const;
    return { ...common, nextId: ids.next, accessToken, book: book.state };
  }

  #load(): SavedState | null {
    const { statePath, choice } = this.#parts;
    if (statePath === null) return null;
    const loaded = loadState(statePath, choice.dayId);
    if (loaded.kind === 'set-aside') {
      this.#note = `The saved demo could not be continued (${loaded.why}). It is kept as ${loaded.path}; the day starts afresh.`;
    }
    return loaded.kind === 'state' ? loaded.state : null;
  }

  #newestDay(): string {
    const [newest] = this.days();
    if (!newest) throw new Error(`There is no recorded day in ${this.#parts.choice.daysDirectory}`);
    return newest.id;
  }

  #read(dayId: string): RecordedDay {
    return readDay(join(this.#parts.choice.daysDirectory, dayId));
  }

  #resumed(saved: SavedState): Venue {
    this.#run = saved.run;
    return new Venue({ ...saved, day: this.#read(saved.dayId) }, this.#context);
  }

  #fresh(dayId: string, nextId: number, startAt: EpochMs | null): Venue {
    const day = this.#read(dayId);
    const { date, startsAt } = day.manifest;
    const marketAt = startAt ?? istAt(date, startsAt);
    const { seed, speed } = this.#parts.choice;
    const clock = { marketAt, speed: 1, isPaused: false };
    const venue = new Venue({ day, seed, clock, processedAt: marketAt, nextId, book: EMPTY_BOOK }, this.#context);
    venue.clock.setSpeed(speed);
    return venue;
  }

  #beginAgain({ at, isPaused }: Extract<ControlCommand, { kind: 'restart-day' }>): Result<void, string> {
    const refusal = at === undefined ? null : this.#outside(at);
    if (refusal !== null) return err(refusal);
    const chosen = this.#choose(this.#venue.market.date, at ?? null);
    if (isPaused === true) this.#venue.clock.setPaused(true);
    return chosen;
  }

  #choose(dayId: string, startAt: EpochMs | null = null): Result<void, string> {
    if (!this.days().some((day) => day.id === dayId)) return err(`There is no recorded day ${dayId}.`);
    const { speed } = this.#venue.clock.state;
    this.#venue = this.#fresh(dayId, this.#venue.ids.next, startAt);
    this.#venue.clock.setSpeed(speed);
    this.#run += 1;
    this.#note = '';
    return DONE;
  }

  /** A night lies between two days, and no session survives it. */
  #nextDay(dayId: string): Result<void, string> {
    const chosen = this.#choose(dayId);
    if (chosen.ok) this.sessions.close();
    return chosen;
  }

  #setSpeed(speed: number): Result<void, string> {
    if (!(speed >= 1 && speed <= FASTEST_SPEED))
      return err(`The speed must be from 1 to ${FASTEST_SPEED}, found ${speed}.`);
    this.#venue.clock.setSpeed(speed);
    return DONE;
  }

  /** Why the day cannot be shown at a time; null when it can. */
  #outside(at: EpochMs): string | null {
    const { market, clock } = this.#venue;
    if (at >= market.recordedFrom && at <= clock.endsAt) return null;
    return `This day can be shown from ${istClock(market.recordedFrom)} to ${istClock(clock.endsAt)}.`;
  }

  #runTo(at: EpochMs): Result<void, string> {
    const { clock } = this.#venue;
    const refusal = this.#outside(at);
    if (refusal !== null) return err(refusal);
    if (!clock.isHeld) return err('Nobody follows the market, or a fault is switched on: it runs freely.');
    if (at <= clock.now()) return err(`It is ${istClock(clock.now())} already.`);
    clock.runTo(at);
    return DONE;
  }

  #seek(at: EpochMs): Result<void, string> {
    const refusal = this.#outside(at);
    if (refusal !== null) return err(refusal);
    if (!this.#venue.canSeekTo(at)) return err('Back in time there must be no orders: start the day again first.');
    this.#venue.seekTo(at);
    return DONE;
  }

  #setFault(command: Extract<ControlCommand, { kind: 'fault' }>): void {
    const { name, count, scope, milliseconds, message } = command;
    const fault = { name, scope: scope ?? 'all', milliseconds: milliseconds ?? 1000, message: message ?? null };
    this.#parts.faults.set({ ...fault, remaining: count ?? null });
  }
}
