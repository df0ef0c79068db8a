import { atTheMoney, chainOf, openOption, type ChainContext, type ExpiryChoice } from './at-the-money';
import type { Catalogue } from './catalogue';
import { freshQuote } from './entry-conditions';
import type { Instrument, InstrumentId, Side } from './instrument';
import type { IntegerParam } from './params';
import { assertNever, err, ok, type Result } from './result';
import type { LegIntent, Need } from './strategy';
import { minuteFromClock, type MinuteOfDay } from './time';
import { spotOf } from './underlyings';
import { qty, type Paise } from './units';
import { inPoints } from './words';

/** What carries a view on an underlying: itself when it is a share, its near future, or an option bought or sold. */
export type Vehicle = 'itself' | 'future' | 'bought-option' | 'sold-option';

/** The choices a strategy offers are picked from these. */
export const VEHICLES = {
  itself: { value: 'itself', label: 'The share itself' },
  future: { value: 'future', label: 'Near future' },
  boughtOption: { value: 'bought-option', label: 'Option, bought' },
  soldOption: { value: 'sold-option', label: 'Option, sold' },
} as const;

export const QUANTITY_PARAM = {
  kind: 'integer',
  label: 'Quantity',
  hint: 'Lots of a future or an option, shares of a share.',
  min: 1,
  max: 10_000,
  unit: 'lots',
  initial: 1,
} as const satisfies IntegerParam;

/** Where a view comes from and what it may be traded with. */
export interface VehicleTerms {
  /** An underlying's name or a share's symbol. */
  readonly symbol: string;
  readonly vehicle: Vehicle;
  /** Lots, or shares of a share. */
  readonly quantity: number;
  /** Strikes out of the money, for options; at the money when not given. */
  readonly otm?: number;
  readonly expiry: ExpiryChoice;
}

export type Direction = 'long' | 'short';

/** One leg that gains when the view comes true. */
export interface Carrier {
  readonly leg: LegIntent;
  readonly symbol: string;
  readonly price: Paise;
  /** 'Buy NIFTY26AUGFUT at 24,212.4'. */
  readonly title: string;
}

/** What has to be seen for `carry` to answer. */
export function vehicleNeeds(terms: VehicleTerms, catalogue: Catalogue): readonly Need[] {
  const spot: Need = { kind: 'quote', instrument: spotOf(terms.symbol) };
  if (terms.vehicle === 'itself') return [spot];
  if (terms.vehicle === 'future') {
    const future = nearFuture(terms.symbol, catalogue);
    return future ? [spot, { kind: 'quote', instrument: future }] : [spot];
  }
  const chain = chainOf(terms.symbol, terms.expiry, catalogue);
  return chain ? [spot, { kind: 'chain', ...chain, range: (terms.otm ?? 0) + 6 }] : [spot];
}

/** The future that trades the most: the one that expires first. Undefined where there is none. */
export function nearFuture(underlying: string, catalogue: Catalogue): InstrumentId | undefined {
  return catalogue.futures(underlying)[0]?.id;
}

/** The instrument and side that carry a view at this moment, on fresh prices, or what is in the way. */
export function carry(direction: Direction, terms: VehicleTerms, context: ChainContext): Result<Carrier, string> {
  const straight: Side = direction === 'long' ? 'buy' : 'sell';
  switch (terms.vehicle) {
    case 'itself':
      return outright(context.catalogue.get(spotOf(terms.symbol)), straight, terms, context);
    case 'future': {
      const future = nearFuture(terms.symbol, context.catalogue);
      return outright(future && context.catalogue.get(future), straight, terms, context);
    }
    case 'bought-option':
    case 'sold-option':
      return option(direction, terms, context);
    default:
      return assertNever(terms.vehicle);
  }
}

function outright(
  instrument: Instrument | undefined,
  side: Side,
  terms: VehicleTerms,
  context: ChainContext,
): Result<Carrier, string> {
  const what = terms.vehicle === 'future' ? 'future' : 'share';
  if (!instrument) return err(`${terms.symbol} has no ${what} in the day's instruments`);
  if (instrument.kind === 'index')
    return err(`${terms.symbol} is an index and cannot be traded itself; choose its future or option`);
  const quote = freshQuote(instrument.id, context);
  return quote.ok ? ok(carrierOf(instrument, side, quote.value.ltp, terms)) : quote;
}

/** A rise is carried by a call bought or a put sold, a fall by a put bought or a call sold. */
function option(direction: Direction, terms: VehicleTerms, context: ChainContext): Result<Carrier, string> {
  const chain = chainOf(terms.symbol, terms.expiry, context.catalogue);
  if (!chain) return err(`${terms.symbol} has no options of that expiry in the day's instruments`);
  const money = atTheMoney(chain, 'forward', context);
  if (!money.ok) return money;
  const isBought = terms.vehicle === 'bought-option';
  const right = (direction === 'long') === isBought ? 'CE' : 'PE';
  const { otm = 0 } = terms;
  const chosen = openOption(chain, money.value.strikeAt(right === 'CE' ? otm : -otm), right, context);
  return chosen.ok ? ok(carrierOf(chosen.value.option, isBought ? 'buy' : 'sell', chosen.value.price, terms)) : chosen;
}

function carrierOf(instrument: Instrument, side: Side, price: Paise, { quantity }: VehicleTerms): Carrier {
  return {
    leg: { instrument: instrument.id, side, qty: qty(quantity * instrument.lotSize), role: 'main' },
    symbol: instrument.symbol,
    price,
    title: `${side === 'buy' ? 'Buy' : 'Sell'} ${instrument.symbol} at ${inPoints(price)}`,
  };
}

/** Continuous trading of shares with derivatives ends at 15:15 since August 2026, so they are left before. */
const SHARES_LEAVE_AT = minuteFromClock('15:10');

/** When a trade is squared off: as asked, a share at 15:10 at the latest. */
export function squareOffOf(clock: string, vehicle: Vehicle): MinuteOfDay {
  const asked = minuteFromClock(clock);
  return vehicle === 'itself' ? Math.min(asked, SHARES_LEAVE_AT) : asked;
}
