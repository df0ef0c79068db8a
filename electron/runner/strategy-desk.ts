import type { Bar } from '#shared/domain/bars';
import { barLength } from '#shared/domain/bars';
import type { Book } from '#shared/domain/book';
import { contractsOf, type Catalogue } from '#shared/domain/catalogue';
import type { Instrument, InstrumentId } from '#shared/domain/instrument';
import type { Instance } from '#shared/domain/instance';
import type { Quote, QuoteOf } from '#shared/domain/quote';
import { messageOf } from '#shared/domain/result';
import { closedBar, type ClosedBar, type Need } from '#shared/domain/strategy';
import type { InstanceId, Trade, TradeId } from '#shared/domain/trade';
import type { EpochMs } from '#shared/domain/units';
import { spotOf } from '#shared/domain/underlyings';
import type { Desk } from '#shared/engine/desk';
import type { HostDecision, HostListener, StrategyHost } from '#shared/engine/hosting';
import type { SeriesStore } from '#shared/engine/series';
import { optionsOf, strikesOf, type Centres, type ChainWish } from '#shared/engine/subscriptions';
import type { Clock } from '#shared/ports/clock';
import type { Pending } from './pending';

export interface StrategyDeskParts {
  readonly desk: Desk;
  readonly book: Book;
  readonly catalogue: Catalogue;
  readonly series: SeriesStore;
  readonly centres: Centres;
  readonly clock: Clock;
  /** Told of what threads and the history are asked. */
  readonly pending?: Pending;
  /** `quoteOf` answers for what the instance asked to see, and may be used where the host runs beside the book. */
  readonly createHost: (listener: HostListener, quoteOf: QuoteOf) => StrategyHost;
  /** Opens a series and resolves with its past bars, newest last. */
  loadBars(need: Extract<Need, { kind: 'bars' }>): Promise<readonly Bar[]>;
  onDecision(decision: HostDecision): void;
  onFailed(instance: InstanceId, message: string): void;
  /** The set of instruments that strategies want has changed. */
  onNeedsChanged(): void;
}

interface Hosted {
  readonly host: StrategyHost;
  needs: readonly Need[];
  /** Instruments to hear of; chains are expanded around their centre of the moment. */
  wanted: ReadonlySet<InstrumentId>;
  changed: Set<InstrumentId>;
  bars: ClosedBar[];
  trades: Map<TradeId, Trade>;
  /** The series among its needs. */
  series: readonly WantedSeries[];
  /** Past bars are still on their way; what comes meanwhile waits. */
  isReady: boolean;
}

interface WantedSeries extends Pick<ClosedBar, 'instrument' | 'interval'> {
  /** The start of the last bar that the instance was told. */
  toldUntil: EpochMs;
}

/** Runs the strategy instances: gives each the prices, bars and trades that it asked for, in batches of one frame. */
export class StrategyDesk {
  private readonly hosted = new Map<InstanceId, Hosted>();
  private readonly parts: StrategyDeskParts;
  private isAdmitting = false;

  constructor(parts: StrategyDeskParts) {
    this.parts = parts;
  }

  /**
   * Lets instances run, those first that were running already. Before the books were compared and trading was armed a
   * strategy could only be refused, and its signal would be used up; one started meanwhile simply starts now.
   */
  admit(): void {
    this.isAdmitting = true;
    for (const { id, status } of this.parts.desk.instances.values()) if (status === 'running') this.start(id);
  }

  start(id: InstanceId): void {
    const instance = this.parts.desk.instances.get(id);
    if (!instance || !this.isAdmitting || this.hosted.has(id)) return;
    const listener: HostListener = {
      onNeeds: (who, needs) => this.onNeeds(who, needs),
      onDecision: (decision) => this.parts.onDecision(decision),
      onFailed: (who, message) => this.onFailed(who, message),
      onBusy: (isBusy) => (isBusy ? this.parts.pending?.begin() : this.parts.pending?.end()),
    };
    const host = this.parts.createHost(listener, (wanted) =>
      this.hosted.get(id)?.wanted.has(wanted) ? this.parts.book.quote(wanted) : null,
    );
    this.hosted.set(id, {
      host,
      needs: [],
      wanted: new Set(),
      changed: new Set(),
      bars: [],
      trades: new Map(),
      series: [],
      isReady: false,
    });
    const trades = [...this.parts.desk.trades.values()].filter(
      (trade) => trade.owner.kind === 'strategy' && trade.owner.instance === id,
    );
    host.start({
      instance: id,
      strategy: instance.strategy,
      params: instance.params,
      state: instance.state,
      instruments: instrumentsFor(instance, trades, this.parts.catalogue),
      trades,
      at: this.parts.clock.now(),
    });
  }

