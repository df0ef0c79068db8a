import type { Side } from '#shared/domain/instrument';
import { freezeQty } from '#shared/domain/matching/freeze';
import { automaticProtection, protectedLimit } from '#shared/domain/matching/protection';
import { err, ok, type Result } from '#shared/domain/result';
import { paise, qty, rupees, type EpochMs, type Paise, type Qty } from '#shared/domain/units';
import { circuitLimits } from '../market/bands';
import type { Listing } from '../market/listings';
import type { Market } from '../market/market';
import { inputRefusal, type Refusal } from '../protocol/refusal';
import type { OrderType, Product, Validity } from './order';

/** An order request that passed every check that Kite makes before its order book. */
export interface Request {
  readonly listing: Listing;
  readonly side: Side;
  readonly qty: Qty;
  readonly product: Product;
  readonly type: OrderType;
  readonly limit: Paise;
  readonly trigger: Paise | null;
  readonly validity: Validity;
  readonly validityTtl: number;
  readonly tag: string | null;
  /** 'mktp' and 'mktp:2.00' for a protected market order. */
  readonly marks: readonly string[];
}

/** Form fields as they came. */
export type Form = Readonly<Record<string, string | undefined>>;

const TYPES: Readonly<Record<string, OrderType>> = { MARKET: 'MARKET', LIMIT: 'LIMIT', SL: 'SL', 'SL-M': 'SL-M' };
const VALIDITIES: Readonly<Record<string, Validity>> = { DAY: 'DAY', IOC: 'IOC', TTL: 'TTL' };
const SIDES: Readonly<Record<string, Side>> = { BUY: 'buy', SELL: 'sell' };
const PRODUCTS: Readonly<Record<string, Product>> = { NRML: 'NRML', MIS: 'MIS' };
const UNPROTECTED =
  'Market orders without market protection are not allowed via API. Please set market protection or use a Limit order.';

function choice<T>(form: Form, field: string, choices: Readonly<Record<string, T>>): Result<T, Refusal> {
  const given = form[field];
  const found = given === undefined ? undefined : Object.hasOwn(choices, given) ? choices[given] : undefined;
  if (found !== undefined) return ok(found);
  return err(inputRefusal(given ? `Invalid \`${field}\`.` : `Missing or empty field \`${field}\``));
}

function amount(form: Form, field: string, tickSize: Paise): Result<Paise, Refusal> {
  const value = Number(form[field] ?? '');
  if (!form[field] || !(value > 0) || value > 10_000_000) return err(inputRefusal(`Invalid \`${field}\`.`));
  const scaled = Math.round(value * 100);
  const isOnTick = Math.abs(scaled - value * 100) < 1e-4 && scaled % tickSize === 0;
  const tick = (tickSize / 100).toFixed(2);
  if (isOnTick) return ok(rupees(value));
  return err(
    inputRefusal(
      `Tick size for this script is ${tick}. Kindly enter price in the multiple of tick size for this script.`,
    ),
  );
}

/** Checks the quantity of a new or changed order. */
export function checkQuantity(text: string | undefined, listing: Listing, date: string): Result<Qty, Refusal> {
  const units = Number(text ?? '');
  if (!text || !Number.isSafeInteger(units) || units <= 0) return err(inputRefusal('Invalid `quantity`.'));
  const { lotSize, name } = listing;
  if (units % lotSize !== 0) return err(inputRefusal(`Quantity should be in multiples of the lot size ${lotSize}.`));
  const limit = freezeQty(name, date);
  if (limit === null || units <= limit) return ok(qty(units));
  return err(
    inputRefusal(
      `Order quantity ${units} is above the freeze limit of ${limit} for ${name}. Split the order or use autoslice.`,
    ),
  );
}

/** Checks a limit price against the tick and the day's operating range. */
export function checkPrice(form: Form, field: string, context: Context): Result<Paise, Refusal> {
  const price = amount(form, field, context.listing.tickSize);
  const limits = circuitLimits(context.market, context.listing);
  if (!price.ok || !limits) return price;
  const words = (which: string, bound: Paise) =>
    inputRefusal(
      `Your order price is ${which} circuit limit of ${(bound / 100).toFixed(2)}. Place an order within the daily range.`,
    );
  if (price.value > limits.upper) return err(words('higher than the current upper', limits.upper));
  return price.value < limits.lower ? err(words('lower than the current lower', limits.lower)) : price;
}

export interface Context {
  readonly listing: Listing;
  readonly market: Market;
  readonly at: EpochMs;
}

interface Pricing {
  readonly type: OrderType;
  readonly limit: Paise;
  readonly trigger: Paise | null;
  readonly marks: readonly string[];
}

function protection(form: Form, ltp: Paise, isOption: boolean): Result<number, Refusal> {
  const given = Number(form['market_protection'] ?? 0);
  if (given === -1) return ok(automaticProtection(ltp, isOption));
  if (given === 0 || Number.isNaN(given)) return err(inputRefusal(UNPROTECTED));
  return given > 0 && given <= 100 ? ok(given) : err(inputRefusal('Invalid `market_protection`.'));
}

