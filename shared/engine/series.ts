import {
  barLength,
  createBarBuilder,
  type Bar,
  type BarBuilder,
  type BarInterval,
  type BarSession,
  type BarTick,
} from '#shared/domain/bars';
import type { Book } from '#shared/domain/book';
import type { InstrumentId } from '#shared/domain/instrument';
import { closedBar, type ClosedBar } from '#shared/domain/strategy';
import { DAY, istDate, startOfDay } from '#shared/domain/time';
import { paise, qty, type EpochMs } from '#shared/domain/units';

/** Bars of the instruments that somebody looks at, built from the book and joined to downloaded history. */
export interface SeriesStore {
  /** Begins to build a series; again is no harm. */
  open(instrument: InstrumentId, interval: BarInterval): void;
  /** Puts bars downloaded at `at`, ascending, in front of what was built, and completes the bar that the building began in. */
  seed(instrument: InstrumentId, interval: BarInterval, history: readonly Bar[], at: EpochMs): void;
  /** Prices stopped coming: what is being built is set aside, and building begins anew with the next tick. */
  interrupt(): void;
  /**
   * Puts the broker's bars, ascending and downloaded at `at`, in the place of what was built, and answers those that are
   * complete. Nobody is told of them by `takeClosed`.
   */
  patch(instrument: InstrumentId, interval: BarInterval, history: readonly Bar[], at: EpochMs): readonly ClosedBar[];
  /** Every series there is. */
  opened(): readonly { readonly instrument: InstrumentId; readonly interval: BarInterval }[];
  /** Grows whenever closed bars were changed, so that who drew them draws them anew. */
  revision(instrument: InstrumentId, interval: BarInterval): number;
  /** Folds the slots that changed; bars that closed are kept for `takeClosed`. */
  onPrices(slots: Int32Array, count: number): void;
  /** As `onPrices` after each of several prices that the same slots had one after the other, of which the book has the last. */
  onPath(slots: Int32Array, count: number, path: readonly BarTick[]): void;
  /** Closes bars whose time is over though no tick came. */
  advance(at: EpochMs): void;
  takeClosed(): readonly ClosedBar[];
  /** Ascending, closed ones only. */
  closed(instrument: InstrumentId, interval: BarInterval): readonly Bar[];
  /** Still in the making. */
  current(instrument: InstrumentId, interval: BarInterval): Bar | null;
}

/** What kind of bars an instrument has: an index has neither volume nor open interest, a share no open interest. */
export interface SeriesTerms {
  readonly session: BarSession;
  readonly hasVolume: boolean;
  readonly hasOi: boolean;
}

interface Series {
  readonly instrument: InstrumentId;
  readonly interval: BarInterval;
  readonly terms: SeriesTerms;
  builder: BarBuilder;
  revision: number;
  bars: Bar[];
  /** The history's version of the bar that the building began in the middle of. */
  begun: Bar | null;
}

export function createSeriesStore(book: Book, termsOf: (instrument: InstrumentId) => SeriesTerms): SeriesStore {
  return new BookSeries(book, termsOf);
}

class BookSeries implements SeriesStore {
  private readonly book: Book;
  private readonly termsOf: (instrument: InstrumentId) => SeriesTerms;
  private readonly bySlot = new Map<number, Series[]>();
  private readonly all = new Map<string, Series>();
  /** One of each for all, what the book shows and what a builder is told of it, so that no object is made per tick. */
  private readonly shown = tickToBe();
  private readonly tick = tickToBe();
  private justClosed: ClosedBar[] = [];

  constructor(book: Book, termsOf: (instrument: InstrumentId) => SeriesTerms) {
    this.book = book;
    this.termsOf = termsOf;
  }

  open(instrument: InstrumentId, interval: BarInterval): void {
    const slot = this.book.slotOf(instrument);
    if (slot === undefined || this.find(instrument, interval)) return;
    const terms = this.termsOf(instrument);
    const builder = createBarBuilder(interval, terms.session);
    const series: Series = { instrument, interval, terms, builder, revision: 0, bars: [], begun: null };
    this.all.set(`${instrument}|${interval}`, series);
    this.bySlot.set(slot, [...(this.bySlot.get(slot) ?? []), series]);
  }

  seed(instrument: InstrumentId, interval: BarInterval, history: readonly Bar[], at: EpochMs): void {
    const series = this.find(instrument, interval);
    if (!series) return;
    const firstBuilt = series.bars[0]?.startAt ?? series.builder.current()?.startAt;
    if (firstBuilt === undefined) {
      series.bars = [...history];
      series.begun = lastUnfinished(series, history, at);
      return;
    }
    series.bars = [...history.filter((bar) => bar.startAt < firstBuilt), ...series.bars];
    const begun = history.find((bar) => bar.startAt === firstBuilt) ?? null;
    const index = series.bars.findIndex((bar) => bar.startAt === firstBuilt);
    const first = series.bars[index];
    if (begun && first) series.bars[index] = together(begun, first);
    else series.begun = begun ?? lastUnfinished(series, history, at);
  }

  interrupt(): void {
    for (const series of this.all.values()) {
      const built = series.builder.current();
      if (built) series.begun = joined(series, built);
      series.builder = createBarBuilder(series.interval, series.terms.session);
    }
  }

