import type { Catalogue } from './catalogue';
import type { Instrument, Option } from './instrument';
import { asksForContract, isExpiryAsked, parseInstrumentQuery, type InstrumentQuery } from './instrument-query';
import { NameIndex } from './instrument-names';
import type { IstDate } from './time';
import type { Paise } from './units';

/** Finds instruments by what a person types. */
export interface InstrumentSearch {
  /** The best matches first, at most `MOST_MATCHES`; none for an empty query. */
  find(typed: string): readonly Instrument[];
  /** Indexes a thousand names more and answers whether all are: done in idle moments, the first search waits for nothing. */
  prepare(): boolean;
}

export const MOST_MATCHES = 30;
const PREPARED_AT_ONCE = 1_000;

/** The last price of an underlying, by which strikes are told near from far; null when it is not known. */
export type PriceOf = (underlying: string) => Paise | null;

export function createInstrumentSearch(catalogue: Catalogue, priceOf: PriceOf): InstrumentSearch {
  const names = new NameIndex(catalogue);
  const waiting = catalogue.cash()[Symbol.iterator]();

  function prepare(): boolean {
    for (let count = 0; count < PREPARED_AT_ONCE; count += 1) {
      const next = waiting.next();
      if (next.done === true) return true;
      names.add(next.value);
    }
    return false;
  }

  return {
    prepare,
    find(typed) {
      while (!prepare());
      const query = parseInstrumentQuery(typed);
      if (query.text === '') return [];
      const found = new Set<Instrument>();
      for (const instrument of matches(query, { catalogue, names, priceOf })) {
        found.add(instrument);
        if (found.size === MOST_MATCHES) break;
      }
      return [...found];
    },
  };
}

interface Searched {
  readonly catalogue: Catalogue;
  readonly names: NameIndex;
  readonly priceOf: PriceOf;
}

/** Lazily, so that nothing is looked for beyond what is shown. */
function* matches(query: InstrumentQuery, searched: Searched): Generator<Instrument> {
  const { catalogue, names } = searched;
  // Before its end is taken for a strike: 'nifty 50' is the index.
  yield* names.cashOf(query.text);
  yield* bySymbol(query, searched);
  if (asksForContract(query)) {
    const named = query.name === '' ? names.known() : names.rankedContracts(query.name);
    for (const { underlying } of named) if (underlying !== null) yield* contracts(query, underlying, searched);
  }
  for (const root of names.ranked(query.text)) {
    yield* root.cash;
    if (root.underlying !== null) yield* catalogue.futures(root.underlying).slice(0, 3);
  }
}

/** A trading symbol, or the beginning of one: 'NIFTY2681826000CE' says its expiry in a way of its own. */
function* bySymbol({ text }: InstrumentQuery, { catalogue, names }: Searched): Generator<Instrument> {
  if (!/\d/.test(text)) return;
  for (const { underlying } of names.contractsOf(text)) {
    if (underlying === null) continue;
    for (const future of catalogue.futures(underlying)) if (future.symbol.startsWith(text)) yield future;
    // With two digits every contract of a year begins alike; then what is meant is said by the parts.
    if (!/\d{3}|\d[A-Z]/.test(text)) continue;
    for (const option of optionsOf(catalogue, underlying)) if (option.symbol.startsWith(text)) yield option;
  }
}

function* optionsOf(catalogue: Catalogue, underlying: string): Generator<Option> {
  for (const expiry of catalogue.expiries(underlying)) {
    for (const strike of catalogue.strikes(underlying, expiry)) yield* pair(catalogue, { underlying, expiry, strike });
  }
}

interface StrikeOf {
  readonly underlying: string;
  readonly expiry: IstDate;
  readonly strike: Paise;
}

function* pair(catalogue: Catalogue, { underlying, expiry, strike }: StrikeOf): Generator<Option> {
  for (const right of ['CE', 'PE'] as const) {
    const option = catalogue.option(underlying, expiry, strike, right);
    if (option) yield option;
  }
}

function* contracts(query: InstrumentQuery, underlying: string, searched: Searched): Generator<Instrument> {
  const { catalogue } = searched;
  const { strike, right } = query;
  const futures = catalogue.futures(underlying).filter(({ expiry }) => isExpiryAsked(query, expiry));
  if (query.isFuture || (strike === '' && right === null)) yield* futures;
  if (query.isFuture) return;
  const expiries = expiriesAsked(query, catalogue.expiries(underlying));
  // The strike as typed in every expiry first, then those that begin like it.
  for (const isAsked of strike === '' ? [isAnyStrike] : [isStrike(strike), beginsLike(strike)]) {
    for (const expiry of expiries) {
      const strikes = catalogue.strikes(underlying, expiry).filter(isAsked);
      for (const each of nearFirst(strikes, searched.priceOf(underlying))) {
        for (const option of pair(catalogue, { underlying, expiry, strike: each }))
          if (right === null || option.right === right) yield option;
      }
    }
  }
}

const isAnyStrike = (): boolean => true;

function isStrike(typed: string): (strike: Paise) => boolean {
  const asked = Math.round(Number(typed) * 100);
  return (strike) => strike === asked;
}

/** Compares digits without writing them out: an underlying that is not typed to its end may stand for ten thousand strikes. */
function beginsLike(typed: string): (strike: Paise) => boolean {
  if (typed.includes('.')) return (strike) => String(strike / 100).startsWith(typed);
  const [asked, limit] = [Number(typed), 10 ** typed.length];
  return (strike) => {
    let digits = Math.trunc(strike / 100);
    while (digits >= limit) digits = Math.trunc(digits / 10);
    return digits === asked;
  };
}

/** Ascending; where a number may be a day or a year, those of the day first. */
function expiriesAsked(query: InstrumentQuery, expiries: readonly IstDate[]): readonly IstDate[] {
  const isOfDay = (expiry: IstDate): number => (Number(expiry.slice(8)) === query.dayOrYear ? 0 : 1);
  return expiries.filter((expiry) => isExpiryAsked(query, expiry)).sort((a, b) => isOfDay(a) - isOfDay(b));
}

function nearFirst(strikes: readonly Paise[], price: Paise | null): readonly Paise[] {
  const middle = price ?? strikes[Math.floor(strikes.length / 2)] ?? 0;
  return [...strikes].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
}
