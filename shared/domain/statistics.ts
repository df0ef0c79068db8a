import { normalCdf, normalDensity } from './options/normal';
import type { Fraction } from './units';

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The sample's standard deviation (n − 1); NaN for fewer than two values. */
export function deviation(values: readonly number[]): number {
  const average = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1));
}

/** The value below which a share of the sorted values lies, linear in between. NaN for none. */
export function quantile(values: readonly number[], share: Fraction): number {
  const sorted = Float64Array.from(values).sort();
  const place = share * (sorted.length - 1);
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

/** Third and fourth standardised moments of the sample as it is; 0 and 3 for a normal one. */
export function shapeOf(values: readonly number[]): { readonly skewness: number; readonly kurtosis: number } {
  const average = mean(values);
  const moment = (power: number) => mean(values.map((value) => (value - average) ** power));
  const variance = moment(2);
  return variance === 0
    ? { skewness: 0, kurtosis: 3 }
    : { skewness: moment(3) / variance ** 1.5, kurtosis: moment(4) / variance ** 2 };
}

/**
 * The normal distribution's inverse: P. J. Acklam's rational approximation (2003, relative error 1.15e-9), polished by one
 * step of Halley's method. Minus and plus infinity at 0 and 1.
 */
export function normalQuantile(p: Fraction): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  const x = acklam(p);
  const step = (normalCdf(x) - p) / normalDensity(x);
  return x - step / (1 + 0.5 * x * step);
}

const CENTRE = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const CENTRE_BELOW = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
];
const TAIL = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BELOW = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
const TAIL_BEGINS = 0.02425;

function acklam(p: Fraction): number {
  if (p > 1 - TAIL_BEGINS) return -acklam(1 - p);
  if (p < TAIL_BEGINS) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(TAIL, q) / polynomial(TAIL_BELOW, q);
  }
  const q = p - 0.5;
  return (polynomial(CENTRE, q * q) * q) / polynomial(CENTRE_BELOW, q * q);
}

/** Highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((value, coefficient) => value * x + coefficient, 0);
}

const EULER_MASCHERONI = 0.5772156649015329;

/**
 * The Sharpe ratio that the best of `tries` strategies without any skill can be expected to show, in the unit of `spread`, the
 * standard deviation of the tries' ratios. D. H. Bailey and M. López de Prado, "The Deflated Sharpe Ratio", Journal of
 * Portfolio Management 40 (2014), equation 1.
 */
export function expectedBestSharpe(tries: number, spread: number): number {
  if (tries < 2) return 0;
  const first = normalQuantile(1 - 1 / tries);
  const second = normalQuantile(1 - 1 / (tries * Math.E));
  return spread * ((1 - EULER_MASCHERONI) * first + EULER_MASCHERONI * second);
}

export interface SharpeRecord {
  /** Mean over standard deviation of the returns, not annualised. */
  readonly sharpe: number;
  /** How many returns it is made of. */
  readonly length: number;
  readonly skewness: number;
  /** 3 for a normal distribution. */
  readonly kurtosis: number;
}

/**
 * The probability that the true Sharpe ratio lies above `benchmark`, given a record of such length and shape (equation 2 of the
 * same paper). With `expectedBestSharpe` as the benchmark it is the deflated Sharpe ratio. NaN for a record too short to judge.
 */
export function probabilisticSharpe({ sharpe, length, skewness, kurtosis }: SharpeRecord, benchmark: number): Fraction {
  const variance = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe ** 2;
  return normalCdf(((sharpe - benchmark) * Math.sqrt(length - 1)) / Math.sqrt(variance));
}

/** Equally spread numbers from 0 to below 1, the same for the same seed: mulberry32 by Tommy Ettinger (public domain). */
export function createRandom(seed: number): () => Fraction {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
