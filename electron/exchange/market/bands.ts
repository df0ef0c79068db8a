import { paise, toTick, type Paise } from '#shared/domain/units';
import type { Listing } from './listings';
import type { Market } from './market';

export interface CircuitLimits {
  readonly lower: Paise;
  readonly upper: Paise;
}

const OPTION_SHARE_OF_STRIKE = 0.05;
const FUTURE_SHARE = 0.1;

/**
 * The day's operating range, modelled: an option may move from its previous close by 5 % of its strike, a future by 10 %.
 * (The exchange's own band for options follows the delta and is not published with the recorded days.)
 */
export function circuitLimits(market: Market, listing: Listing): CircuitLimits | null {
  const close = market.path(listing.token)?.record.previousClose;
  if (close === undefined || listing.lotSize === 0) return null;
  const range = Math.round(listing.type === 'FUT' ? close * FUTURE_SHARE : listing.strike * OPTION_SHARE_OF_STRIKE);
  return {
    lower: paise(Math.max(listing.tickSize, toTick(paise(close - range), listing.tickSize, 'up'))),
    upper: toTick(paise(close + range), listing.tickSize, 'down'),
  };
}
