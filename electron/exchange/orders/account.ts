import type { Side } from '#shared/domain/instrument';
import { portfolioMargin, type Margin, type MarginPosition } from '#shared/domain/margin';
import { openQty } from '#shared/domain/matching/match';
import { paise, qty, type EpochMs, type Paise } from '#shared/domain/units';
import type { Listing } from '../market/listings';
import type { Market } from '../market/market';
import { settlementPrice } from '../market/settlement';
import type { BookOrder, Trade } from './order';
import { netQty, positionsOf } from './positions';

/** An order as the margin check sees it. */
export interface Commitment {
  readonly token: number;
  readonly side: Side;
  readonly qty: number;
  readonly limit: Paise;
}

export interface Funds {
  readonly opening: Paise;
  /** Free for new orders; may be negative after a move against shorts. */
  readonly available: Paise;
  readonly margin: Margin;
  /** Premium paid minus premium received and still owed by shorts, with the premium of open buy orders. */
  readonly premium: Paise;
  readonly realised: Paise;
  readonly unrealised: Paise;
}

export interface Requirement {
  readonly margin: Margin;
  readonly premium: Paise;
  readonly total: Paise;
}

/** What the account is reckoned from. */
export interface Books {
  readonly market: Market;
  readonly at: EpochMs;
  readonly trades: readonly Trade[];
  readonly working: readonly BookOrder[];
}

function listed(market: Market, token: number): Listing {
  const listing = market.listingOf(token);
  if (!listing) throw new Error(`A trade in token ${token}, which this day does not list`);
  return listing;
}

function lastPrice(books: Books, token: number): Paise {
  return paise(books.market.quote(token, books.at)?.tape.ltp ?? 0);
}

function isOption(listing: Listing): boolean {
  return listing.type === 'CE' || listing.type === 'PE';
}

function netByToken(trades: readonly Trade[]): Map<number, number> {
  const net = new Map<number, number>();
  for (const position of positionsOf(trades))
    net.set(position.token, (net.get(position.token) ?? 0) + netQty(position));
  return net;
}

function marginPosition(market: Market, token: number, units: number): MarginPosition {
  const listing = listed(market, token);
  const { type, strike, name, expiry } = listing;
  const option = type === 'CE' || type === 'PE' ? { strike, right: type } : null;
  return { underlying: name, expiry, option, qty: qty(units) };
}

function marginOf(books: Books, net: ReadonlyMap<number, number>): Margin {
  const open = [...net].filter(
    ([token, units]) => units !== 0 && settlementPrice(books.market, listed(books.market, token), books.at) === null,
  );
  return portfolioMargin(
    open.map(([token, units]) => marginPosition(books.market, token, units)),
    {
      date: books.market.date,
      spot: (underlying) => {
        const spot = books.market.spotOf(underlying);
        return spot ? lastPrice(books, spot.token) : paise(0);
      },
    },
  );
}

/** Adds the part of each order that opens or increases; the part that closes needs nothing. Returns premium to pay. */
function commit(books: Books, net: Map<number, number>, commitments: readonly Commitment[]): number {
  const closable = new Map(net);
  let premium = 0;
  for (const { token, side, qty: units, limit } of commitments) {
    const held = closable.get(token) ?? 0;
    const closing = Math.min(units, side === 'buy' ? Math.max(0, -held) : Math.max(0, held));
    closable.set(token, held + (side === 'buy' ? closing : -closing));
    const opening = units - closing;
    net.set(token, (net.get(token) ?? 0) + (side === 'buy' ? opening : -opening));
    if (side === 'buy' && isOption(listed(books.market, token))) premium += opening * limit;
  }
  return premium;
}

function commitmentsOf(working: readonly BookOrder[]): Commitment[] {
  return working.map((order) => ({ token: order.token, side: order.side, qty: openQty(order), limit: order.limit }));
}

/** Money in and out, by instrument: what was traded and what is left at the last price. */
function profit(books: Books): { realised: number; unrealised: number; held: number; owed: number } {
  let [realised, unrealised, held, owed] = [0, 0, 0, 0];
  for (const position of positionsOf(books.trades)) {
    const listing = listed(books.market, position.token);
    const units = netQty(position);
    const settled = settlementPrice(books.market, listing, books.at);
    const value = units * (settled ?? lastPrice(books, position.token));
    const total = position.sellValue - position.buyValue + value;
    if (units === 0 || settled !== null) realised += total;
    else unrealised += total;
    if (settled === null && isOption(listing)) {
      if (units > 0) held += value;
      else owed -= value;
    }
  }
  return { realised, unrealised, held, owed };
}

/**
 * Cash and margin of the demo account. Premium is paid in full and counts for nothing as collateral; premium received
 * stands against what the short options would cost now; futures are marked to market.
 */
export function fundsOf(opening: Paise, books: Books): Funds {
  const net = netByToken(books.trades);
  const blocked = commit(books, net, commitmentsOf(books.working));
  const margin = marginOf(books, net);
  const { realised, unrealised, held } = profit(books);
  const premium = held + blocked;
  return {
    opening,
    available: paise(opening + realised + unrealised - premium - margin.total),
    margin,
    premium: paise(premium),
    realised: paise(realised),
    unrealised: paise(unrealised),
  };
}

/** What `orders`, one after the other, would need beyond what is held already. */
export function requirementOf(books: Books, orders: readonly Commitment[]): Requirement {
  const before = netByToken(books.trades);
  commit(books, before, commitmentsOf(books.working));
  const after = new Map(before);
  const premium = paise(commit(books, after, orders));
  const [old, now] = [marginOf(books, before), marginOf(books, after)];
  const margin = {
    span: paise(Math.max(0, now.span - old.span)),
    exposure: paise(Math.max(0, now.exposure - old.exposure)),
    total: paise(Math.max(0, now.total - old.total)),
  };
  return { margin, premium, total: paise(margin.total + premium) };
}

/** What orders would need each by itself, without the benefit of one for the other. */
export function sumOfRequirements(needs: readonly Requirement[]): Requirement {
  const sum = (part: (need: Requirement) => number) => paise(needs.reduce((total, need) => total + part(need), 0));
  return {
    margin: {
      span: sum((n) => n.margin.span),
      exposure: sum((n) => n.margin.exposure),
      total: sum((n) => n.margin.total),
    },
    premium: sum((n) => n.premium),
    total: sum((n) => n.total),
  };
}
