import type { Right } from '../instrument';
import type { EpochMs, Fraction, Paise, Qty } from '../units';
import { YEAR, blackPrice } from './black76';
import { normalCdf } from './normal';

/** A future, entered at `price`. `qty` is signed: short is negative. */
export interface FutureLeg {
  readonly kind: 'future';
  readonly qty: Qty;
  readonly price: Paise;
}

export interface OptionLeg {
  readonly kind: 'option';
  readonly right: Right;
  readonly strike: Paise;
  readonly qty: Qty;
  /** The premium paid or received. */
  readonly price: Paise;
  readonly expiryAt: EpochMs;
  /** For its value before expiry. */
  readonly iv: Fraction;
}

export type PayoffLeg = FutureLeg | OptionLeg;

/** What a position can come to when all its options expire together. In paise, charges left out. */
export interface PayoffExtremes {
  /** Ascending prices of the underlying at which nothing is won or lost. */
  readonly breakEvens: readonly number[];
  /** Null without a limit. */
  readonly maxProfit: number | null;
  /** As a negative number; null without a limit. */
  readonly maxLoss: number | null;
}

/** Profit or loss if the underlying settles at `settlement` and every option ends there. */
export function payoffAtExpiry(legs: readonly PayoffLeg[], settlement: number): number {
  return legs.reduce((sum, leg) => sum + leg.qty * (valueAtExpiry(leg, settlement) - leg.price), 0);
}

/**
 * Profit or loss at an instant if the forward then is `forward` and volatilities stay what they are. Options whose
 * expiry has passed by then count with their intrinsic value.
 */
export function payoffAt(legs: readonly PayoffLeg[], forward: number, at: EpochMs, rate: Fraction): number {
  return legs.reduce((sum, leg) => {
    if (leg.kind === 'future') return sum + leg.qty * (forward - leg.price);
    const { right, strike, iv, expiryAt } = leg;
    const years = Math.max(expiryAt - at, 0) / YEAR;
    return sum + leg.qty * (blackPrice({ right, forward, strike, years, rate }, iv) - leg.price);
  }, 0);
}

/** Where the payoff at expiry turns, and how far it goes. It is a straight line between strikes and beyond the last. */
export function payoffExtremes(legs: readonly PayoffLeg[]): PayoffExtremes {
  const strikes = legs.flatMap((leg) => (leg.kind === 'option' ? [leg.strike] : []));
  // An underlying is worth at least nothing, so the line to the left ends at 0.
  const nodes = [...new Set([0, ...strikes])].toSorted((one, other) => one - other);
  const values = nodes.map((node) => payoffAtExpiry(legs, node));
  const slope = slopeBeyond(legs);
  return {
    breakEvens: zerosOf(nodes, values, slope),
    maxProfit: slope > 0 ? null : Math.max(...values),
    maxLoss: slope < 0 ? null : Math.min(...values),
  };
}

/** What the underlying is thought to do until expiry: drift to the forward, spread by the volatility. */
export interface Outlook {
  readonly forward: number;
  readonly iv: Fraction;
  readonly years: number;
}

/**
 * The probability that the position ends with a profit if the settlement is lognormal around the forward, as Black's
 * formula has it. Without time or volatility left it is 1 or 0.
 */
export function probabilityOfProfit(legs: readonly PayoffLeg[], outlook: Outlook): Fraction {
  const { breakEvens } = payoffExtremes(legs);
  const edges = [0, ...breakEvens, Number.POSITIVE_INFINITY];
  let probability = 0;
  for (let index = 1; index < edges.length; index += 1) {
    const [from = 0, to = 0] = [edges[index - 1], edges[index]];
    const inside = to === Number.POSITIVE_INFINITY ? 2 * from + 1 : 0.5 * (from + to);
    if (payoffAtExpiry(legs, inside) > 0) probability += settlesBelow(to, outlook) - settlesBelow(from, outlook);
  }
  return probability;
}

function valueAtExpiry(leg: PayoffLeg, settlement: number): number {
  if (leg.kind === 'future') return settlement;
  return Math.max(leg.right === 'CE' ? settlement - leg.strike : leg.strike - settlement, 0);
}

/** Above the highest strike only calls and futures still move. */
function slopeBeyond(legs: readonly PayoffLeg[]): number {
  return legs.reduce((sum, leg) => (leg.kind === 'option' && leg.right === 'PE' ? sum : sum + leg.qty), 0);
}

function zerosOf(nodes: readonly number[], values: readonly number[], slope: number): number[] {
  const zeros = nodes.flatMap((node, index) => {
    const value = values[index] ?? 0;
    const [next, nextValue] = [nodes[index + 1], values[index + 1]];
    if (value === 0) return isFlatAround(values, index, slope) ? [] : [node];
    if (next === undefined || nextValue === undefined) return value * slope < 0 ? [node - value / slope] : [];
    return value * nextValue < 0 ? [node + ((next - node) * value) / (value - nextValue)] : [];
  });
  return zeros.filter((zero) => zero > 0);
}

/** Inside a stretch where nothing is won or lost there is no break-even point. */
function isFlatAround(values: readonly number[], index: number, slope: number): boolean {
  const left = values[index - 1] ?? 0;
  const right = values[index + 1] ?? slope;
  return left === 0 && right === 0;
}

function settlesBelow(price: number, { forward, iv, years }: Outlook): Fraction {
  if (price === Number.POSITIVE_INFINITY) return 1;
  const deviation = iv * Math.sqrt(years);
  if (!(deviation > 0)) return forward < price ? 1 : 0;
  return price > 0 ? normalCdf(Math.log(price / forward) / deviation + 0.5 * deviation) : 0;
}
