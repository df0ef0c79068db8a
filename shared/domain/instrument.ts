import type { IstDate } from './time';
import type { Paise, Qty } from './units';

declare const id: unique symbol;

/** 'EXCHANGE:TRADINGSYMBOL', as in 'NFO:NIFTY26AUGFUT'. Tokens are reused after expiry, so they are no identity. */
export type InstrumentId = string & { readonly [id]: 'instrument' };

export type Exchange = 'NSE' | 'BSE' | 'NFO' | 'BFO';
export type Right = 'CE' | 'PE';
export type Side = 'buy' | 'sell';

interface Listed {
  readonly id: InstrumentId;
  readonly exchange: Exchange;
  readonly symbol: string;
  readonly token: number;
  /** Zero for an index, which cannot be traded. */
  readonly tickSize: Paise;
  readonly lotSize: Qty;
}

export interface Index extends Listed {
  readonly kind: 'index';
}

export interface Equity extends Listed {
  readonly kind: 'equity';
}

export interface Future extends Listed {
  readonly kind: 'future';
  /** The derivative's underlying as the exchange names it: 'NIFTY', 'BANKNIFTY', 'RELIANCE'. */
  readonly underlying: string;
  readonly expiry: IstDate;
}

export interface Option extends Listed {
  readonly kind: 'option';
  readonly underlying: string;
  readonly expiry: IstDate;
  readonly strike: Paise;
  readonly right: Right;
}

export type Instrument = Index | Equity | Future | Option;

export function instrumentId(exchange: string, symbol: string): InstrumentId {
  // The one place that forms an id, so the brand holds everywhere else.
  return `${exchange}:${symbol}` as InstrumentId;
}

export function opposite(side: Side): Side {
  return side === 'buy' ? 'sell' : 'buy';
}

/** +1 for a buy, −1 for a sell: the sign of the quantity it adds to a position. */
export function signOf(side: Side): 1 | -1 {
  return side === 'buy' ? 1 : -1;
}
