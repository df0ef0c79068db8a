import { differences, type DriverRecord, type SeriesRecord } from '#electron/exchange/market/day-format';
import { DAY, istAt, startOfDay } from '#shared/domain/time';
import { impliedVolatility, price } from './black76';
import { deltas, optionAt, yearsTo, type Chain, type Contract, type Term } from './chain';

export interface Listing {
  readonly token: number;
  readonly symbol: string;
  readonly tickSize: number;
  readonly lotSize: number;
}

/** What the day before left behind. */
export interface Previous {
  readonly date: string;
  readonly spotClose: number;
  /** Open interest in lots at the previous close, where the source says. */
  readonly oi: (contract: Contract) => number;
}

const inPaise = (rupees: number): number => Math.round(rupees * 100);
const onTick = (rupees: number, tickSize: number): number =>
  Math.max(1, Math.round(rupees / tickSize)) * inPaise(tickSize);

export function driver(chain: Chain, volatility: readonly number[]): DriverRecord {
  const midnight = startOfDay(new Date((chain.times[0] ?? 0) + 19_800_000).toISOString().slice(0, 10));
  return {
    underlying: chain.underlying,
    times: differences(chain.times.map((at) => Math.round((at - midnight) / 1000))),
    volatility: differences(volatility.map((value) => Math.round(value * 10_000))),
  };
}

/** Yesterday's close by Black-76 from the first recorded volatility of the contract and yesterday's spot. */
function modelledClose(contract: Contract, chain: Chain, term: Term, previous: Previous): number {
  const { first } = contract;
  const [at, forward, premium] = [chain.times[first] ?? NaN, term.forward[first] ?? NaN, contract.ltp[0] ?? NaN];
  const iv = impliedVolatility(optionAt(contract, at, forward), premium);
  const basis = forward - (chain.spot[first] ?? NaN);
  const years = yearsTo(contract.expiry, istAt(previous.date, '15:30'));
  return price({ forward: previous.spotClose + basis, strike: contract.strike, years, right: contract.right }, iv);
}

/** `volumePerLot` turns the source's unit (units or lots) into lots. */
export function optionSeries(
  input: { readonly chain: Chain; readonly contract: Contract; readonly term: Term; readonly previous: Previous },
  listing: Listing,
  lotsPerUnit: number,
): SeriesRecord {
  const { chain, contract, term, previous } = input;
  return {
    exchange: 'NFO',
    symbol: listing.symbol,
    token: listing.token,
    kind: 'option',
    underlying: contract.underlying,
    lotSize: listing.lotSize,
    tickSize: inPaise(listing.tickSize),
    previousClose: onTick(modelledClose(contract, chain, term, previous), listing.tickSize),
    previousOi: Math.round(previous.oi(contract) * listing.lotSize),
    first: contract.first,
    ltp: differences(contract.ltp.map(inPaise)),
    volume: differences(contract.volume.map((value) => Math.round(value * lotsPerUnit))),
    oi: differences(contract.oi.map((value) => Math.round(value * lotsPerUnit))),
    beta: differences(deltas(contract, chain.times, term)),
  };
}

export function indexSeries(chain: Chain, listing: Listing, previousClose: number): SeriesRecord {
  // Where the recorded index stands still (the closing auction since August 2026) the modelled path must too.
  const beta = chain.spot.map((value, index) => (value === chain.spot[index + 1] ? 0 : 100));
  return {
    ...blank(listing, chain.underlying, 'index'),
    previousClose: inPaise(previousClose),
    ltp: differences(chain.spot.map(inPaise)),
    beta: differences(beta),
  };
}

export function volatilityIndexSeries(
  underlying: string,
  listing: Listing,
  values: readonly number[],
  previousClose: number,
): SeriesRecord {
  return {
    ...blank(listing, underlying, 'volatility-index'),
    previousClose: inPaise(previousClose),
    ltp: differences(values.map(inPaise)),
    beta: differences(values.map(() => 0)),
  };
}

function blank(listing: Listing, underlying: string, kind: SeriesRecord['kind']): SeriesRecord {
  const { symbol, token } = listing;
  const exchange = kind === 'future' ? 'NFO' : 'NSE';
  const base = { exchange, symbol, token, kind, underlying, lotSize: 0, tickSize: 0 } as const;
  return { ...base, previousClose: 0, previousOi: 0, first: 0, ltp: [], volume: [], oi: [], beta: [] };
}

export interface FutureModel {
  readonly listing: Listing;
  /** Futures price per snapshot, before rounding to the tick. */
  readonly prices: readonly number[];
  readonly previousClose: number;
  readonly dayVolume: number;
  readonly openInterest: number;
}

/** Modelled: trades in step with the options' volume; OI grows on moves with volume and shrinks against them. */
export function futureSeries(chain: Chain, model: FutureModel): SeriesRecord {
  const { listing, prices, dayVolume, openInterest } = model;
  const traded = chain.times.map((_, index) =>
    chain.contracts.reduce((sum, contract) => sum + (contract.volume[index - contract.first] ?? 0), 0),
  );
  const total = traded.at(-1) ?? 1;
  const volume = traded.map((value) => Math.round((value / total) * dayVolume));
  const oi: number[] = [];
  prices.forEach((value, index) => {
    const direction = Math.sign(value - (prices[index - 1] ?? value));
    const step = (volume[index] ?? 0) - (volume[index - 1] ?? volume[index] ?? 0);
    oi.push(Math.round((oi.at(-1) ?? openInterest) + 0.08 * direction * step));
  });
  return {
    ...blank(listing, chain.underlying, 'future'),
    lotSize: listing.lotSize,
    tickSize: inPaise(listing.tickSize),
    previousClose: onTick(model.previousClose, listing.tickSize),
    previousOi: openInterest * listing.lotSize,
    ltp: differences(prices.map((value) => onTick(value, listing.tickSize))),
    volume: differences(volume),
    oi: differences(oi),
    beta: differences(prices.map(() => 100)),
  };
}

/** A forward further out, at a plain yearly carry. */
export function carried(prices: readonly number[], from: string, to: string, rate: number): number[] {
  const years = (istAt(to, '15:30') - istAt(from, '15:30')) / (365 * DAY);
  return prices.map((value) => value * Math.exp(rate * years));
}

/** The middle of each value's neighbourhood, which removes single stale quotes from a volatility series. */
export function smoothed(values: readonly number[], reach: number): number[] {
  return values.map((_, index) => {
    const window = values.slice(Math.max(0, index - reach), index + reach + 1).sort((a, b) => a - b);
    return window[Math.floor(window.length / 2)] ?? NaN;
  });
}
