import { messageOf } from '#shared/domain/result';
import type { BarSession } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import { SECOND } from '#shared/domain/time';
import { paise, type EpochMs } from '#shared/domain/units';
import type { Desk } from '#shared/engine/desk';
import { createEngine, type Engine } from '#shared/engine/engine';
import { createLedger, type DayLedger } from '#shared/engine/ledger';
import { createSeriesStore, type SeriesStore } from '#shared/engine/series';
import { StrategyLogs } from '#shared/engine/strategy-log';
import { Centres } from '#shared/engine/subscriptions';
import { orderCharges } from '#shared/domain/order-charges';
import type { Delta, Snapshot } from '#shared/ipc/delta';
import type { Entry } from '#shared/ports/journal';
import type { FeedStatus } from '#shared/ports/feed';
import type { Recorder } from '#electron/recording/recorder';
import { BookChecks } from './book-checks';
import { ChainDesk } from './chains';
import { DeltaPace } from './delta-pace';
import { createDeskView, instanceViewOf } from './desk-view';
import type { BarsLoader } from './history-loader';
import { MarketDesk } from './market-desk';
import { marketOf } from './market-rules';
import { readDesk, type ReadDesk } from './read-desk';
import { openDay, standingAfter } from './open-day';
import { Pending } from './pending';
import { Publisher } from './publisher';
import { Runner } from './runner';
import { seriesTerms } from './series-terms';
import { StrategyDesk } from './strategy-desk';
import type { Wiring } from './wiring';

/** Of the wall clock, in milliseconds. */
const TICK_EVERY = 100;
/** What the trade file tells of. */
const CHANGES_TRADES = ['trade-opened', 'adopted', 'filled', 'booked', 'leg-levels'] as const;

/** A running desk: one mode, one trading day. */
export interface DeskSession {
  readonly wiring: Wiring;
  readonly desk: Desk;
  readonly runner: Runner;
  readonly ledger: DayLedger;
  readonly series: SeriesStore;
  readonly chains: ChainDesk;
  readonly bars: BarsLoader;
  readonly market: MarketDesk;
  readonly logs: StrategyLogs;
  snapshot(): Snapshot;
  onDelta(listener: (delta: Delta) => void): () => void;
  /** Shows an instrument's series to viewers from now on. */
  showSeries: Publisher['showSeries'];
  /** Subscribes an instrument for as long as the desk is open. */
  want(instrument: InstrumentId): void;
  barSessionOf(instrument: InstrumentId): BarSession;
  clearNotices(): void;
  /** Brings the subscription in line with what is wished for now. */
  resubscribe(): void;
  close(): Promise<void>;
}

/** Opens the desk: folds the journal, connects, compares the books with the broker, and only then lets strategies run. */
export async function openDesk(wiring: Wiring, firstSeq: number): Promise<DeskSession> {
  const session = new Session(wiring, await readDesk(wiring), firstSeq);
  session.begin();
  return session;
}

class Session implements DeskSession {
  readonly wiring: Wiring;
  readonly desk: Desk;
  readonly ledger: DayLedger;
  readonly series: SeriesStore;
  readonly chains: ChainDesk;
  readonly bars: BarsLoader;
  readonly market: MarketDesk;
  readonly logs: StrategyLogs;
  readonly runner: Runner;
  private readonly engine: Engine;
  private readonly strategies: StrategyDesk;
  private readonly publisher: Publisher;
  private readonly view: ReturnType<typeof createDeskView>;
  private readonly deltas: DeltaPace;
  private readonly listeners = new Set<(delta: Delta) => void>();
  private readonly extra = new Set<InstrumentId>();
  private readonly stops: (() => void)[] = [];
  private readonly isNewDay: boolean;
  private readonly read: ReadDesk;
  private readonly pending = new Pending();
  private readonly checks: BookChecks;
  private recorder: Recorder | null = null;
  private recording: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(wiring: Wiring, read: ReadDesk, firstSeq: number) {
    const { book, catalogue, clock } = wiring;
    const centres = new Centres();
    this.wiring = wiring;
    this.desk = read.desk;
    this.read = read;
    this.logs = new StrategyLogs(read.desk, catalogue);
    this.logs.note(read.entries);
    this.isNewDay = read.lastSeq === 0;
    this.series = createSeriesStore(book, (id) => seriesTerms(wiring, id));
    this.chains = new ChainDesk(book, catalogue, centres, wiring.ivs);
    this.market = this.createMarket(centres);
    this.bars = this.market.bars;
    this.ledger = createLedger(read.desk, book.quote, (order, fills) =>
      orderCharges(order, fills, catalogue, wiring.date),
    );
    this.engine = createEngine({
      desk: read.desk,
      market: marketOf(book, catalogue),
      ledger: this.ledger,
      policy: wiring.policy,
      lastSeq: read.lastSeq,
    });
    this.strategies = this.createStrategies(centres);
    this.runner = new Runner({
      engine: this.engine,
      journal: wiring.journal,
      broker: wiring.broker,
      clock,
      hosts: this.strategies,
      pending: this.pending,
      priceOf: (id) => book.quote(id)?.ltp ?? paise(0),
      onEntries: (entries) => this.onEntries(entries),
      onProblem: (what, error) => wiring.log.error({ error: messageOf(error) }, what),
    });
    this.checks = new BookChecks({
      compare: () => this.reconcile(),
      pending: this.pending,
      isPaced: wiring.follow !== null,
    });
    this.view = createDeskView(wiring, this.engine, this.ledger, this.market);
    this.publisher = new Publisher({
      desk: this.desk,
      book,
      series: this.series,
      chains: this.chains,
      catalogue,
      deskView: this.view.current,
      instanceView: (id) => instanceViewOf(id, this.engine, this.ledger),
      ownerOf: (orderId) => this.ownerOf(orderId),
      now: () => clock.now(),
      firstSeq,
    });
    this.publisher.onEntries(read.entries);
    this.deltas = new DeltaPace(this.publisher, (delta) => this.send(delta));
  }

