import { createPaperBroker } from '#electron/adapters/paper/broker';
import { createBarsLoader } from '#electron/runner/history-loader';
import { Pending } from '#electron/runner/pending';
import { Subscriber } from '#electron/runner/subscriber';
import { marketOf } from '#electron/runner/market-rules';
import { Runner } from '#electron/runner/runner';
import { StrategyDesk } from '#electron/runner/strategy-desk';
import type { BarTick } from '#shared/domain/bars';
import { createBook, type Book } from '#shared/domain/book';
import { barSessionOf, sessionOf } from '#shared/domain/calendar';
import { createCatalogue, type Catalogue } from '#shared/domain/catalogue';
import { isOutOfReach, type Reach } from '#shared/domain/exit-reach';
import type { InstrumentId } from '#shared/domain/instrument';
import { isFinal } from '#shared/domain/order';
import { orderCharges } from '#shared/domain/order-charges';
import type { QuoteOf } from '#shared/domain/quote';
import { messageOf } from '#shared/domain/result';
import { segmentOf } from '#shared/domain/segment';
import { SECOND } from '#shared/domain/time';
import { isLive, type Trade } from '#shared/domain/trade';
import { paise, type EpochMs } from '#shared/domain/units';
import { createDesk, type Desk } from '#shared/engine/desk';
import { createEngine } from '#shared/engine/engine';
import type { HostListener } from '#shared/engine/hosting';
import { createInlineHost, type InlineHost } from '#shared/engine/inline-host';
import { createLedger, type DayLedger } from '#shared/engine/ledger';
import { strategyById } from '#shared/engine/registry';
import { createSeriesStore, type SeriesStore, type SeriesTerms } from '#shared/engine/series';
import { Centres } from '#shared/engine/subscriptions';
import type { Entry, Journal } from '#shared/ports/journal';
import type { Feed } from '#shared/ports/feed';
import type { History } from '#shared/ports/history';
import { BOUNDLESS } from './limits';
import type { PlayTerms } from './play-terms';
import type { RecordedDay, Tape } from './recording';

type PricesListener = Parameters<Feed['onPrices']>[0];

/** Every order id contains it; in research two runs have to give out the same ids. */
const SALT = 'LAB';
/** Promises that are settled already need so many turns at most; what needs more waits for the outside world. */
const MOST_TURNS = 1_000;
/** How long after a frame unfinished business may go on within it: rate limits and chases count in seconds. */
const MOST_SECONDS = 60;

const NO_JOURNAL: Journal = {
  append: () => Promise.resolve(),
  read: () => Promise.resolve({ entries: [], faults: [] }),
  close: () => Promise.resolve(),
};

export interface LastWords {
  readonly strategy: string;
  readonly why: string;
}

/**
 * One recorded day on a desk of its own, as live opens one every morning: the same engine, runner, strategy desk and paper
 * broker, with the strategies inline, and a clock that stands at the frame being played. Nothing in it waits for anything but
 * promises that are already settled, so a day always runs the same.
 */
export class DayDesk {
  readonly desk: Desk;
  readonly ledger: DayLedger;
  /** What each strategy saw last, in the order of the terms; empty until the day is over. */
  lastWords: readonly LastWords[] = [];
  private readonly day: RecordedDay;
  private readonly terms: PlayTerms;
  private readonly book: Book;
  private readonly catalogue: Catalogue;
  private readonly series: SeriesStore;
  private readonly strategies: StrategyDesk;
  private readonly subscriber: Subscriber;
  private readonly runner: Runner;
  private readonly hosts: InlineHost[] = [];
  private readonly pending = new Pending();
  /** Some strategy decides on prices and not on candles alone. */
  private readonly decidesOnPrices: boolean;
  private now: EpochMs;
  private tellBroker: PricesListener = () => {};
  private hasChains = false;
  /** Something happened whose consequences are still on their way through promises. */
  private isStirred = false;
  private hasChanged = false;
  /** Trades that are open, and whether one of them or an order is on its way: as of `look`. */
  private live: readonly Trade[] = [];
  private isUnfinished = false;
  /** Nothing that happens inside the candle being played matters to anybody. */
  private isQuiet = true;
  private problem: string | null = null;

