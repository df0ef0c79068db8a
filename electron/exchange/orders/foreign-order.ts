import { protectedLimit } from '#shared/domain/matching/protection';
import { err, ok, type Result } from '#shared/domain/result';
import type { Side } from '#shared/domain/instrument';
import { paise, qty } from '#shared/domain/units';
import type { Venue } from '../venue';

/** An order as the user's own phone would send it: at the market, without a tag of the desk's. */
export interface ForeignOrder {
  /** With its exchange: 'NFO:NIFTY2681824200CE'. */
  readonly symbol: string;
  readonly side: Side;
  readonly units: number;
}

const PROTECTION = 0.05;

/** Makes an order in the same account that the desk knows nothing of. Refuses in words. */
export function placeElsewhere(venue: Venue, { symbol, side, units }: ForeignOrder): Result<void, string> {
  const at = venue.catchUp();
  const listing = venue.market.listing(symbol);
  const quote = listing && venue.market.quote(listing.token, at);
  if (!listing || !quote) return err(`There is no market in ${symbol}.`);
  if (units <= 0 || units % listing.lotSize !== 0)
    return err(`${units} is not a multiple of the lot ${listing.lotSize}.`);
  const limit = protectedLimit(side, paise(quote.tape.ltp), PROTECTION, listing.tickSize);
  const terms = { product: 'NRML', type: 'LIMIT', validity: 'DAY', validityTtl: 0 } as const;
  venue.book.place({ listing, side, qty: qty(units), limit, trigger: null, tag: null, marks: [], ...terms }, at);
  return ok<void>(undefined);
}