  private createStrategies(centres: Centres): StrategyDesk {
    return new StrategyDesk({
      desk: this.desk,
      book: this.wiring.book,
      catalogue: this.wiring.catalogue,
      series: this.series,
      centres,
      clock: this.wiring.clock,
      pending: this.pending,
      createHost: this.wiring.createHost,
      loadBars: (need) => this.bars.load(need.instrument, need.interval, need.history),
      onDecision: (decision) => this.runner.handle({ kind: 'decision', decision }),
      onFailed: (instance, message) => this.runner.handle({ kind: 'host-failed', instance, message }),
      onNeedsChanged: () => this.resubscribe(),
    });
  }

  private createMarket(centres: Centres): MarketDesk {
    return new MarketDesk({
      wiring: this.wiring,
      series: this.series,
      chains: this.chains,
      centres,
      showQuote: (id) => this.publisher.showQuote(id),
      onFilled: (bars) => this.strategies.onFilled(bars),
      tell: (level, title, detail) => this.tell(level, title, detail),
    });
  }

  begin(): void {
    const { feed, broker, book } = this.wiring;
    if (this.isNewDay) openDay(this.runner, this.wiring);
    for (const fault of this.read.faults) this.tell('warning', 'The journal was repaired', fault);
    this.haltIfContradictory();
    for (const note of this.wiring.notes) this.tell('warning', 'Noticed at the start', note);
    this.recording = this.openRecorder();
    this.market.begin();
    this.stops.push(
      feed.onPrices((slots, count) => this.onPrices(slots, count)),
      feed.onStatus((status) => this.onFeedStatus(status)),
      broker.onUpdate((update) => this.runner.handle({ kind: 'broker-order', update })),
    );
    for (const trade of this.desk.trades.values())
      for (const leg of trade.legs) this.publisher.showQuote(leg.instrument);
    this.resubscribe();
    this.watchClock();
    this.stops.push(() => this.market.close());
    void this.reconcileFirst();
    const { mode, date, catalogue } = this.wiring;
    this.wiring.log.info({ mode, date, instruments: catalogue.size, slots: book.size() }, 'Desk opened');
  }

  snapshot(): Snapshot {
    return this.publisher.snapshot;
  }

