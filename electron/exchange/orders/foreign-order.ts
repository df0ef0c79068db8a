import { protectedLimit } from '#shared/domain/matching/protection';
import { err, ok, type Result } from '#shared/domain/result';
import type { Side } from '#shared/domain/instrument';
import { paise, qty, rupees } from '#shared/domain/units';
import type { Venue } from '../venue';

/** An order as the user's own phone would send it: without a tag of the desk's. */
export interface ForeignOrder {
  /** With its exchange: 'NFO:NIFTY2681824200CE'. */
  readonly symbol: string;
  readonly side: Side;
  readonly units: number;
  /** In rupees; at the market without one. */
  readonly limit?: number;
}

const PROTECTION = 0.05;

/** Makes an order in the same account that the desk knows nothing of. Refuses in words. */
export function placeElsewhere(venue: Venue, order: ForeignOrder): Result<void, string> {
  const { symbol, side, units } = order;
  const at = venue.catchUp();
  const listing = venue.market.listing(symbol);
  const quote = listing && venue.market.quote(listing.token, at);
  if (!listing || !quote) return err(`There is no market in ${symbol}.`);
  if (units <= 0 || units % listing.lotSize !== 0)
    return err(`${units} is not a multiple of the lot ${listing.lotSize}.`);
  const limit =
    order.limit === undefined
      ? protectedLimit(side, paise(quote.tape.ltp), PROTECTION, listing.tickSize)
      : rupees(order.limit);
  const terms = { product: 'NRML', type: 'LIMIT', validity: 'DAY', validityTtl: 0 } as const;
  venue.book.place({ listing, side, qty: qty(units), limit, trigger: null, tag: null, marks: [], ...terms }, at);
  return ok<void>(undefined);
}
