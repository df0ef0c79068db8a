import type { Bar, BarInterval } from '#shared/domain/bars';
import type { Book } from '#shared/domain/book';
import type { Catalogue } from '#shared/domain/catalogue';
import type { Instrument, InstrumentId } from '#shared/domain/instrument';
import { instrumentName } from '#shared/domain/instrument-name';
import type { SeriesStore } from '#shared/engine/series';
import { seriesKey, type ContractView, type QuoteView, type SeriesView } from '#shared/ipc/views';

/** What of a quote stays as it is all day. */
type Named = Pick<QuoteView, 'id' | 'symbol' | 'name' | 'lotSize' | 'contract'>;

interface ShownSeries {
  readonly key: string;
  readonly instrument: InstrumentId;
  readonly interval: BarInterval;
  last: Bar | null;
  revision: number;
}

/** The quotes and series that viewers look at, and which of them they have not seen as they are now. */
export class ShownPrices {
  private readonly book: Book;
  private readonly catalogue: Catalogue;
  private readonly series: SeriesStore;
  /** Named when its first price came: what was held yesterday may not be listed any more. */
  private readonly shown = new Map<InstrumentId, Named | null>();
  private readonly changed = new Set<InstrumentId>();
  private readonly shownSeries = new Map<string, ShownSeries>();

  constructor(book: Book, catalogue: Catalogue, series: SeriesStore) {
    this.book = book;
    this.catalogue = catalogue;
    this.series = series;
  }

  /** Shows the quote of an instrument from now on. */
  showQuote(id: InstrumentId): void {
    if (this.shown.has(id)) return;
    this.shown.set(id, null);
    this.changed.add(id);
  }

  showSeries(instrument: InstrumentId, interval: BarInterval): void {
    const key = seriesKey(instrument, interval);
    if (!this.shownSeries.has(key)) {
      this.shownSeries.set(key, { key, instrument, interval, last: null, revision: 0 });
    }
    this.showQuote(instrument);
  }

  onPrices(slots: Int32Array, count: number): void {
    for (let index = 0; index < count; index += 1) {
      const id = this.book.idAt(slots[index] ?? 0);
      if (this.shown.has(id)) this.changed.add(id);
    }
  }

  /** The quotes that changed since the last call. One that has no price yet is waited for. */
  takeQuotes(): Record<string, QuoteView> {
    const rows: Record<string, QuoteView> = {};
    for (const id of this.changed) {
      const quote = this.book.quote(id);
      if (!quote) continue;
      this.changed.delete(id);
      const { ltp, close, high, low, volume, oi, bid, ask, receivedAt } = quote;
      const { symbol, name, lotSize, contract } = this.namedOf(id);
      rows[id] = { id, symbol, name, lotSize, contract, ltp, close, high, low, volume, oi, bid, ask, at: receivedAt };
    }
    return rows;
  }

  private namedOf(id: InstrumentId): Named {
    const known = this.shown.get(id);
    if (known) return known;
    const instrument = this.catalogue.get(id);
    if (!instrument) throw new Error(`${id} has a quote but is not in the day's instruments`);
    const named = namedOf(instrument);
    this.shown.set(id, named);
    return named;
  }

  /** The series whose newest bar changed, or any of whose bars did, since the last call. */
  takeSeries(): Record<string, SeriesView> {
    const rows: Record<string, SeriesView> = {};
    for (const shown of this.shownSeries.values()) {
      const { key, instrument, interval } = shown;
      const last = this.series.current(instrument, interval);
      const revision = this.series.revision(instrument, interval);
      if (!last || (revision === shown.revision && isSameBar(last, shown.last))) continue;
      shown.last = last;
      shown.revision = revision;
      rows[key] = { revision, last, previous: this.series.closed(instrument, interval).at(-1) ?? null };
    }
    return rows;
  }
}

function isSameBar(bar: Bar, other: Bar | null): boolean {
  return (
    other !== null &&
    bar.startAt === other.startAt &&
    bar.close === other.close &&
    bar.volume === other.volume &&
    bar.oi === other.oi &&
    bar.high === other.high &&
    bar.low === other.low &&
    bar.open === other.open
  );
}

function namedOf(instrument: Instrument): Named {
  const { id, symbol, lotSize } = instrument;
  return { id, symbol, lotSize, name: instrumentName(instrument), contract: contractOf(instrument) };
}

function contractOf(instrument: Instrument): ContractView | null {
  if (instrument.kind !== 'future' && instrument.kind !== 'option') return null;
  const { underlying, expiry } = instrument;
  if (instrument.kind === 'future') return { kind: 'future', underlying, expiry };
  return { kind: 'option', underlying, expiry, strike: instrument.strike, right: instrument.right };
}
