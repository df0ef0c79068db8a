import type { Book } from '#shared/domain/book';
import type { Catalogue } from '#shared/domain/catalogue';
import type { InstrumentId } from '#shared/domain/instrument';
import { wantedInstruments, type Centres, type Wishes } from '#shared/engine/subscriptions';
import type { Feed, FeedMode } from '#shared/ports/feed';

/** Keeps the feed subscribed to what everybody wishes, and says nothing to it while nothing changed. */
export class Subscriber {
  private readonly feed: Feed;
  private readonly book: Book;
  private readonly catalogue: Catalogue;
  private readonly centres: Centres;
  private last: ReadonlyMap<InstrumentId, FeedMode> = new Map();
  private refused = 0;

  constructor(feed: Feed, book: Book, catalogue: Catalogue, centres: Centres) {
    this.feed = feed;
    this.book = book;
    this.catalogue = catalogue;
    this.centres = centres;
  }

  /** True when the subscription changed. */
  update(wishes: readonly Wishes[]): boolean {
    const all: Wishes = {
      instruments: wishes.flatMap((wish) => [...wish.instruments]),
      chains: wishes.flatMap((wish) => wish.chains),
      glances: wishes.flatMap((wish) => [...(wish.glances ?? [])]),
    };
    const wanted = wantedInstruments(all, this.centres, this.catalogue, this.book.quote);
    if (isSame(wanted, this.last)) return false;
    this.last = wanted;
    const placed = new Map([...wanted].filter(([id]) => this.hasPlace(id)));
    this.refused = wanted.size - placed.size;
    this.feed.subscribe(placed);
    return true;
  }

  /** Wished for, but beyond what the book has room for: those wished for in the least detail. */
  withoutPlace(): number {
    return this.refused;
  }

  /** An instrument keeps its place for the day, so that what comes back into view still has its day's prices. */
  private hasPlace(id: InstrumentId): boolean {
    const instrument = this.catalogue.get(id);
    if (!instrument) return false;
    if (this.book.slotOf(id) === undefined && this.book.size() === this.book.capacity) return false;
    this.book.add(instrument);
    return true;
  }
}

/** Asked ten times a second. */
function isSame(wanted: ReadonlyMap<InstrumentId, FeedMode>, last: ReadonlyMap<InstrumentId, FeedMode>): boolean {
  if (wanted.size !== last.size) return false;
  for (const [id, mode] of wanted) if (last.get(id) !== mode) return false;
  return true;
}
