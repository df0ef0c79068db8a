import { paise, type EpochMs, type Paise } from '#shared/domain/units';
import type { Listing } from './listings';
import type { Market } from './market';

/**
 * After the close of its last day an index option is worth its intrinsic value at the index's last price and a future
 * that price; null while it still trades. The position stays on the evening's list, as at Kite.
 */
export function settlementPrice(market: Market, listing: Listing, at: EpochMs): Paise | null {
  if (listing.expiry !== market.date || at < market.session.closesAt) return null;
  const spot = market.spotOf(listing.name);
  const final = spot ? market.quote(spot.token, at)?.tape.ltp : undefined;
  if (final === undefined) return null;
  if (listing.type === 'CE') return paise(Math.max(0, final - listing.strike));
  if (listing.type === 'PE') return paise(Math.max(0, listing.strike - final));
  return paise(final);
}
