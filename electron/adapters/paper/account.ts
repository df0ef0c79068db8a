import type { Book } from '#shared/domain/book';
import type { Catalogue } from '#shared/domain/catalogue';
import type { Funds } from '#shared/domain/funds';
import { groupBy } from '#shared/domain/group-by';
import { signOf, type InstrumentId } from '#shared/domain/instrument';
import { portfolioMargin, type MarginPosition } from '#shared/domain/margin';
import { cashFlow } from '#shared/domain/position';
import type { Product } from '#shared/domain/order';
import { istDate } from '#shared/domain/time';
import { spotOf } from '#shared/domain/underlyings';
import { paise, qty, type EpochMs, type Paise, type Qty } from '#shared/domain/units';
import type { BrokerFill, BrokerPosition, MarginLeg } from '#shared/ports/broker';
import type { PaperState } from './state';

/** The market that an account is valued in. */
export interface Valuation {
  readonly book: Book;
  readonly catalogue: Catalogue;
  readonly at: EpochMs;
}

/** Held units by instrument and product, and the money they moved. */
export function positionsOf({ orders, fills }: PaperState, { book }: Valuation): BrokerPosition[] {
  const products = new Map(orders.map((order) => [order.brokerId, order.product]));
  const groups = groupBy(fills, (fill) => `${fill.instrument} ${products.get(fill.brokerId) ?? 'intraday'}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const held = netQty(group);
    const ltp = book.quote(first.instrument)?.ltp ?? first.price;
    const product: Product = products.get(first.brokerId) ?? 'intraday';
    return [{ instrument: first.instrument, product, qty: held, realisedAndOpen: paise(cashFlow(group) + held * ltp) }];
  });
}

/** What the fills came to, added up as they come: every order asks for it. */
export interface Holdings {
  readonly units: ReadonlyMap<InstrumentId, Qty>;
  /** Money that the fills moved. */
  readonly cash: Paise;
}

export const NOTHING_HELD: Holdings = { units: new Map(), cash: paise(0) };

export function holdingsAfter({ units, cash }: Holdings, fill: BrokerFill): Holdings {
  const held = qty((units.get(fill.instrument) ?? 0) + signOf(fill.side) * fill.qty);
  return { units: new Map(units).set(fill.instrument, held), cash: paise(cash + cashFlow([fill])) };
}

export function fundsOf({ units, cash }: Holdings, openingCash: Paise, valuation: Valuation): Funds {
  const used = marginFor(units, valuation);
  return { available: paise(openingCash + cash + futuresAtMarket(units, valuation) - used), used };
}

/** A future is not paid for, it is marked to the market: what its fills moved and what it is worth now are its gain so far. */
function futuresAtMarket(units: Holdings['units'], { book, catalogue }: Valuation): number {
  let worth = 0;
  for (const [id, held] of units)
    if (held !== 0 && catalogue.get(id)?.kind === 'future') worth += held * (book.quote(id)?.ltp ?? 0);
  return worth;
}

export interface Shortfall {
  readonly needed: Paise;
  readonly available: Paise;
}

/**
 * What an account lacks for one more leg beside those that wait; null when it is good for it. A leg that asks for nothing more, as an
 * exit does, passes whatever is left: nobody may be kept in a position by the loss it made.
 */
export function shortfallOf(
  holdings: Holdings,
  openingCash: Paise,
  { leg, waiting }: { readonly leg: MarginLeg; readonly waiting: readonly MarginLeg[] },
  valuation: Valuation,
): Shortfall | null {
  const { available, used } = fundsOf(holdings, openingCash, valuation);
  const needed = requirement(holdings, used, [...waiting, leg], valuation);
  if (needed <= available || needed <= requirement(holdings, used, waiting, valuation)) return null;
  return { needed, available };
}

/** What the legs need on top of what is held, whose margin is `used`: more margin, and the premium of the options they buy. */
export function requirement({ units }: Holdings, used: Paise, legs: readonly MarginLeg[], valuation: Valuation): Paise {
  const after = new Map(units);
  let premium = 0;
  for (const leg of legs) {
    after.set(leg.instrument, qty((after.get(leg.instrument) ?? 0) + signOf(leg.side) * leg.qty));
    const isPaidInFull = valuation.catalogue.get(leg.instrument)?.kind !== 'future';
    if (isPaidInFull && leg.side === 'buy') premium += leg.qty * leg.price;
  }
  return paise(Math.max(0, marginFor(after, valuation) - used + premium));
}

function netQty(fills: readonly BrokerFill[]): Qty {
  return qty(fills.reduce((sum, fill) => sum + signOf(fill.side) * fill.qty, 0));
}

function marginFor(held: ReadonlyMap<InstrumentId, Qty>, valuation: Valuation): Paise {
  if (isFlat(held)) return paise(0);
  const positions = [...held].flatMap(([id, units]) => marginPosition(id, units, valuation) ?? []);
  return portfolioMargin(positions, {
    date: istDate(valuation.at),
    spot: (name) => spotPrice(name, positions, valuation),
  }).total;
}

function isFlat(held: ReadonlyMap<InstrumentId, Qty>): boolean {
  for (const units of held.values()) if (units !== 0) return false;
  return true;
}

interface MarkedPosition extends MarginPosition {
  readonly ltp: Paise;
}

function marginPosition(id: InstrumentId, units: Qty, { book, catalogue }: Valuation): MarkedPosition | null {
  const instrument = catalogue.get(id);
  if (instrument?.kind !== 'option' && instrument?.kind !== 'future') return null;
  const { underlying, expiry } = instrument;
  const option = instrument.kind === 'option' ? { strike: instrument.strike, right: instrument.right } : null;
  return { underlying, expiry, option, qty: units, ltp: book.quote(id)?.ltp ?? paise(0) };
}

/** The index where it is subscribed, else a future, else a strike: near enough for a margin that is an estimate anyway. */
function spotPrice(underlying: string, positions: readonly MarkedPosition[], { book }: Valuation): Paise {
  const spot = book.quote(spotOf(underlying))?.ltp;
  const own = positions.filter((position) => position.underlying === underlying);
  const future = own.find((position) => position.option === null)?.ltp;
  return spot ?? future ?? own.find((position) => position.option !== null)?.option?.strike ?? paise(0);
}
