import { digestOf, tradesOf } from '#electron/research/results';
import type { DeskHost } from '#electron/runner/desk-host';
import type { DeskSession } from '#electron/runner/desk-session';
import { openTrades } from '#electron/runner/open-trades';
import { messageOf } from '#electron/runner/runner';
import type { Playback } from '#electron/runner/wiring';
import { istClock } from '#shared/domain/time';
import { paise, type EpochMs } from '#shared/domain/units';
import type { PlayedDay } from '#shared/ipc/playback';
import { setJournalAside } from './day-files';
import { demoFolder, wireDemo, type DemoVenue } from './demo';
import { clockView, setClock } from './demo-clock';
import type { Surroundings } from './surroundings';

/** So many days are told of; whoever plays more reads their journals. */
const MOST_PLAYED = 30;

/** The recorded days as a person plays them: one after the other, again, and from another time. */
export class Replay {
  private readonly host: DeskHost;
  private readonly venue: DemoVenue;
  private readonly around: Surroundings;
  private readonly playback: Playback;
  private readonly stop: () => void;
  private until: string | null = null;
  private played: readonly PlayedDay[] = [];
  /** Whose end has been noted. */
  private ended: DeskSession | null = null;

  constructor(host: DeskHost, venue: DemoVenue, around: Surroundings) {
    this.host = host;
    this.venue = venue;
    this.around = around;
    const { control } = venue;
    this.playback = {
      view: () => ({ ...clockView(control), until: this.until, played: this.played }),
      set: (speed, isPaused) => setClock(control, speed, isPaused),
      jump: (at) => this.jump(at),
      runTo: (at) => control.ask({ kind: 'run-to', at }),
      setUntil: (day) => {
        this.until = day;
      },
      restart: (day) => this.change(() => this.begin(day)),
    };
    this.stop = control.onChange(({ isOver }) => {
      if (isOver) this.onOver();
    });
  }

  open(): Promise<void> {
    return this.host.change(() => wireDemo(this.venue, this.around, this.playback));
  }

  close(): void {
    this.stop();
  }

  /** The desk is opened anew at the other time, so that nothing it knows lies in the future, and no minute is missing. */
  private async jump(at: EpochMs): Promise<void> {
    const { control } = this.venue;
    const { recordedFrom, recordedTo, marketAt, isPaused, day } = control.state();
    if (at < recordedFrom || at > recordedTo)
      throw new RangeError(
        `Expected a time from ${istClock(recordedFrom)} to ${istClock(recordedTo)}, found ${istClock(at)}`,
      );
    if (openTrades(this.host.session()).length > 0)
      throw new Error('Trades are open, and their stops would not see what lies between: exit them first');
    if (at >= marketAt) return this.change(() => control.ask({ kind: 'seek', at }));
    return this.change(async () => {
      await setJournalAside(demoFolder(this.around), day.id, this.around.now());
      await control.ask({ kind: 'restart-day', at, isPaused });
    });
  }

  /** A day begun again is another day to the journal: what was done in it before is kept under another name. */
  private async begin(day: string): Promise<void> {
    const { control } = this.venue;
    const current = control.state().day.id;
    await setJournalAside(demoFolder(this.around), day, this.around.now());
    await control.ask(day === current ? { kind: 'restart-day' } : { kind: 'day', dayId: day });
  }

  /** Opens a desk after `between`, whatever came of that, and lets the strategies run that ran. Rejects with what failed. */
  private async change(between: () => Promise<void>): Promise<void> {
    const running = runningOn(this.host.session());
    const faults: unknown[] = [];
    await this.host.change(
      () => wireDemo(this.venue, this.around, this.playback),
      () =>
        between().catch((error: unknown) => {
          faults.push(error);
        }),
    );
    const runner = this.host.session()?.runner;
    // One that goes on by its journal runs already, and says so.
    for (const instance of running) runner?.command({ kind: 'start', instance });
    if (faults.length > 0) throw faults[0];
  }

  private onOver(): void {
    const session = this.host.session();
    if (session === null || session === this.ended) return;
    this.ended = session;
    this.played = [this.playedOn(session), ...this.played].slice(0, MOST_PLAYED);
    const next = this.nextDay(session.wiring.date);
    if (next === null) return;
    this.playback.restart(next).catch((error: unknown) => {
      this.around.log.error({ error: messageOf(error) }, 'The next day could not be begun');
    });
  }

  private playedOn({ desk, ledger }: DeskSession): PlayedDay {
    const trades = tradesOf(desk, ledger);
    const digest = digestOf(trades);
    const before = this.played.find(({ day }) => day === desk.date);
    return {
      day: desk.date,
      trades: trades.length,
      net: paise(trades.reduce((sum, { net }) => sum + net, 0)),
      digest,
      isAsBefore: before ? before.digest === digest : null,
    };
  }

  /** The next one that is recorded; null when that is not wanted any more. */
  private nextDay(day: string): string | null {
    const { until } = this;
    const later = this.venue.control.state().days.map(({ id }) => id);
    if (until === null) return null;
    return later.filter((id) => id > day && id <= until).toSorted()[0] ?? null;
  }
}

function runningOn(session: DeskSession | null): readonly string[] {
  const instances = [...(session?.desk.instances.values() ?? [])];
  return instances.filter(({ status }) => status === 'running').map(({ id }) => id);
}
