import { MINUTE, istDate, minuteFromClock, startOfDay } from './time';
import type { EpochMs, Paise, Qty } from './units';
import { qty } from './units';

/** A bar's length; '1d' is one whole session, whatever its hours. */
export type BarInterval = '1m' | '3m' | '5m' | '10m' | '15m' | '30m' | '60m' | '1d';

export const BAR_INTERVALS: readonly BarInterval[] = ['1m', '3m', '5m', '10m', '15m', '30m', '60m', '1d'];

/** What traded in `[startAt, startAt + interval)`; a stretch without a trade has no bar. */
export interface Bar {
  /** A day bar starts at midnight IST, as brokers label it; any other where its stretch begins. */
  readonly startAt: EpochMs;
  readonly open: Paise;
  readonly high: Paise;
  readonly low: Paise;
  readonly close: Paise;
  /** Units traded inside the bar; 0 for an index, which has none. */
  readonly volume: Qty;
  /** Open interest at the end of the bar, or null where the instrument has none. */
  readonly oi: Qty | null;
}

/** The hours bars are aligned to: the first one starts at `opensAt`, the last ends by `closesAt`. */
export interface BarSession {
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
}

/** The part of a tick that bars are made of. */
export interface BarTick {
  /** When the exchange sent it, in whole seconds; ticks may repeat and step back. */
  readonly exchangeAt: EpochMs;
  readonly ltp: Paise;
  /** Units traded since the day began; null where none is told (an index, ltp mode). */
  readonly cumulativeVolume: Qty | null;
  readonly oi: Qty | null;
}

const MINUTES: Readonly<Record<BarInterval, number>> = {
  '1m': 1,
  '3m': 3,
  '5m': 5,
  '10m': 10,
  '15m': 15,
  '30m': 30,
  '60m': 60,
  '1d': 24 * 60,
};

/** Milliseconds a bar spans at most; the last of a session may be cut short by the close. */
export function barLength(interval: BarInterval): number {
  return MINUTES[interval] * MINUTE;
}

/** Where the bar holding `at` begins, counted from the session's opening as Kite's candles are. */
function barStart(at: EpochMs, interval: BarInterval, opensAt: EpochMs): EpochMs {
  if (interval === '1d') return startOfDay(istDate(opensAt));
  const length = MINUTES[interval] * MINUTE;
  return opensAt + Math.floor((at - opensAt) / length) * length;
}

/** The instant a bar can no longer change. */
function barEnd(startAt: EpochMs, interval: BarInterval, session: BarSession): EpochMs {
  if (interval === '1d') return session.closesAt;
  return Math.min(startAt + MINUTES[interval] * MINUTE, session.closesAt);
}

const REGULAR_OPENING = minuteFromClock('09:15') * MINUTE;

function regularOpening(at: EpochMs): EpochMs {
  return startOfDay(istDate(at)) + REGULAR_OPENING;
}

/**
 * Joins bars, in time order and of any number of days, into longer ones. `opensAt` tells when the session
 * around an instant began, because that is where bars are counted from.
 */
export function aggregate(
  bars: readonly Bar[],
  interval: BarInterval,
  opensAt: (at: EpochMs) => EpochMs = regularOpening,
): Bar[] {
  const joined: Bar[] = [];
  let last: Bar | undefined;
  for (const bar of bars) {
    const startAt = barStart(bar.startAt, interval, opensAt(bar.startAt));
    if (last?.startAt === startAt) joined.pop();
    last = last?.startAt === startAt ? extend(last, bar) : { ...bar, startAt };
    joined.push(last);
  }
  return joined;
}

function extend(bar: Bar, next: Bar): Bar {
  return {
    startAt: bar.startAt,
    open: bar.open,
    high: next.high > bar.high ? next.high : bar.high,
    low: next.low < bar.low ? next.low : bar.low,
    close: next.close,
    volume: qty(bar.volume + next.volume),
    oi: next.oi ?? bar.oi,
  };
}

