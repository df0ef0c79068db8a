import type { Right } from '../instrument';
import { normalCdf, normalDensity } from './normal';

/**
 * A European option on a forward. Forward, strike and premium are in one currency unit of the caller's choice
 * (rupees or paise: every formula here scales). Callers on a hot path keep one object and change its fields.
 */
export interface OptionTerms {
  readonly right: Right;
  /** The price agreed today for delivery at expiry: a future, or what put-call parity implies. */
  readonly forward: number;
  readonly strike: number;
  /** Calendar time to expiry, a year being 365 days. */
  readonly years: number;
  /** Continuously compounded, a fraction per year; it discounts the premium. */
  readonly rate: number;
}

/** Where `writeGreeks` puts what, from the offset on. */
export const GREEK = { price: 0, delta: 1, gamma: 2, vega: 3, theta: 4 } as const;
export const GREEKS_LENGTH = 5;

/** A year as the options market counts it: 365 calendar days. */
export const YEAR = 365 * 24 * 60 * 60 * 1_000;
const DAYS_PER_YEAR = 365;

/**
 * The premium by F. Black, "The pricing of commodity contracts", J. Financial Economics 3 (1976):
 * e^(−rT)·(F·Φ(d₁) − K·Φ(d₂)) for a call, d₁,₂ = ln(F/K)/(σ√T) ± σ√T/2. Without time or volatility left it is
 * the discounted intrinsic value.
 */
export function blackPrice(terms: OptionTerms, volatility: number): number {
  const { forward, strike, years, rate } = terms;
  const sign = terms.right === 'CE' ? 1 : -1;
  const discount = Math.exp(-rate * Math.max(years, 0));
  const deviation = volatility * Math.sqrt(years);
  if (!(deviation > 0)) return discount * Math.max(sign * (forward - strike), 0);
  const d1 = Math.log(forward / strike) / deviation + 0.5 * deviation;
  return discount * sign * (forward * normalCdf(sign * d1) - strike * normalCdf(sign * (d1 - deviation)));
}

/**
 * Writes price, delta, gamma, vega and theta into `out` without allocating. Delta and gamma are with respect to
 * the forward, discounted; vega is per percentage point of volatility; theta per calendar day at a fixed forward.
 * At expiry only price and delta remain.
 */
export function writeGreeks(terms: OptionTerms, volatility: number, out: Float64Array, offset = 0): void {
  const { forward, strike, years, rate } = terms;
  const sign = terms.right === 'CE' ? 1 : -1;
  const root = Math.sqrt(years);
  const deviation = volatility * root;
  if (!(deviation > 0)) {
    writeExpired(terms, out, offset);
    return;
  }
  const discount = Math.exp(-rate * years);
  const d1 = Math.log(forward / strike) / deviation + 0.5 * deviation;
  const probability = normalCdf(sign * d1);
  const density = discount * normalDensity(d1);
  const price = sign * discount * (forward * probability - strike * normalCdf(sign * (d1 - deviation)));
  out[offset + GREEK.price] = price;
  out[offset + GREEK.delta] = sign * discount * probability;
  out[offset + GREEK.gamma] = density / (forward * deviation);
  out[offset + GREEK.vega] = (density * forward * root) / 100;
  out[offset + GREEK.theta] = (rate * price - (density * forward * volatility) / (2 * root)) / DAYS_PER_YEAR;
}

function writeExpired(terms: OptionTerms, out: Float64Array, offset: number): void {
  const sign = terms.right === 'CE' ? 1 : -1;
  const isInTheMoney = sign * (terms.forward - terms.strike) > 0;
  out.fill(0, offset, offset + GREEKS_LENGTH);
  out[offset + GREEK.price] = blackPrice(terms, 0);
  out[offset + GREEK.delta] = isInTheMoney ? sign * Math.exp(-terms.rate * Math.max(terms.years, 0)) : 0;
}
