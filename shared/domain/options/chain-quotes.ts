import type { Quote } from '../quote';

/** The part of a quote that chains are computed from. Prices in paise, quantities in units. */
export type OptionQuote = Pick<Quote, 'ltp' | 'bid' | 'ask' | 'oi' | 'oiReference' | 'volume'>;

/** A spread wider than this share of the price says little about where in it the price is. */
const WIDE_SPREAD = 0.1;
/** Spreads of a few ticks are never wide, however cheap the option. */
const NARROW = 40;
/** How far a price without a quote may be off, as a share of it, and in paise. */
const TRADE_DOUBT = 0.02;
const TRADE_DOUBT_FLOOR = 50;

/**
 * What an option is worth by its quote, in paise, 0 if nothing can be said. The middle of a tight bid and ask is
 * fresher than the last trade; in a wide one, or with one side empty, the last trade counts as far as the quote
 * does not contradict it. A crossed quote is no quote.
 */
export function markPrice({ ltp, bid, ask }: Pick<OptionQuote, 'ltp' | 'bid' | 'ask'>): number {
  const isTwoSided = bid > 0 && ask >= bid;
  const middle = 0.5 * (bid + ask);
  if (isTwoSided && (ask - bid <= Math.max(NARROW, WIDE_SPREAD * middle) || !(ltp > 0))) return middle;
  const isCrossed = ask > 0 && bid > ask;
  if (!(ltp > 0) || isCrossed) return Math.max(ltp, 0);
  if (bid > ltp) return bid;
  return ask > 0 && ask < ltp ? ask : ltp;
}

/** How far the mark may be off, in paise. */
export function markDoubt({ ltp, bid, ask }: Pick<OptionQuote, 'ltp' | 'bid' | 'ask'>): number {
  return bid > 0 && ask >= bid ? ask - bid : TRADE_DOUBT * ltp + TRADE_DOUBT_FLOOR;
}