  constructor(day: RecordedDay, history: History, terms: PlayTerms) {
    this.day = day;
    this.terms = terms;
    this.decidesOnPrices = terms.instances.some(({ strategy }) => strategyById(strategy)?.onQuotes !== undefined);
    this.now = sessionFor(day, 'options').opensAt - SECOND;
    const clock = { now: () => this.now };
    this.catalogue = createCatalogue(day.instruments);
    this.book = createBook({ capacity: day.instruments.length });
    for (const instrument of day.instruments) this.book.add(instrument);
    const { book, catalogue } = this;
    const desk = createDesk(day.date, terms.limits);
    this.desk = desk;
    this.series = createSeriesStore(book, (id) => this.seriesTerms(id));
    this.ledger = createLedger(desk, book.quote, (order, fills) => orderCharges(order, fills, catalogue, day.date));
    const engine = createEngine({
      desk,
      market: marketOf(book, catalogue),
      ledger: this.ledger,
      policy: terms.policy,
      lastSeq: 0,
    });
    const centres = new Centres();
    const bars = createBarsLoader({ series: this.series, history, clock, onSeeded: () => undefined });
    this.strategies = new StrategyDesk({
      desk,
      book,
      catalogue,
      series: this.series,
      centres,
      clock,
      pending: this.pending,
      createHost: (listener, quoteOf) => this.host(listener, quoteOf),
      loadBars: (need) => bars.load(need.instrument, need.interval, need.history),
      onDecision: (decision) => this.runner.handle({ kind: 'decision', decision }),
      onFailed: (instance, message) => {
        this.problem ??= message;
        this.runner.handle({ kind: 'host-failed', instance, message });
      },
      onNeedsChanged: () => this.resubscribe(),
    });
    const feed = createSilentFeed((listener) => (this.tellBroker = listener));
    this.subscriber = new Subscriber(feed, book, catalogue, centres);
    const broker = createPaperBroker({ book, catalogue, clock, feed, openingCash: terms.capital });
    this.runner = new Runner({
      engine,
      journal: NO_JOURNAL,
      broker,
      clock,
      hosts: this.strategies,
      pending: this.pending,
      priceOf: (id) => book.quote(id)?.ltp ?? paise(0),
      onEntries: (entries) => this.onEntries(entries),
      onProblem: (what, error) => (this.problem ??= `${what}: ${messageOf(error)}`),
    });
    broker.onUpdate((update) => this.runner.handle({ kind: 'broker-order', update }));
  }

  /** Plays the whole day and returns its frames. Throws an Error when a strategy or the engine failed: a result without it would be wrong. */
  async play(): Promise<number> {
    const tape = this.day.open(this.book, this.terms.slippage);
    await this.begin();
    const changed = new Int32Array(this.day.instruments.length);
    for (let frame = 0; frame < tape.frames; frame += 1) {
      const count = this.playFrame(tape, frame, changed);
      if (this.isStirred) await this.settle(untilOf(tape, frame));
      if (!tape.isInside(frame)) this.isQuiet = this.mayPass(tape, frame);
      if (this.isQuiet && tape.pass) frame += this.passCandle(tape.pass(frame), changed, count);
      if (this.problem !== null) throw new Error(`${this.day.date}: ${this.problem}`);
    }
    await this.end();
    return tape.frames;
  }

  private async begin(): Promise<void> {
    const { runner, terms } = this;
    runner.handle({ kind: 'fact', fact: { kind: 'day-opened', date: this.day.date, salt: SALT } });
    runner.handle({ kind: 'feed', isConnected: true });
    await runner.reconcile();
    runner.command({ kind: 'arm' });
    this.strategies.admit();
    for (const { strategy, name, params } of terms.instances) {
      const added = runner.command({ kind: 'add-instance', strategy, name, params, approval: 'automatic' });
      if (!added.ok) throw new Error(added.error);
      runner.command({ kind: 'start', instance: added.value });
    }
    await this.drained();
    if (this.problem !== null) throw new Error(this.problem);
    this.hasChains = this.strategies.wishes().chains.length > 0;
  }

  /** Answers how many slots changed. */
  private playFrame(tape: Tape, frame: number, changed: Int32Array): number {
    this.now = Math.max(this.now, tape.at(frame));
    const count = tape.write(frame, changed);
    if (tape.isInside(frame) && this.isQuiet) {
      // The candle is built from every point of its path; nobody holds anything that the path could touch.
      this.series.onPrices(changed, count);
      return count;
    }
    this.tellBroker(changed, count);
    this.series.onPrices(changed, count);
    this.look();
    // Prices move open trades and nothing else.
    if (this.live.length > 0 && !this.isOutOfReach(tape.pointOf?.(frame))) this.runner.handle({ kind: 'prices' });
    this.look();
    // What time alone brings about needs no look within a candle; orders on their way are seen to in `settle`.
    if (this.hasToWatchTime() && !tape.isInside(frame)) this.runner.handle({ kind: 'time' });
    if (this.hasChains) this.resubscribe();
    if (this.decidesOnPrices) this.strategies.onPrices(changed, count);
    this.strategies.onBars(this.series.takeClosed());
    this.strategies.flush();
    return count;
  }

  /** The same for all that lies inside a candle at once; answers how many frames that were. */
  private passCandle(path: readonly BarTick[], changed: Int32Array, count: number): number {
    this.series.onPath(changed, count, path);
    this.now = Math.max(this.now, path.at(-1)?.exchangeAt ?? 0);
    return path.length;
  }

