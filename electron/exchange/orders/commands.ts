import { freezeQty } from '#shared/domain/matching/freeze';
import { err, ok, type Result } from '#shared/domain/result';
import type { EpochMs } from '#shared/domain/units';
import type { ExchangeContext } from '../context';
import type { Listing } from '../market/listings';
import { inputRefusal, orderRefusal, type Refusal } from '../protocol/refusal';
import type { Venue } from '../venue';
import { checkPrice, checkQuantity, readPricing, readRequest, type Form } from './intake';
import { isFinished, type BookOrder, type Validity } from './order';

const MOST_ORDERS_A_DAY = 5000;
const MOST_MODIFICATIONS = 25;
const MOST_SLICES = 10;

type Placed = Result<{ readonly order_id: string; readonly children?: readonly unknown[] }, Refusal>;

/** Places one order: what intake refuses is a 400; what the book refuses is an id and a REJECTED row. */
function placeOne(context: ExchangeContext, form: Form, at: EpochMs): Placed {
  const { book, market } = context.venue();
  if (book.orders.length >= MOST_ORDERS_A_DAY) {
    return err({ code: 429, errorType: 'NetworkException', message: 'Maximum allowed orders for the day exceeded.' });
  }
  const request = readRequest(form, market, at);
  if (!request.ok) return request;
  if (context.faults.strike('margin-exception', 'orders')) {
    return err({
      code: 400,
      errorType: 'MarginException',
      message: 'Insufficient funds. Required margin is 228365.92 but available margin is 228358.50.',
    });
  }
  const fault = context.faults.strike('reject-order', 'orders');
  const rejection = fault ? (fault.message ?? 'Rejected by the exchange.') : null;
  return ok({ order_id: book.place(request.value, at, { rejection }).id });
}

/** Splits a quantity above the freeze limit into whole-lot slices; null when it need not or cannot be split. */
function slices(listing: Listing | undefined, form: Form, date: string): readonly number[] | null {
  const limit = listing ? freezeQty(listing.name, date) : null;
  const units = Number(form['quantity'] ?? '');
  if (!listing || limit === null || !(units > limit)) return null;
  const each = Math.floor(limit / listing.lotSize) * listing.lotSize;
  const count = Math.ceil(units / each);
  return Array.from({ length: count }, (_, index) => Math.min(each, units - index * each));
}

function placeSliced(context: ExchangeContext, form: Form, parts: readonly number[], at: EpochMs): Placed {
  if (parts.length > MOST_SLICES) return err(inputRefusal(`An order can be sliced into at most ${MOST_SLICES} parts.`));
  const { ids, market, book } = context.venue();
  const parent = ids.orderId(market.date);
  const children = parts.map((quantity) => {
    const placed = placeOne(context, { ...form, quantity: String(quantity) }, at);
    if (placed.ok) {
      book.mark(placed.value.order_id, `autoslice:${parent}`);
      return { order_id: placed.value.order_id };
    }
    const { code, errorType, message } = placed.error;
    return { error: { code, error_type: errorType, message, data: null } };
  });
  return ok({ order_id: parent, children });
}

export function placeOrder(context: ExchangeContext, variety: string, form: Form): Placed {
  if (variety !== 'regular')
    return err(inputRefusal(`Orders of variety ${variety} are not supported by the demo exchange.`));
  const venue = context.venue();
  const at = venue.catchUp();
  const listing = venue.market.listing(`${form['exchange'] ?? ''}:${form['tradingsymbol'] ?? ''}`);
  const parts = form['autoslice'] === 'true' ? slices(listing, form, venue.market.date) : null;
  return parts ? placeSliced(context, form, parts, at) : placeOne(context, form, at);
}

function working(context: ExchangeContext, id: string, verb: string): Result<BookOrder, Refusal> {
  const order = context.venue().book.history(id).at(-1);
  if (!order) return err(orderRefusal("Couldn't find that `order_id`."));
  if (isFinished(order))
    return err(orderRefusal(`Order cannot be ${verb} as it is already ${order.status.toLowerCase()}.`));
  if (context.faults.strike('refuse-change', 'orders'))
    return err(orderRefusal(`Order cannot be ${verb} as it is being processed. Try later.`));
  return ok(order);
}

/** What stays as it was unless the form says otherwise, in Kite's field names. */
function unchanged(order: BookOrder): Form {
  return {
    order_type: order.triggerPrice > 0 && order.trigger !== null ? 'SL' : 'LIMIT',
    price: (order.limit / 100).toFixed(2),
    trigger_price: (order.triggerPrice / 100).toFixed(2),
    quantity: String(order.qty),
    validity: order.validity,
  };
}

function readChange(
  order: BookOrder,
  form: Form,
  context: { market: Venue['market']; listing: Listing; at: EpochMs },
): Result<Partial<BookOrder>, Refusal> {
  const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined && value !== ''));
  const wanted: Form = { ...unchanged(order), ...given };
  const units = checkQuantity(wanted['quantity'], context.listing, context.market.date);
  if (!units.ok) return units;
  if (units.value <= order.filledQty) return err(orderRefusal('Quantity should be more than what is already filled.'));
  if (wanted['validity'] !== 'DAY' && wanted['validity'] !== 'IOC') return err(inputRefusal('Invalid `validity`.'));
  const validity: Validity = wanted['validity'];
  // Once awake, a stop order is a limit order: only its price may still move.
  const isAwake = order.trigger === null && order.triggerPrice > 0;
  if (isAwake) {
    const limit = checkPrice(wanted, 'price', context);
    return limit.ok ? ok({ qty: units.value, limit: limit.value, validity }) : limit;
  }
  const pricing = readPricing(wanted, order.side, context);
  if (!pricing.ok) return pricing;
  const { type, limit, trigger, marks } = pricing.value;
  const tags = [...order.tags, ...marks.filter((mark) => !order.tags.includes(mark))];
  return ok({ qty: units.value, type, limit, trigger, triggerPrice: trigger ?? order.triggerPrice, validity, tags });
}

export function modifyOrder(context: ExchangeContext, id: string, form: Form): Result<{ order_id: string }, Refusal> {
  const venue = context.venue();
  const at = venue.catchUp();
  const order = working(context, id, 'modified');
  if (!order.ok) return order;
  if (order.value.modifications >= MOST_MODIFICATIONS)
    return err(orderRefusal('Maximum allowed order modifications exceeded.'));
  const listing = venue.market.listingOf(order.value.token);
  if (!listing) return err(orderRefusal("Couldn't find that `order_id`."));
  const change = readChange(order.value, form, { market: venue.market, listing, at });
  if (!change.ok) return change;
  const shortfall = venue.book.shortfall(order.value, change.value, at);
  if (shortfall) return err({ code: 400, errorType: 'MarginException', message: shortfall });
  venue.book.modify(order.value, change.value, at);
  return ok({ order_id: id });
}

export function cancelOrder(context: ExchangeContext, id: string): Result<{ order_id: string }, Refusal> {
  const venue = context.venue();
  const at = venue.catchUp();
  const order = working(context, id, 'cancelled');
  if (!order.ok) return order;
  venue.book.cancel(order.value, at);
  return ok({ order_id: id });
}
