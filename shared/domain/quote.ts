import type { InstrumentId } from './instrument';
import { paise, type EpochMs, type Fraction, type Paise, type Qty } from './units';

/** The last known state of one instrument's market. Zero bid or ask means that side is empty or not known. */
export interface Quote {
  readonly id: InstrumentId;
  readonly ltp: Paise;
  readonly open: Paise;
  readonly high: Paise;
  readonly low: Paise;
  /** The previous session's close; zero when the feed has not said. */
  readonly close: Paise;
  /** Units traded today; zero for an index. */
  readonly volume: Qty;
  /** Open interest in units; zero for an index or an equity. */
  readonly oi: Qty;
  /** Open interest at the previous close where candles told, else in the day's first packet: what "OI change" is measured from. */
  readonly oiReference: Qty;
  readonly bid: Paise;
  readonly ask: Paise;
  readonly bidQty: Qty;
  readonly askQty: Qty;
  /** The exchange's stamp, whole seconds; zero when the packet carries none. */
  readonly exchangeAt: EpochMs;
  /** When it reached us, on the desk's clock. */
  readonly receivedAt: EpochMs;
}

/** What a reader of the market gets; null until a first packet came. */
export type QuoteOf = (id: InstrumentId) => Quote | null;

/** The move since the previous close; null while that is not known. */
export function dayChange({
  ltp,
  close,
}: Pick<Quote, 'ltp' | 'close'>): { readonly amount: Paise; readonly fraction: Fraction } | null {
  return close > 0 ? { amount: paise(ltp - close), fraction: (ltp - close) / close } : null;
}