  stop(id: InstanceId): void {
    this.hosted.get(id)?.host.stop();
    if (this.hosted.delete(id)) this.parts.onNeedsChanged();
  }

  tradeChanged(id: InstanceId, tradeId: TradeId): void {
    const trade = this.parts.desk.trades.get(tradeId);
    if (trade) this.hosted.get(id)?.trades.set(tradeId, trade);
  }

  /** Instruments and chains that running instances want, for the subscription. */
  wishes(): { readonly instruments: readonly InstrumentId[]; readonly chains: readonly ChainWish[] } {
    const needs = [...this.hosted.values()].flatMap((hosted) => hosted.needs);
    return {
      instruments: needs.flatMap((need) => (need.kind === 'chain' ? [] : [need.instrument])),
      chains: needs.filter((need) => need.kind === 'chain'),
    };
  }

  /** Call after the subscription was worked out again: chains may have moved. */
  recentre(): void {
    for (const hosted of this.hosted.values()) hosted.wanted = this.expand(hosted.needs);
  }

  onPrices(slots: Int32Array, count: number): void {
    for (const hosted of this.hosted.values()) {
      for (let index = 0; index < count; index += 1) {
        const id = this.parts.book.idAt(slots[index] ?? 0);
        if (hosted.wanted.has(id)) hosted.changed.add(id);
      }
    }
  }

  onBars(bars: readonly ClosedBar[]): void {
    if (bars.length === 0) return;
    for (const hosted of this.hosted.values()) {
      for (const bar of bars) {
        const series = wantedSeries(hosted, bar);
        if (!series) continue;
        hosted.bars.push(bar);
        series.toldUntil = bar.startAt;
      }
    }
  }

  /** Bars of the past that came late: they change what an instance knows, and are no signals any more. */
  onFilled(bars: readonly ClosedBar[]): void {
    for (const hosted of this.hosted.values()) {
      const news = hosted.isReady ? bars.filter((bar) => isNews(hosted, bar)) : [];
      if (news.length === 0) continue;
      this.flush();
      for (const bar of news) tellUntil(hosted, bar);
      hosted.host.send({ at: this.parts.clock.now(), quotes: [], bars: news, trades: [], isWarmUp: true });
    }
  }

  /** Sends what has gathered. Called once after each frame. */
  flush(): void {
    for (const hosted of this.hosted.values()) {
      if (!hosted.isReady || (hosted.changed.size === 0 && hosted.bars.length === 0 && hosted.trades.size === 0))
        continue;
      const { changed, bars, trades } = hosted;
      // What its answer brings about gathers for the next.
      if (changed.size > 0) hosted.changed = new Set();
      if (bars.length > 0) hosted.bars = [];
      if (trades.size > 0) hosted.trades = new Map();
      hosted.host.send({
        at: this.parts.clock.now(),
        quotes: changed.size > 0 ? this.quotesOf(changed) : NONE,
        bars,
        trades: trades.size > 0 ? [...trades.values()] : NONE,
        isWarmUp: false,
      });
    }
  }

  stopAll(): void {
    for (const { host } of this.hosted.values()) host.stop();
    this.hosted.clear();
  }

  private onNeeds(id: InstanceId, needs: readonly Need[]): void {
    const hosted = this.hosted.get(id);
    if (!hosted) return;
    hosted.needs = needs;
    hosted.wanted = this.expand(needs);
    hosted.series = needs.flatMap((need) =>
      need.kind === 'bars' ? [{ instrument: need.instrument, interval: need.interval, toldUntil: 0 }] : [],
    );
    this.parts.onNeedsChanged();
    const warm = this.warmUp(id, hosted);
    void this.parts.pending?.track(warm);
    warm.catch((error: unknown) => {
      this.onFailed(id, `Its past candles could not be loaded: ${messageOf(error)}`);
    });
  }

