import { monthlyExpiry } from '#shared/domain/expiry-rules';
import {
  instrumentId,
  type Equity,
  type Exchange,
  type Future,
  type Index,
  type Option,
  type Right,
} from '#shared/domain/instrument';
import { lotSizeOf } from '#shared/domain/lot-sizes';
import type { IstDate } from '#shared/domain/time';
import { spotOf, UNDERLYINGS } from '#shared/domain/underlyings';
import { paise, qty, type Paise, type Qty } from '#shared/domain/units';
import { futureSymbol, optionSymbol } from './contract-symbol';

/** Instruments of days whose dump is not at hand: named like the exchange's, with the terms of the date. Tokens are made up. */

export function isIndex(symbol: string): boolean {
  return UNDERLYINGS.some(({ name }) => name === symbol);
}

export function indexOf(underlying: string, token: number): Index {
  return { kind: 'index', ...spotListing(underlying, token), tickSize: paise(0) };
}

export function equityOf(symbol: string, token: number, date: IstDate, price: Paise): Equity {
  return { kind: 'equity', ...spotListing(symbol, token), tickSize: shareTick(date, price) };
}

/** The future that expires first on or after `date`. */
export function nearFutureOf(underlying: string, token: number, date: IstDate, price: Paise): Future {
  return futureOf({ underlying, expiry: monthlyExpiry(underlying, date) }, token, date, price);
}

/** A future as it is listed on `date` at about `price`. */
export function futureOf(
  { underlying, expiry }: Pick<Future, 'underlying' | 'expiry'>,
  token: number,
  date: IstDate,
  price: Paise,
): Future {
  const exchange = derivativesOf(underlying);
  const symbol = futureSymbol({ underlying, expiry });
  return {
    kind: 'future',
    id: instrumentId(exchange, symbol),
    exchange,
    symbol,
    token,
    tickSize: futureTick(date, price),
    lotSize: lotSizeOf(underlying, expiry) ?? qty(1),
    underlying,
    expiry,
  };
}

export interface OptionTerms {
  readonly underlying: string;
  readonly expiry: IstDate;
  readonly strike: Paise;
  readonly right: Right;
  readonly lotSize: Qty;
}

export function optionOf(terms: OptionTerms, token: number): Option {
  const exchange = derivativesOf(terms.underlying);
  const symbol = optionSymbol(terms);
  return { kind: 'option', id: instrumentId(exchange, symbol), exchange, symbol, token, tickSize: paise(5), ...terms };
}

function spotListing(underlying: string, token: number) {
  const id = spotOf(underlying);
  const [exchange = '', symbol = ''] = id.split(':');
  // Spots are listed on one of the two cash exchanges.
  return { id, exchange: exchange as Exchange, symbol, token, lotSize: qty(1) };
}

function derivativesOf(underlying: string): Exchange {
  return spotOf(underlying).startsWith('BSE:') ? 'BFO' : 'NFO';
}

const FINER_TICKS_SINCE: IstDate = '2025-04-15';

function futureTick(date: IstDate, price: Paise): Paise {
  if (date < FINER_TICKS_SINCE || price <= 1_500_000) return paise(5);
  return paise(price <= 3_000_000 ? 10 : 20);
}

function shareTick(date: IstDate, price: Paise): Paise {
  if (date < FINER_TICKS_SINCE) return paise(5);
  const steps: readonly (readonly [below: number, tick: number])[] = [
    [25_000, 1],
    [100_000, 5],
    [500_000, 10],
    [1_000_000, 50],
    [2_000_000, 100],
  ];
  return paise(steps.find(([below]) => price < below)?.[1] ?? 500);
}
