import { join } from 'node:path';
import { createPaperBroker } from '#electron/adapters/paper/broker';
import { EMPTY_STATE, type PaperState } from '#electron/adapters/paper/state';
import { NO_RECORDER } from '#electron/recording/recorder';
import { RecordedMarket, type Follower } from '#electron/replay/recorded-market';
import { nameOf, type OpenedDay, type Sources } from '#electron/replay/sources';
import { tradesOf, type ResearchTrade } from '#electron/research/results';
import type { Wired } from '#electron/runner/desk-host';
import type { DeskSession } from '#electron/runner/desk-session';
import { openTrades } from '#electron/runner/open-trades';
import type { Playback, WatchedUnderlying } from '#electron/runner/wiring';
import type { InstrumentId } from '#shared/domain/instrument';
import { isFinal } from '#shared/domain/order';
import type { IstDate } from '#shared/domain/time';
import { spotOf } from '#shared/domain/underlyings';
import type { EpochMs } from '#shared/domain/units';
import type { Journal } from '#shared/ports/journal';
import { openDayFiles, setJournalAside } from './day-files';
import { openDataDesk } from './day-recording';
import { demoFolder, firstStrategies } from './demo';
import { inEveryMode } from './every-mode';
import type { ReplayMarket } from './replay-market';
import type { Surroundings } from './surroundings';

/** Strikes on either side of the money that are watched of an underlying that the settings do not name. */
const OPTION_RANGE = 12;

export interface RecordedChoice {
  readonly source: string;
  /** One of several in a file. */
  readonly symbol: string | null;
  readonly day: IstDate;
  readonly speed: number;
}

/** A person's own recordings: the paper broker over their frames. Stands still until it is resumed. Rejects in words. */
export async function openRecordedDays(
  choice: RecordedChoice,
  sources: Sources,
  around: Surroundings,
): Promise<ReplayMarket> {
  const days = await sources.days(choice.source, choice.symbol);
  const first = await sources.open(choice.source, choice.symbol, choice.day);
  return new RecordedDays({ choice, days, sources, around }, first);
}

interface RecordedDaysParts {
  readonly choice: RecordedChoice;
  readonly days: readonly IstDate[];
  readonly sources: Sources;
  readonly around: Surroundings;
}

class RecordedDays implements ReplayMarket {
  readonly name: string;
  private readonly parts: RecordedDaysParts;
  private readonly listeners = new Set<() => void>();
  private opened: OpenedDay;
  private market: RecordedMarket;
  /** The simulated account of the day, which a jump takes along. */
  private account: PaperState = EMPTY_STATE;
  private session: () => DeskSession | null = () => null;
  /** Facts of the day so far. */
  private facts = 0;

  constructor(parts: RecordedDaysParts, opened: OpenedDay) {
    this.parts = parts;
    this.name = nameOf(parts.choice.source);
    this.opened = opened;
    this.market = this.marketAt(null, parts.choice.speed, true);
  }

  view(): ReturnType<ReplayMarket['view']> {
    const { choice, days } = this.parts;
    const { from, to, date, state, waitsUntil } = this.market;
    const { modelled, notes } = this.opened.contents;
    return {
      source: choice.source,
      speed: state.speed,
      isPaused: state.isPaused || state.isOver,
      from,
      to,
      waitsUntil,
      day: date,
      days: days.toReversed().map((id) => ({ id, label: '' })),
      provenance: [
        `${this.name}: as recorded, orders simulated`,
        ...modelled.map((what) => `Modelled: ${what}`),
        ...notes,
      ].join('\n'),
    };
  }

  now(): EpochMs {
    return this.market.clock.now();
  }

  set(speed: number, isPaused: boolean): Promise<void> {
    this.market.set(speed, isPaused);
    return Promise.resolve();
  }

  async runTo(at: EpochMs): Promise<void> {
    this.market.runTo(at);
  }

  seek(at: EpochMs): Promise<void> {
    const { speed, isPaused } = this.market.state;
    this.market = this.marketAt(at, speed, isPaused);
    return Promise.resolve();
  }

  async begin(day: string, from: EpochMs | null = null): Promise<void> {
    const { choice, sources, around } = this.parts;
    const { speed, isPaused, isOver } = this.market.state;
    const before = this.opened;
    this.opened = await sources.open(choice.source, choice.symbol, day);
    before.close();
    await this.setAside(day, around);
    // Begun again after its end it stands still: as fast as it can it would be over before anybody looks.
    this.market = this.marketAt(from, speed, isPaused || isOver);
  }

