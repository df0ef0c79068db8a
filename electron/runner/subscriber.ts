import type { Book } from '#shared/domain/book';
import type { Catalogue } from '#shared/domain/catalogue';
import type { InstrumentId } from '#shared/domain/instrument';
import { wantedInstruments, type Centres, type Wishes } from '#shared/engine/subscriptions';
import type { Feed } from '#shared/ports/feed';

/** Keeps the feed subscribed to what everybody wishes, and says nothing to it while nothing changed. */
export class Subscriber {
  private readonly feed: Feed;
  private readonly book: Book;
  private readonly catalogue: Catalogue;
  private readonly centres: Centres;
  private last = '';

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
    const key = [...wanted]
      .map(([id, mode]) => `${id} ${mode}`)
      .sort()
      .join();
    if (key === this.last) return false;
    this.last = key;
    for (const id of wanted.keys()) this.addToBook(id);
    this.feed.subscribe(wanted);
    return true;
  }

  private addToBook(id: InstrumentId): void {
    const instrument = this.catalogue.get(id);
    if (instrument) this.book.add(instrument);
  }
}