  /** Lets orders and fills take their course; where seconds have to pass for that, they pass until the next frame. */
  private async settle(until: EpochMs): Promise<void> {
    const latest = Math.min(until, this.now + MOST_SECONDS * SECOND);
    while (this.isStirred || (this.hasUnfinished() && this.now + SECOND < latest)) {
      if (!this.isStirred) this.now += SECOND;
      this.isStirred = false;
      await this.drained();
      this.runner.handle({ kind: 'time' });
      this.strategies.flush();
    }
  }

  /** Lets everything that is under way come to its end. It has settled already, so no turn of the event loop is spent on it. */
  private async drained(): Promise<void> {
    for (let turn = 0; !this.pending.isNone; turn += 1)
      await (turn < MOST_TURNS ? undefined : new Promise((resolve) => setImmediate(resolve)));
  }

  /** What the recording leaves open is left at its last prices: intraday positions are squared off. */
  private async end(): Promise<void> {
    const closesAt = sessionFor(this.day, 'options').closesAt;
    if ([...this.desk.trades.values()].some(isLive)) {
      this.runner.command({ kind: 'exit-all', reason: 'The recording ended' });
      this.isStirred = true;
      await this.settle(closesAt);
    }
    this.lastWords = this.terms.instances.map(({ strategy }, index) => ({
      strategy,
      why: this.hosts[index]?.words() ?? '',
    }));
    this.strategies.stopAll();
    if (this.problem !== null) throw new Error(`${this.day.date}: ${this.problem}`);
  }

  /** Nobody journals or shows what these remember and see, so they tell what they do, and are asked for their last words. */
  private host(listener: HostListener, quoteOf: QuoteOf): InlineHost {
    const host = createInlineHost(listener, { quoteOf, tells: 'actions' });
    this.hosts.push(host);
    return host;
  }

  private resubscribe(): void {
    if (this.subscriber.update([this.strategies.wishes()])) this.strategies.recentre();
  }

  private onEntries(entries: readonly Entry[]): void {
    // What a strategy remembers moves nothing else.
    if (!entries.some(({ fact }) => fact.kind !== 'decided')) return;
    this.isStirred = true;
    this.hasChanged = true;
  }

  /** Whether the candle can be passed as a whole: nothing is open, or nothing that it can reach. */
  private mayPass(tape: Tape, frame: number): boolean {
    this.look();
    return this.live.length === 0 || (!this.decidesOnPrices && this.isOutOfReach(tape.reachOf?.(frame)));
  }

  /** Whether prices within the reach change nothing: no order is on its way, and no open trade is set off by them. */
  private isOutOfReach(reach: Reach | undefined): boolean {
    return !this.isUnfinished && reach !== undefined && this.live.every((trade) => isOutOfReach(trade, reach));
  }

  /** Time moves what is on its way, and finds the day's loss at its limit. */
  private hasToWatchTime(): boolean {
    return this.isUnfinished || (this.live.length > 0 && this.terms.limits.maxDayLoss < BOUNDLESS);
  }

  private look(): void {
    if (!this.hasChanged) return;
    this.hasChanged = false;
    this.live = [...this.desk.trades.values()].filter(isLive);
    this.isUnfinished = this.hasUnfinished();
  }

  private hasUnfinished(): boolean {
    for (const order of this.desk.orders.values()) if (!isFinal(order)) return true;
    for (const { status } of this.desk.trades.values()) if (status === 'opening' || status === 'closing') return true;
    return false;
  }

  private seriesTerms(id: InstrumentId): SeriesTerms {
    const instrument = this.catalogue.get(id);
    const session = sessionFor(this.day, instrument ? segmentOf(instrument) : 'options');
    const hasVolume = this.day.withVolume.has(id);
    const hasOi = instrument?.kind === 'option' || this.day.withOi?.has(id) === true;
    return { session: barSessionOf(session), hasVolume, hasOi };
  }
}

/** The recording is there whatever is subscribed, and is played by whoever holds the one listener: the paper broker. */
function createSilentFeed(onListener: (listener: PricesListener) => void): Feed {
  const stop = () => {};
  return {
    subscribe: () => {},
    onPrices(listener) {
      onListener(listener);
      return stop;
    },
    onStatus: () => stop,
    close: () => Promise.resolve(),
  };
}

function sessionFor({ date }: RecordedDay, segment: Parameters<typeof sessionOf>[1]) {
  const session = sessionOf(date, segment);
  if (!session) throw new Error(`The calendar knows no session on ${date}`);
  return session;
}

function untilOf(tape: Tape, frame: number): EpochMs {
  return frame + 1 < tape.frames ? tape.at(frame + 1) : tape.at(frame) + SECOND;
}
