import type { EpochMs, Paise, Qty } from './units';

/** A bar's length; '1d' is one whole session, whatever its hours. */
export type BarInterval = '1m' | '3m' | '5m' | '10m' | '15m' | '30m' | '60m' | '1d';

/** What traded in `[startAt, startAt + interval)`; bars without a trade do not exist. */
export interface Bar {
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

/** The trading hours bars are aligned to: the first bar starts at `opensAt`. */
export interface BarSession {
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
}

/** The part of a tick that bars are made of. */
export interface BarTick {
  readonly exchangeAt: EpochMs;
  readonly ltp: Paise;
  /** Units traded since the day began, as the exchange counts; 0 for an index. */
  readonly cumulativeVolume: Qty;
  readonly oi: Qty | null;
}