  onDelta(listener: (delta: Delta) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  showSeries(...[instrument, interval]: Parameters<Publisher['showSeries']>): void {
    this.publisher.showSeries(instrument, interval);
  }

  clearNotices(): void {
    this.publisher.clearNotices();
  }

  resubscribe(): void {
    if (this.isClosed) return;
    const held = [...this.desk.trades.values()].flatMap((trade) => trade.legs.map((leg) => leg.instrument));
    const changed = this.market.subscribe([
      { instruments: [...held, ...this.showOutside(), ...this.extra], chains: [] },
      this.strategies.wishes(),
    ]);
    if (changed) this.strategies.recentre();
  }

  /** What was made elsewhere has a name and a price too. */
  private showOutside(): InstrumentId[] {
    const { positions, orders } = this.engine.outside();
    const made = [...positions, ...orders].map(({ instrument }) => instrument);
    const listed = made.filter((instrument) => this.wiring.catalogue.get(instrument));
    for (const instrument of listed) this.publisher.showQuote(instrument);
    return listed;
  }

  barSessionOf(instrument: InstrumentId): BarSession {
    return seriesTerms(this.wiring, instrument).session;
  }

  want(instrument: InstrumentId): void {
    this.extra.add(instrument);
    this.resubscribe();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.checks.close();
    for (const stop of this.stops) stop();
    this.wiring.data.close();
    this.strategies.stopAll();
    await this.wiring.feed.close();
    await this.runner.settled();
    await this.recording;
    await this.recorder?.close();
    await this.wiring.records.flush();
    await this.wiring.standing.flush();
    await this.wiring.ivs.flush();
    await this.wiring.review.close();
    await this.wiring.journal.close();
  }

  /** What such a desk holds may be wrong: open positions are watched, and a person decides about entries. */
  private haltIfContradictory(): void {
    const { contradictions } = this.read;
    if (contradictions.length === 0) return;
    const reason = 'The journal of the day contradicts itself';
    this.runner.handle({ kind: 'fact', fact: { kind: 'halted', reason } });
    const named = `${contradictions.slice(0, 3).join('; ')}${contradictions.length > 3 ? '; …' : ''}`;
    this.tell('error', reason, `${named}. These entries were left out: compare with the broker before you arm.`);
  }

  private onPrices(slots: Int32Array, count: number): void {
    this.view.onPrices(count);
    this.market.gaps.onPrices();
    this.series.onPrices(slots, count);
    this.chains.onPrices(slots, count);
    this.publisher.onPrices(slots, count);
    this.runner.handle({ kind: 'prices' });
    this.strategies.onPrices(slots, count);
    this.strategies.onBars(this.series.takeClosed());
    this.strategies.flush();
    this.deltas.due();
    // Last, because nothing waits for it.
    this.recorder?.onPrices(slots, count);
  }

  /** Not awaited by the desk: after a crash the day's file is looked through first, and exits do not wait for that. */
  private async openRecorder(): Promise<void> {
    this.recorder = await this.wiring.openRecorder((fault) =>
      this.tell('warning', 'Noticed in the recording of ticks', fault),
    );
  }

  private onFeedStatus(status: FeedStatus): void {
    const before = this.view.feedState();
    this.view.setFeed(status);
    this.market.onStatus(status);
    this.runner.handle({ kind: 'feed', isConnected: status.kind === 'connected' });
    if (status.kind === before) return;
    if (status.kind === 'disconnected')
      this.tell('warning', 'Prices are disconnected', `${status.reason}. Entries wait; it reconnects by itself.`);
    if (status.kind === 'login-required') this.tell('error', 'Log in to Kite', status.reason);
    // Order updates are not repeated after a reconnect, so look what was missed.
    if (status.kind === 'connected' && this.desk.isReconciled) void this.checks.now();
  }

  private watchClock(): void {
    const clock = setInterval(() => {
      this.onTime();
      this.deltas.tick();
      this.wiring.review.observe(this.publisher.snapshot.tables);
    }, TICK_EVERY);
    this.stops.push(
      () => clearInterval(clock),
      () => this.deltas.stop(),
    );
    const stop = this.wiring.follow?.((at) => this.onStep(at));
    if (stop) this.stops.push(stop);
  }

  /** What comes with time alone. */
  private onTime(): void {
    this.series.advance(this.wiring.clock.now() - 2 * SECOND);
    this.runner.handle({ kind: 'time' });
    this.strategies.onBars(this.series.takeClosed());
    this.strategies.flush();
    this.resubscribe();
    this.market.gaps.onTime();
  }

  /** A second of a market that waits: over when everything it brought about has been done and answered. */
  private async onStep(at: EpochMs): Promise<void> {
    this.onTime();
    this.checks.onStep(at);
    await this.pending.none();
  }

  private send(delta: Delta): void {
    // A desk that closes has its last entries written, and the next one's deltas are already numbered.
    if (this.isClosed) return;
    for (const listener of this.listeners) listener(delta);
  }

  /** Nothing trades before the books have been compared; then strategies that ran before run again. */
  private async reconcileFirst(): Promise<void> {
    if (!(await this.checks.first())) return;
    const isFree = this.desk.haltReason === null && !this.desk.isArmed;
    if (this.wiring.armsItself && isFree) this.runner.command({ kind: 'arm' });
    if (!this.wiring.armsItself && this.desk.isArmed) this.runner.command({ kind: 'disarm' });
    this.strategies.admit();
  }

  private async reconcile(): Promise<boolean> {
    try {
      await this.runner.reconcile();
      this.view.setOrders('connected', '');
      return true;
    } catch (error) {
      this.view.setOrders('disconnected', messageOf(error));
      this.wiring.log.warn({ error: messageOf(error) }, 'The books could not be read');
      return false;
    }
  }

  private onEntries(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    this.publisher.onEntries(entries);
    this.logs.note(entries);
    this.deltas.due();
    const { records, standing } = this.wiring;
    const kinds = new Set(entries.map(({ fact }) => fact.kind));
    const next = standingAfter(kinds, this.desk);
    if (next) standing.set(next);
    if (kinds.has('filled')) this.checks.onFills();
    if (kinds.has('called') || kinds.has('call-ended')) records.keepCalls([...this.desk.calls.values()]);
    if (CHANGES_TRADES.some((kind) => kinds.has(kind))) records.keepTrades([...this.desk.trades.values()]);
  }

  private ownerOf(orderId: string): string {
    const trade = this.desk.trades.get(this.desk.orders.get(orderId)?.tradeId ?? '');
    if (!trade) return 'Unknown';
    if (trade.owner.kind === 'manual') return trade.owner.label;
    return this.desk.instances.get(trade.owner.instance)?.name ?? trade.name;
  }

  private tell(level: 'info' | 'warning' | 'error', title: string, detail: string): void {
    this.runner.handle({ kind: 'tell', level, title, detail });
  }
}