  patch(instrument: InstrumentId, interval: BarInterval, history: readonly Bar[], at: EpochMs): readonly ClosedBar[] {
    const series = this.find(instrument, interval);
    if (!series) return [];
    const builtAt = series.builder.current()?.startAt;
    const isComplete = ({ startAt }: Bar): boolean => startAt < (builtAt ?? Infinity) && endOf(series, startAt) <= at;
    const complete = history.filter(isComplete);
    const known = new Map([...series.bars, ...complete].map((bar) => [bar.startAt, bar]));
    const running = history.find((bar) => !isComplete(bar) && !known.has(bar.startAt));
    // An answer may come after the end of what it calls running: nothing was built of that bar, so it is all there is of it.
    const isLate = running !== undefined && running.startAt < (builtAt ?? Math.max(...known.keys()));
    if (isLate) known.set(running.startAt, running);
    series.bars = [...known.values()].sort((a, b) => a.startAt - b.startAt);
    if (series.begun && known.has(series.begun.startAt)) series.begun = null;
    if (running && !isLate) series.begun = running;
    series.revision += 1;
    return complete.map((bar) => ({ ...bar, instrument, interval }));
  }

  opened(): readonly { readonly instrument: InstrumentId; readonly interval: BarInterval }[] {
    return [...this.all.values()].map(({ instrument, interval }) => ({ instrument, interval }));
  }

  revision(instrument: InstrumentId, interval: BarInterval): number {
    return this.find(instrument, interval)?.revision ?? 0;
  }

  onPrices(slots: Int32Array, count: number): void {
    for (let index = 0; index < count; index += 1) {
      const slot = slots[index] ?? -1;
      const series = this.bySlot.get(slot);
      if (series) this.addTick(slot, series);
    }
  }

  onPath(slots: Int32Array, count: number, path: readonly BarTick[]): void {
    for (let index = 0; index < count; index += 1) {
      const all = this.bySlot.get(slots[index] ?? -1);
      if (!all) continue;
      for (const series of all) for (const tick of path) this.add(series, tick);
    }
  }

  advance(at: EpochMs): void {
    for (const series of this.all.values()) {
      const built = series.builder.advance(at);
      if (built) this.close(series, built);
    }
  }

  takeClosed(): readonly ClosedBar[] {
    const taken = this.justClosed;
    if (taken.length > 0) this.justClosed = [];
    return taken;
  }

  closed(instrument: InstrumentId, interval: BarInterval): readonly Bar[] {
    return this.find(instrument, interval)?.bars ?? [];
  }

  current(instrument: InstrumentId, interval: BarInterval): Bar | null {
    const series = this.find(instrument, interval);
    const built = series?.builder.current() ?? null;
    return series && built ? joined(series, built) : built;
  }

  private find(instrument: InstrumentId, interval: BarInterval): Series | undefined {
    return this.all.get(`${instrument}|${interval}`);
  }

  private addTick(slot: number, all: readonly Series[]): void {
    const { columns } = this.book;
    const { shown } = this;
    shown.ltp = paise(columns.ltp[slot] ?? 0);
    shown.exchangeAt = columns.exchangeAt[slot] ?? 0;
    shown.cumulativeVolume = qty(columns.volume[slot] ?? 0);
    shown.oi = qty(columns.oi[slot] ?? 0);
    for (const series of all) this.add(series, shown);
  }

  /** What the instrument does not have is not told: zero would count. */
  private add(series: Series, { exchangeAt, ltp, cumulativeVolume, oi }: BarTick): void {
    const { tick } = this;
    tick.exchangeAt = exchangeAt;
    tick.ltp = ltp;
    tick.cumulativeVolume = series.terms.hasVolume ? cumulativeVolume : null;
    tick.oi = series.terms.hasOi ? oi : null;
    const built = series.builder.add(tick);
    if (built) this.close(series, built);
  }

  private close(series: Series, built: Bar): void {
    const bar = joined(series, built);
    // Its beginning is in it now; kept, it would be taken for a bar of its own once the next one begins.
    if (series.begun?.startAt === built.startAt) series.begun = null;
    series.bars.push(bar);
    this.justClosed.push(closedBar(bar, series.instrument, series.interval));
  }
}

function tickToBe(): { -readonly [K in keyof BarTick]: BarTick[K] } {
  return { exchangeAt: 0, ltp: paise(0), cumulativeVolume: null, oi: null };
}

/** When a bar can no longer change. */
function endOf({ interval, terms: { session } }: Series, startAt: EpochMs): EpochMs {
  if (interval !== '1d') return startAt + barLength(interval);
  return startAt === startOfDay(istDate(session.opensAt)) ? session.closesAt : startAt + DAY;
}

/** Before the first tick came: the newest downloaded bar may still be running, so it is held back until it is known. */
function lastUnfinished(series: Series, history: readonly Bar[], at: EpochMs): Bar | null {
  const isEmpty = series.builder.current() === null && series.bars.length === history.length;
  const last = series.bars.at(-1);
  if (!isEmpty || !last || last.startAt + barLength(series.interval) <= at) return null;
  series.bars.pop();
  return last;
}

function joined(series: Series, built: Bar): Bar {
  const { begun } = series;
  if (!begun) return built;
  if (begun.startAt === built.startAt) return together(begun, built);
  // The held-back bar was complete after all.
  if (begun.startAt < built.startAt) {
    series.bars.push(begun);
    series.begun = null;
  }
  return built;
}

/** One bar from the broker's view of its beginning and ours of its end. */
function together(begun: Bar, built: Bar): Bar {
  return {
    startAt: built.startAt,
    open: begun.open,
    high: paise(Math.max(begun.high, built.high)),
    low: paise(Math.min(begun.low, built.low)),
    close: built.close,
    volume: qty(Math.max(begun.volume, built.volume)),
    oi: built.oi ?? begun.oi,
  };
}
