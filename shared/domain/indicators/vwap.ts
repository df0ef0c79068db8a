import type { Bar } from '../bars';
import { DAY, IST_OFFSET } from '../time';

/** Plain JSON: a strategy keeps it between bars. */
export interface VwapState {
  /** The trading day, counted in days since the epoch on the Indian clock; −1 before the first bar. */
  readonly day: number;
  /** Σ typical price × volume, in paise. */
  readonly turnover: number;
  readonly volume: number;
}

const NOTHING: VwapState = { day: -1, turnover: 0, volume: 0 };

/**
 * Volume-weighted average price of the session, each bar counting with its typical price (high + low + close)/3.
 * It starts afresh on every trading day.
 */
export class Vwap {
  private day: number;
  private turnover: number;
  private volume: number;

  constructor(from: VwapState = NOTHING) {
    this.day = from.day;
    this.turnover = from.turnover;
    this.volume = from.volume;
  }

  /** The average including `bar`, in paise, not rounded; null while nothing has traded: an index never does. */
  next(bar: Pick<Bar, 'startAt' | 'high' | 'low' | 'close' | 'volume'>): number | null {
    const day = Math.floor((bar.startAt + IST_OFFSET) / DAY);
    if (day !== this.day) {
      this.day = day;
      this.turnover = 0;
      this.volume = 0;
    }
    this.turnover += ((bar.high + bar.low + bar.close) / 3) * bar.volume;
    this.volume += bar.volume;
    return this.volume > 0 ? this.turnover / this.volume : null;
  }

  get state(): VwapState {
    return { day: this.day, turnover: this.turnover, volume: this.volume };
  }
}

/** The same over bars of any number of days; NaN while nothing has traded. */
export function vwapOf(bars: readonly Bar[], out = new Float64Array(bars.length)): Float64Array {
  const average = new Vwap();
  for (const [row, bar] of bars.entries()) out[row] = average.next(bar) ?? Number.NaN;
  return out;
}
