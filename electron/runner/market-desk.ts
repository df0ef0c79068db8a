import type { Catalogue } from '#shared/domain/catalogue';
import type { InstrumentId } from '#shared/domain/instrument';
import { createInstrumentSearch, type InstrumentSearch } from '#shared/domain/instrument-search';
import type { ClosedBar } from '#shared/domain/strategy';
import { INDIA_VIX, spotOf } from '#shared/domain/underlyings';
import type { SeriesStore } from '#shared/engine/series';
import type { Centres, ChainWish, Wishes } from '#shared/engine/subscriptions';
import type { FeedStatus } from '#shared/ports/feed';
import type { ChainDesk } from './chains';
import { GapFiller } from './gap-filler';
import { createBarsLoader, type BarsLoader } from './history-loader';
import { loadOiReferences } from './oi-references';
import { Subscriber } from './subscriber';
import type { WatchedUnderlying, Wiring } from './wiring';

export interface MarketDeskParts {
  readonly wiring: Wiring;
  readonly series: SeriesStore;
  readonly chains: ChainDesk;
  readonly centres: Centres;
  readonly showQuote: (id: InstrumentId) => void;
  /** Past bars that were missing until now. */
  readonly onFilled: (bars: readonly ClosedBar[]) => void;
  readonly tell: (level: 'info' | 'warning', title: string, detail: string) => void;
}

/** What the desk knows of the market beside prices: what is subscribed, what was missed, what there is to find. */
export class MarketDesk {
  readonly gaps: GapFiller;
  readonly bars: BarsLoader;
  readonly search: InstrumentSearch;
  private readonly parts: MarketDeskParts;
  private readonly subscriber: Subscriber;
  private standing: Wishes = { instruments: [], chains: [] };
  private readonly stops: (() => void)[] = [];
  private refused = 0;

  constructor(parts: MarketDeskParts) {
    const { wiring, series, centres, onFilled, tell } = parts;
    const { feed, book, catalogue, history, clock } = wiring;
    this.parts = parts;
    this.subscriber = new Subscriber(feed, book, catalogue, centres);
    this.gaps = new GapFiller({ series, history, clock, onFilled, tell });
    this.bars = createBarsLoader({ series, history, clock, onSeeded: (seeded) => this.gaps.settleLater(seeded) });
    this.search = createInstrumentSearch(catalogue, (name) => book.quote(spotOf(name))?.ltp ?? null);
  }

  begin(): void {
    const { wiring, chains, showQuote } = this.parts;
    this.standing = standingWishes(wiring.underlyings, wiring.catalogue);
    for (const id of this.standing.instruments) showQuote(id);
    for (const wish of this.standing.chains) chains.watch(wish);
    this.prepareSearch();
    const stopReferences = loadOiReferences({
      history: wiring.history,
      date: wiring.date,
      wanted: () => chains.inView(),
      found: (id, oi) => {
        wiring.book.setOiReference(id, oi);
        chains.setReferenced(id);
      },
    });
    this.stops.push(stopReferences, () => this.gaps.close());
  }

  /** What the trader watches, of what is listed today. */
  watchlist(): readonly InstrumentId[] {
    const { watchlist, catalogue } = this.parts.wiring;
    return watchlist().filter((id) => catalogue.get(id) !== undefined);
  }

  onStatus({ kind }: FeedStatus): void {
    if (kind === 'disconnected' || kind === 'login-required') this.gaps.lost();
  }

  /** Subscribes what is always there, what is watched and what is on the screen, with what others wish. True when that changed. */
  subscribe(wishes: readonly Wishes[]): boolean {
    const { chains, showQuote } = this.parts;
    const watched = this.watchlist();
    for (const id of watched) showQuote(id);
    const own: Wishes = { instruments: [], chains: chains.wishes(), glances: watched };
    const hasChanged = this.subscriber.update([this.standing, own, ...wishes]);
    this.tellRefused();
    return hasChanged;
  }

  close(): void {
    for (const stop of this.stops) stop();
  }

  /** Said when it begins, not at every change. */
  private tellRefused(): void {
    const count = this.subscriber.withoutPlace();
    if (count > 0 && this.refused === 0)
      this.parts.tell(
        'warning',
        'Too many instruments',
        `${count} get no prices. Close chains that you do not need, or watch fewer strikes.`,
      );
    this.refused = count;
  }

  /** A piece between two turns of the event loop, so that no price waits for it. */
  private prepareSearch(): void {
    const next = setImmediate(() => {
      if (!this.search.prepare()) this.prepareSearch();
    });
    this.stops.push(() => clearImmediate(next));
  }
}

/** The indices, futures and chains that are always there, before anybody asks for more. */
function standingWishes(underlyings: readonly WatchedUnderlying[], catalogue: Catalogue): Wishes {
  const instruments = underlyings.flatMap(({ name }) => {
    const [future] = catalogue.futures(name);
    return future ? [spotOf(name), future.id] : [spotOf(name)];
  });
  const chains = underlyings.flatMap(({ name, optionRange }) =>
    catalogue
      .expiries(name)
      .slice(0, 2)
      .map((expiry): ChainWish => ({ underlying: name, expiry, range: optionRange, wings: optionRange })),
  );
  return { instruments: [...instruments, INDIA_VIX], chains };
}