  async wire(playback: Playback, session: () => DeskSession | null): Promise<Wired> {
    this.session = session;
    const { around } = this.parts;
    const { market, opened } = this;
    const { date, clock, book, catalogue, feed } = market;
    const directory = replayFolder(around);
    const { history } = opened;
    const files = await openDayFiles(
      {
        directory,
        date,
        initial: firstStrategies(),
        standingDirectory: demoFolder(around),
        marketDirectory: directory,
        clock,
      },
      around,
    );
    const keep = (state: PaperState): void => {
      this.account = state;
    };
    return {
      wiring: {
        ...inEveryMode(around),
        mode: 'replay',
        date,
        clock,
        book,
        catalogue,
        feed,
        broker: createPaperBroker({ book, catalogue, clock, feed, state: this.account, keep }),
        history,
        ...files,
        journal: this.counted(files.journal),
        data: openDataDesk({ mode: 'demo', directory: demoFolder(around), date, clock, history }, around),
        openRecorder: () => Promise.resolve(NO_RECORDER),
        playback,
        follow: market.follow,
        tells: tellsOf(opened),
        armsItself: true,
        underlyings: watchedOn(opened, around),
        watchlist: () => [...around.settings.get().watchlist, ...sharesOn(opened)],
      },
      close: () => Promise.resolve(),
    };
  }

  release(): void {
    this.market.release();
  }

  tradesOf({ desk, ledger }: DeskSession): readonly ResearchTrade[] {
    return tradesOf(desk, ledger, this.opened.day.made);
  }

  onOver(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): Promise<void> {
    this.listeners.clear();
    this.opened.close();
    return Promise.resolve();
  }

  /** Before the desk of a day begun afresh is opened. */
  private async setAside(day: IstDate, around: Surroundings): Promise<void> {
    await setJournalAside(replayFolder(around), day, around.now());
    this.account = EMPTY_STATE;
  }

  private marketAt(at: EpochMs | null, speed: number, isPaused: boolean): RecordedMarket {
    const market = new RecordedMarket({
      day: this.opened.day,
      at,
      speed,
      isPaused,
      follower: this.follower(),
      monotonic: () => performance.now(),
      onStopped: () => {
        if (market !== this.market || !market.state.isOver) return;
        for (const listener of this.listeners) listener();
      },
    });
    return market;
  }

  private follower(): Follower {
    return {
      isBusy: () => isBusy(this.session()),
      revision: () => this.facts,
      onEnd: () => {
        const session = this.session();
        if (openTrades(session).length > 0)
          session?.runner.command({ kind: 'exit-all', reason: 'The recording ended' });
      },
    };
  }

  /** What a strategy remembers moves nothing else. */
  private counted(journal: Journal): Journal {
    return {
      ...journal,
      append: (entries) => {
        if (entries.some(({ fact }) => fact.kind !== 'decided')) this.facts += 1;
        return journal.append(entries);
      },
    };
  }
}

/** Where replays of one's own recordings keep what was done in them. */
function replayFolder({ folder }: Surroundings): string {
  return join(folder.root, 'replay');
}

function isBusy(session: DeskSession | null): boolean {
  if (session === null) return false;
  const { orders, trades } = session.desk;
  for (const order of orders.values()) if (!isFinal(order)) return true;
  for (const { status } of trades.values()) if (status === 'opening' || status === 'closing') return true;
  return false;
}

function tellsOf({ day }: OpenedDay) {
  const kinds = new Map(day.instruments.map(({ id, kind }) => [id, kind]));
  return (id: InstrumentId) => ({
    hasVolume: day.withVolume.has(id),
    hasOi: kinds.get(id) === 'option' || day.withOi?.has(id) === true,
  });
}

/** Underlyings with an index or options: shares are watched one by one. */
function watchedOn({ contents, day }: OpenedDay, { settings }: Surroundings): readonly WatchedUnderlying[] {
  const chosen = settings.get().underlyings;
  const listed = new Set(day.instruments.flatMap((each) => ('underlying' in each ? [each.underlying] : [])));
  return contents.symbols
    .filter((name) => listed.has(name))
    .map((name) => chosen.find((each) => each.name === name) ?? { name, optionRange: OPTION_RANGE })
    .filter(({ name }) => day.instruments.some(({ id }) => id === spotOf(name)));
}

function sharesOn({ day }: OpenedDay): readonly InstrumentId[] {
  return day.instruments.filter(({ kind }) => kind === 'equity').map(({ id }) => id);
}
