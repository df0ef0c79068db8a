import { createBarBuilder, type Bar, type BarBuilder, type BarInterval, type BarSession } from '#shared/domain/bars';
import type { Book } from '#shared/domain/book';
import type { InstrumentId } from '#shared/domain/instrument';
import type { ClosedBar } from '#shared/domain/strategy';
import { paise, qty, type EpochMs } from '#shared/domain/units';

/** Bars of the instruments that somebody looks at, built from the book and joined to downloaded history. */
export interface SeriesStore {
  /** Begins to build a series; again is no harm. */
  open(instrument: InstrumentId, interval: BarInterval): void;
  isOpen(instrument: InstrumentId, interval: BarInterval): boolean;
  /** Puts downloaded bars, ascending, in front of what was built, and completes the bar that the building began in. */
  seed(instrument: InstrumentId, interval: BarInterval, history: readonly Bar[]): void;
  /** Folds the slots that changed; bars that closed are kept for `takeClosed`. */
  onPrices(slots: Int32Array, count: number): void;
  /** Closes bars whose time is over though no tick came. */
  advance(at: EpochMs): void;
  takeClosed(): readonly ClosedBar[];
  /** Ascending, closed ones only. */
  closed(instrument: InstrumentId, interval: BarInterval): readonly Bar[];
  /** Still in the making. */
  current(instrument: InstrumentId, interval: BarInterval): Bar | null;
}

interface Series {
  readonly instrument: InstrumentId;
  readonly interval: BarInterval;
  readonly builder: BarBuilder;
  bars: Bar[];
  /** The history's version of the bar that the building began in the middle of. */
  begun: Bar | null;
}

export function createSeriesStore(book: Book, sessionOf: (instrument: InstrumentId) => BarSession): SeriesStore {
  const bySlot = new Map<number, Series[]>();
  const all = new Map<string, Series>();
  let justClosed: ClosedBar[] = [];
  // One tick for all: the builder copies what it needs, so no object is made per tick.
  const tick = { exchangeAt: 0, ltp: paise(0), cumulativeVolume: qty(0), oi: qty(0) };

  const find = (instrument: InstrumentId, interval: BarInterval): Series | undefined => all.get(`${instrument}|${interval}`);

  function close(series: Series, built: Bar): void {
    const bar = joined(series, built);
    series.bars.push(bar);
    justClosed.push({ ...bar, instrument: series.instrument, interval: series.interval });
  }

  function addTick(slot: number, series: readonly Series[]): void {
    const { columns } = book;
    tick.ltp = paise(columns.ltp[slot] ?? 0);
    tick.exchangeAt = columns.exchangeAt[slot] ?? 0;
    tick.cumulativeVolume = qty(columns.volume[slot] ?? 0);
    tick.oi = qty(columns.oi[slot] ?? 0);
    for (const each of series) {
      const built = each.builder.add(tick);
      if (built) close(each, built);
    }
  }

  return {
    open(instrument, interval) {
      const slot = book.slotOf(instrument);
      if (slot === undefined || find(instrument, interval)) return;
      const series: Series = { instrument, interval, builder: createBarBuilder(interval, sessionOf(instrument)), bars: [], begun: null };
      all.set(`${instrument}|${interval}`, series);
      bySlot.set(slot, [...(bySlot.get(slot) ?? []), series]);
    },
    isOpen: (instrument, interval) => find(instrument, interval) !== undefined,
    seed(instrument, interval, history) {
      const series = find(instrument, interval);
      if (!series) return;
      const firstBuilt = series.bars[0]?.startAt ?? series.builder.current()?.startAt ?? Infinity;
      series.bars = [...history.filter((bar) => bar.startAt < firstBuilt), ...series.bars];
      const begun = history.find((bar) => bar.startAt === firstBuilt) ?? null;
      const index = series.bars.findIndex((bar) => bar.startAt === firstBuilt);
      const first = series.bars[index];
      if (begun && first) series.bars[index] = together(begun, first);
      else series.begun = begun ?? lastUnfinished(series, history);
    },
    onPrices(slots, count) {
      for (let index = 0; index < count; index += 1) {
        const slot = slots[index] ?? -1;
        const series = bySlot.get(slot);
        if (series) addTick(slot, series);
      }
    },
    advance(at) {
      for (const series of all.values()) {
        const built = series.builder.advance(at);
        if (built) close(series, built);
      }
    },
    takeClosed() {
      const taken = justClosed;
      if (taken.length > 0) justClosed = [];
      return taken;
    },
    closed: (instrument, interval) => find(instrument, interval)?.bars ?? [],
    current(instrument, interval) {
      const series = find(instrument, interval);
      const built = series?.builder.current() ?? null;
      return series && built ? joined(series, built) : built;
    },
  };
}

/** Before the first tick came: the newest downloaded bar may be the running one, so it is held back until it is known. */
function lastUnfinished(series: Series, history: readonly Bar[]): Bar | null {
  const isEmpty = series.builder.current() === null && series.bars.length === history.length;
  return isEmpty ? (series.bars.pop() ?? null) : null;
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