  private async warmUp(id: InstanceId, hosted: Hosted): Promise<void> {
    const wanted = hosted.needs.filter((need) => need.kind === 'bars');
    const loaded = await Promise.all(wanted.map(async (need) => ({ need, bars: await this.parts.loadBars(need) })));
    if (this.hosted.get(id) !== hosted) return;
    const bars = pastSince(this.parts.desk.instances.get(id)?.decidedAt ?? 0, loaded);
    hosted.host.send({ at: this.parts.clock.now(), quotes: NONE, bars, trades: NONE, isWarmUp: true });
    // Bars that closed while the history was on its way are in it already.
    const last = bars.reduce((latest, { startAt }) => Math.max(latest, startAt), 0);
    hosted.bars = hosted.bars.filter((bar) => bar.startAt > last);
    for (const { need, bars: past } of loaded) {
      const newest = past.at(-1);
      if (newest) tellUntil(hosted, { ...need, startAt: newest.startAt });
    }
    for (const bar of hosted.bars) tellUntil(hosted, bar);
    hosted.changed = new Set(hosted.wanted);
    hosted.isReady = true;
    this.flush();
  }

  private onFailed(id: InstanceId, message: string): void {
    const hosted = this.hosted.get(id);
    if (!hosted) return;
    this.hosted.delete(id);
    hosted.host.stop();
    this.parts.onFailed(id, message);
    this.parts.onNeedsChanged();
  }

  private quotesOf(ids: Iterable<InstrumentId>): readonly Quote[] {
    return [...ids].map((id) => this.parts.book.quote(id)).filter((quote): quote is Quote => quote !== null);
  }

  private expand(needs: readonly Need[]): Set<InstrumentId> {
    const { catalogue, centres, book } = this.parts;
    const ids = new Set<InstrumentId>();
    for (const need of needs) {
      if (need.kind !== 'chain') {
        ids.add(need.instrument);
        continue;
      }
      const strikes = strikesOf(need, centres.of(need, catalogue, book.quote), catalogue);
      for (const option of optionsOf(need, strikes, catalogue)) ids.add(option.id);
    }
    return ids;
  }
}

const NONE: readonly never[] = [];

interface Loaded {
  readonly need: Extract<Need, { kind: 'bars' }>;
  readonly bars: readonly Bar[];
}

interface Cursor extends Loaded {
  readonly length: number;
  next: number;
}

/** What ended after `since`, of all series together as they closed. */
function pastSince(since: EpochMs, loaded: readonly Loaded[]): readonly ClosedBar[] {
  const cursors = loaded.map(({ need, bars }): Cursor => {
    const length = barLength(need.interval);
    const first = bars.findIndex(({ startAt }) => startAt + length > since);
    return { need, bars, length, next: first < 0 ? bars.length : first };
  });
  const past: ClosedBar[] = [];
  for (let first = earliest(cursors); first; first = earliest(cursors)) {
    const bar = first.bars[first.next];
    if (bar) past.push(closedBar(bar, first.need.instrument, first.need.interval));
    first.next += 1;
  }
  return past;
}

/** Whose next bar closed first, or null when all have been told. */
function earliest(cursors: readonly Cursor[]): Cursor | null {
  let first: Cursor | null = null;
  let firstAt = Infinity;
  for (const cursor of cursors) {
    const at = (cursor.bars[cursor.next]?.startAt ?? Infinity) + cursor.length;
    if (at >= firstAt) continue;
    first = cursor;
    firstAt = at;
  }
  return first;
}

type SeriesBar = Pick<ClosedBar, 'instrument' | 'interval' | 'startAt'>;

function wantedSeries({ series }: Hosted, { instrument, interval }: SeriesBar): WantedSeries | undefined {
  for (const each of series) if (each.instrument === instrument && each.interval === interval) return each;
  return undefined;
}

function tellUntil(hosted: Hosted, bar: SeriesBar): void {
  const series = wantedSeries(hosted, bar);
  if (series) series.toldUntil = bar.startAt;
}

/** Whether a bar is one that an instance folds and was not told of, nor of any after it: bars are folded in order. */
function isNews(hosted: Hosted, bar: SeriesBar): boolean {
  return bar.startAt > (wantedSeries(hosted, bar)?.toldUntil ?? Infinity);
}

/** What an instance may look up: its symbols' derivatives and cash instrument, and whatever its trades hold. */
function instrumentsFor(instance: Instance, trades: readonly Trade[], catalogue: Catalogue): Instrument[] {
  const names = new Set(Object.values(instance.params).filter((value) => typeof value === 'string'));
  const held = trades.flatMap((trade) => trade.legs.map((leg) => leg.instrument));
  const contracts = [...names].flatMap((name) => [...contractsOf(catalogue, name)]);
  const others = [...[...names].map((name) => spotOf(name)), ...held].flatMap((id) => catalogue.get(id) ?? []);
  return [...new Set([...contracts, ...others])];
}
