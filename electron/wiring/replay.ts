import { join } from 'node:path';
import { Sources } from '#electron/replay/sources';
import { digestOf } from '#electron/research/results';
import type { DeskHost } from '#electron/runner/desk-host';
import type { DeskSession } from '#electron/runner/desk-session';
import { openTrades } from '#electron/runner/open-trades';
import type { Playback } from '#electron/runner/wiring';
import { messageOf } from '#shared/domain/result';
import { istClock } from '#shared/domain/time';
import { paise, type EpochMs } from '#shared/domain/units';
import { SHIPPED_DAYS, type OpenChoice, type PlayedDay, type ReplaySource } from '#shared/ipc/playback';
import type { DemoVenue } from './demo';
import type { ReplayMarket } from './replay-market';
import { openRecordedDays } from './replay-recording';
import { shippedDays } from './replay-shipped';
import type { Surroundings } from './surroundings';

/** So many days are told of; whoever plays more reads their journals. */
const MOST_PLAYED = 30;

/** Recorded days as a person plays them: one after the other, again, from another time, and those of another recording. */
export class Replay {
  private readonly host: DeskHost;
  private readonly around: Surroundings;
  private readonly sources: Sources;
  private readonly playback: Playback;
  private readonly shipped: ReplayMarket;
  private market: ReplayMarket;
  private stop: () => void;
  private until: string | null = null;
  private played: readonly PlayedDay[] = [];
  /** Whose end has been noted. */
  private ended: DeskSession | null = null;

  constructor(host: DeskHost, venue: DemoVenue, around: Surroundings) {
    const { folder, settings } = around;
    this.host = host;
    this.around = around;
    this.shipped = shippedDays(venue, around);
    this.market = this.shipped;
    this.sources = new Sources({
      root: folder.root,
      historyFolder: () => settings.get().history.folder ?? join(folder.root, 'data', 'history'),
    });
    this.playback = {
      view: () => ({ ...this.market.view(), until: this.until, played: this.played, reading: this.sources.reading() }),
      set: (speed, isPaused) => this.market.set(speed, isPaused),
      jump: (at) => this.jump(at),
      runTo: (at) => this.market.runTo(at),
      setUntil: (day) => {
        this.until = day;
      },
      restart: (day) => this.change(() => this.market.begin(day)),
      sources: () => this.listed(),
      look: (choice) => this.sources.look(choice),
      open: (choice) => this.openDay(choice),
      cancel: () => this.sources.cancel(),
    };
    this.stop = this.market.onOver(() => this.onOver());
  }

  async open(): Promise<void> {
    await this.host.change(() => this.wire());
    this.market.release();
  }

  async close(): Promise<void> {
    this.stop();
    this.sources.close();
    await this.market.close();
  }

  private wire(): ReturnType<ReplayMarket['wire']> {
    return this.market.wire(this.playback, () => this.host.session());
  }

  /** The desk is opened anew at the other time, so that nothing it knows lies in the future, and no minute is missing. */
  private async jump(at: EpochMs): Promise<void> {
    const { from, to, day } = this.market.view();
    if (at < from || at > to)
      throw new RangeError(`Expected a time from ${istClock(from)} to ${istClock(to)}, found ${istClock(at)}`);
    if (openTrades(this.host.session()).length > 0)
      throw new Error('Trades are open, and their stops would not see what lies between: exit them first');
    return this.change(() => (at >= this.market.now() ? this.market.seek(at) : this.market.begin(day, at)));
  }

  private async listed(): Promise<readonly ReplaySource[]> {
    const { name } = this.shipped;
    const days = this.shipped.view().days.map(({ id }) => id);
    return [{ id: SHIPPED_DAYS, kind: 'shipped', name, bytes: 0, days }, ...(await this.sources.list())];
  }

  /** What is to be played is read before the desk that is open closes: it stays when that cannot be. */
  private async openDay({ source, day, symbol }: OpenChoice): Promise<void> {
    if (openTrades(this.host.session()).length > 0)
      throw new Error('Trades are open here, and nobody would watch their stops: exit them first');
    const { speed } = this.market.view();
    const next =
      source === SHIPPED_DAYS
        ? this.shipped
        : await openRecordedDays({ source, symbol, day, speed }, this.sources, this.around);
    await this.change(async () => {
      await this.take(next);
      await next.begin(day);
      await next.set(speed, true);
    });
  }

  private async take(next: ReplayMarket): Promise<void> {
    this.stop();
    if (next !== this.market) await this.market.close();
    this.market = next;
    this.until = null;
    this.stop = next.onOver(() => this.onOver());
  }

  /** Opens a desk after `between`, whatever came of that, and lets the strategies run that ran. Rejects with what failed. */
  private async change(between: () => Promise<void>): Promise<void> {
    const running = runningOn(this.host.session());
    const faults: unknown[] = [];
    await this.host.change(
      () => this.wire(),
      () =>
        between().catch((error: unknown) => {
          faults.push(error);
        }),
    );
    const runner = this.host.session()?.runner;
    // One that goes on by its journal runs already, and says so.
    for (const instance of running) runner?.command({ kind: 'start', instance });
    this.market.release();
    if (faults.length > 0) throw faults[0];
  }

  private onOver(): void {
    const session = this.host.session();
    if (session === null || session === this.ended) return;
    this.ended = session;
    this.played = [this.playedOn(session), ...this.played].slice(0, MOST_PLAYED);
    const next = this.nextDay(session.wiring.date);
    if (next === null) return;
    this.goOn(next).catch((error: unknown) => {
      this.around.log.error({ error: messageOf(error) }, 'The next day could not be begun');
    });
  }

  private goOn(day: string): Promise<void> {
    const { speed } = this.market.view();
    return this.change(async () => {
      await this.market.begin(day);
      await this.market.set(speed, false);
    });
  }

  private playedOn(session: DeskSession): PlayedDay {
    const trades = this.market.tradesOf(session);
    const digest = digestOf(trades);
    const { date } = session.desk;
    const { name } = this.market;
    const before = this.played.find(({ day, source }) => day === date && source === name);
    return {
      day: date,
      source: name,
      trades: trades.length,
      net: paise(trades.reduce((sum, { net }) => sum + net, 0)),
      digest,
      isAsBefore: before ? before.digest === digest : null,
    };
  }

  /** The next one that is recorded; null when that is not wanted any more. */
  private nextDay(day: string): string | null {
    const { until } = this;
    const later = this.market.view().days.map(({ id }) => id);
    if (until === null) return null;
    return later.filter((id) => id > day && id <= until).toSorted()[0] ?? null;
  }
}

function runningOn(session: DeskSession | null): readonly string[] {
  const instances = [...(session?.desk.instances.values() ?? [])];
  return instances.filter(({ status }) => status === 'running').map(({ id }) => id);
}