/** A protected market order becomes a limit order at the protected price (Kite, since 2026-04-01); SL-M likewise an SL. */
function protectedPricing(
  form: Form,
  side: Side,
  reference: Paise,
  context: Context,
): Result<Pick<Pricing, 'limit' | 'marks'>, Refusal> {
  const { type, tickSize } = context.listing;
  const percent = protection(form, reference, type !== 'FUT');
  if (!percent.ok) return percent;
  const bounds = circuitLimits(context.market, context.listing);
  const limit = protectedLimit(side, reference, percent.value / 100, tickSize);
  const within = bounds ? paise(Math.min(bounds.upper, Math.max(bounds.lower, limit))) : limit;
  return ok({ limit: within, marks: ['mktp', `mktp:${percent.value.toFixed(2)}`] });
}

/** Reads type, price and trigger. Exported for modifications, which may change any of them. */
export function readPricing(form: Form, side: Side, context: Context): Result<Pricing, Refusal> {
  const type = choice(form, 'order_type', TYPES);
  if (!type.ok) return type;
  const quote = context.market.quote(context.listing.token, context.at);
  if (!quote) return err(inputRefusal(`There is no market in ${context.listing.symbol} on this recorded day.`));
  if (type.value === 'MARKET') {
    const pricing = protectedPricing(form, side, paise(quote.tape.ltp), context);
    return pricing.ok ? ok({ type: 'LIMIT', trigger: null, ...pricing.value }) : pricing;
  }
  if (type.value === 'LIMIT') {
    const limit = checkPrice(form, 'price', context);
    return limit.ok ? ok({ type: 'LIMIT', limit: limit.value, trigger: null, marks: [] }) : limit;
  }
  const trigger = checkPrice(form, 'trigger_price', context);
  if (!trigger.ok) return trigger;
  if (type.value === 'SL-M') {
    const pricing = protectedPricing(form, side, trigger.value, context);
    return pricing.ok ? ok({ type: 'SL', trigger: trigger.value, ...pricing.value }) : pricing;
  }
  const limit = checkPrice(form, 'price', context);
  if (!limit.ok) return limit;
  const isCrossed = side === 'buy' ? limit.value < trigger.value : limit.value > trigger.value;
  const words = side === 'buy' ? 'higher' : 'lower';
  if (isCrossed)
    return err(inputRefusal(`Trigger price of a stoploss ${side} order should not be ${words} than its limit price.`));
  return ok({ type: 'SL', limit: limit.value, trigger: trigger.value, marks: [] });
}

function tradable(form: Form, market: Market, at: EpochMs): Result<Listing, Refusal> {
  const listing = market.listing(`${form['exchange'] ?? ''}:${form['tradingsymbol'] ?? ''}`);
  if (!listing) return err(inputRefusal('Invalid `tradingsymbol` or `exchange`.'));
  if (listing.lotSize === 0) return err(inputRefusal(`${listing.symbol} is an index and cannot be traded.`));
  const { opensAt, closesAt } = market.session;
  if (at < opensAt || at >= closesAt) return err(inputRefusal('Markets are closed right now. Use AMO order type.'));
  return ok(listing);
}

function readTag(form: Form): Result<string | null, Refusal> {
  const tag = form['tag'];
  if (!tag) return ok(null);
  return /^[A-Za-z0-9]{1,20}$/.test(tag)
    ? ok(tag)
    : err(inputRefusal('Invalid `tag`. It should be alphanumeric and at most 20 characters.'));
}

function readProduct(form: Form, context: Context): Result<Product, Refusal> {
  const product = choice(form, 'product', PRODUCTS);
  const isLate = product.ok && product.value === 'MIS' && context.at >= context.market.session.squareOffAt;
  return isLate ? err(inputRefusal('Intraday (MIS) orders are not allowed after the square-off time.')) : product;
}

/** Reads and checks a new order. What it refuses never reaches the order book. */
export function readRequest(form: Form, market: Market, at: EpochMs): Result<Request, Refusal> {
  const listing = tradable(form, market, at);
  if (!listing.ok) return listing;
  const context = { listing: listing.value, market, at };
  const side = choice(form, 'transaction_type', SIDES);
  if (!side.ok) return side;
  const units = checkQuantity(form['quantity'], listing.value, market.date);
  if (!units.ok) return units;
  const product = readProduct(form, context);
  if (!product.ok) return product;
  const validity = choice({ validity: 'DAY', ...form }, 'validity', VALIDITIES);
  if (!validity.ok) return validity;
  const tag = readTag(form);
  if (!tag.ok) return tag;
  const pricing = readPricing(form, side.value, context);
  if (!pricing.ok) return pricing;
  const validityTtl = validity.value === 'TTL' ? Number(form['validity_ttl'] ?? 0) : 0;
  if (validity.value === 'TTL' && !(validityTtl >= 1 && validityTtl <= 390))
    return err(inputRefusal('Invalid `validity_ttl`.'));
  return ok({
    listing: listing.value,
    side: side.value,
    qty: units.value,
    product: product.value,
    ...pricing.value,
    validity: validity.value,
    validityTtl,
    tag: tag.value,
  });
}