/** Builds the bars of one instrument, one interval and one session, tick by tick. */
export interface BarBuilder {
  /** Folds one tick in and returns the bar that it closed, if it did. The tick is not kept: one object may be reused. */
  add(tick: BarTick): Bar | null;
  /**
   * Closes the bar whose time is over though no tick came. Call it with the exchange's time, a second or
   * two late: ticks of a bar already closed are ignored.
   */
  advance(at: EpochMs): Bar | null;
  /** The bar in the making. */
  current(): Bar | null;
}

/**
 * A builder that bears what feeds do: repeated ticks change nothing, ticks of a closed bar and prices of
 * zero are ignored, a tick that steps back within its bar may widen it but not move its close. A tick with
 * neither new volume nor a new price is a change of quotes and opens no bar, so that our bars exist where
 * the broker's candles do. Volume adds up to the exchange's count for the day as long as the builder has
 * heard any tick before the session's second minute; a builder that joins later starts counting there.
 */
export function createBarBuilder(interval: BarInterval, session: BarSession): BarBuilder {
  return new TickFold(interval, session);
}

class TickFold implements BarBuilder {
  private readonly interval: BarInterval;
  private readonly session: BarSession;
  private open: Paise | null = null;
  private high = 0 as Paise;
  private low = 0 as Paise;
  private close = 0 as Paise;
  private volume = 0;
  private oi: Qty | null = null;
  private startAt = 0;
  private endAt = 0;
  /** Bars before this instant are final. */
  private closedUntil = 0;
  private lastAt = 0;
  private lastLtp: Paise | null = null;
  /** The day's volume accounted for, or null before the first tick. */
  private counted: number | null = null;

  constructor(interval: BarInterval, session: BarSession) {
    this.interval = interval;
    this.session = session;
  }

  add(tick: BarTick): Bar | null {
    const { opensAt, closesAt } = this.session;
    if (tick.exchangeAt < opensAt) {
      this.counted ??= 0;
      return null;
    }
    if (tick.exchangeAt > closesAt || !(tick.ltp > 0)) return null;

    // What is stamped with the closing second traded in the second before.
    const at = Math.min(tick.exchangeAt, closesAt - 1);
    if (at < (this.open === null ? this.closedUntil : this.startAt)) return null;

    const closed = this.advance(at);
    this.fold(tick, at);
    return closed;
  }

  advance(at: EpochMs): Bar | null {
    if (this.open === null || at < this.endAt) return null;
    const closed = this.current();
    this.closedUntil = this.endAt;
    this.open = null;
    return closed;
  }

  current(): Bar | null {
    if (this.open === null) return null;
    const { startAt, open, high, low, close, oi } = this;
    return { startAt, open, high, low, close, volume: qty(this.volume), oi };
  }

  private fold(tick: BarTick, at: EpochMs): void {
    const traded = this.count(tick.cumulativeVolume, tick.ltp, at);
    if (tick.oi !== null) this.oi = tick.oi;
    if (traded < 0) return;
    if (this.open === null) this.begin(tick.ltp, at);
    this.volume += traded;
    if (tick.ltp > this.high) this.high = tick.ltp;
    if (tick.ltp < this.low) this.low = tick.ltp;
    if (at < this.lastAt) return;
    this.close = tick.ltp;
    this.lastAt = at;
  }

  private begin(price: Paise, at: EpochMs): void {
    this.startAt = barStart(at, this.interval, this.session.opensAt);
    this.endAt = barEnd(this.startAt, this.interval, this.session);
    this.open = this.high = this.low = this.close = price;
    this.volume = 0;
  }

  /** Units this tick adds, 0 for a trade of unknown size, or −1 when nothing traded. */
  private count(volume: Qty | null, ltp: Paise, at: EpochMs): number {
    const isNewPrice = ltp !== this.lastLtp;
    this.lastLtp = ltp;
    if (volume === null) return 0;
    if (this.counted === null) {
      const isOpening = at < this.session.opensAt + MINUTE;
      this.counted = isOpening ? 0 : volume;
      // A first look in mid-session shows a price that may have traded hours ago.
      if (!isOpening) return -1;
    }
    if (volume > this.counted) {
      const traded = volume - this.counted;
      this.counted = volume;
      return traded;
    }
    return isNewPrice && volume > 0 ? 0 : -1;
  }
}
