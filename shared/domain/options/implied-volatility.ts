import type { OptionTerms } from './black76';
import { erfcx } from './normal';

/** What `impliedVolatility` answers when no volatility explains the price. */
export const NO_IV = -1;

const SQRT_HALF_PI = 1.2533141373155003;
const SQRT_2_OVER_PI = 0.7978845608028654;

/** Standard deviations to expiry beyond which every option is worth all it can be, in double precision. */
const MAX_DEVIATION = 50;
const MAX_STEPS = 100;

/** A step this small, relative to the result, leaves an error of its cube. */
const LAST_STEP = 1e-6;

/**
 * The volatility, a fraction per year, at which Black's formula gives `premium`; `NO_IV` for a premium that none
 * explains: at or below the discounted intrinsic value, at or above the most the option can be worth, or not a
 * number. Exact to a few units in the last place that the premium's own precision allows; never allocates.
 *
 * The time value is inverted in the normal model by the closed form of Choi, Kim and Kwak (2009), carried over to
 * the lognormal one by its expansion for short expiries, and polished by Halley steps on the logarithm of the
 * price, which stays well behaved where the price itself is vanishingly flat. Bisection guards the steps.
 */
export function impliedVolatility(terms: OptionTerms, premium: number): number {
  const { forward, strike, years, rate } = terms;
  if (!(forward > 0 && strike > 0 && years > 0)) return NO_IV;
  const undiscounted = premium * Math.exp(rate * years);
  const moneyness = terms.right === 'CE' ? forward - strike : strike - forward;
  // By put-call parity the time value is the price of the out-of-the-money option at this strike.
  const timeValue = undiscounted - Math.max(moneyness, 0);
  if (!(timeValue > 0 && timeValue < Math.min(forward, strike))) return NO_IV;
  const volatility = deviationOf(timeValue, forward, strike) / Math.sqrt(years);
  return volatility > 0 && volatility < Number.POSITIVE_INFINITY ? volatility : NO_IV;
}

/** σ√T of the out-of-the-money option at `strike` that is worth `timeValue`, or NaN where numbers run out of range. */
function deviationOf(timeValue: number, forward: number, strike: number): number {
  const x = -Math.abs(Math.log(forward / strike));
  const target = timeValue / Math.sqrt(forward * strike);
  let low = 0;
  let high = MAX_DEVIATION;
  let s = Math.min(firstGuess(timeValue, forward, strike), 0.5 * high);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const h = x / s;
    const t = 0.5 * s;
    // b = ½·e^(−(h²+t²)/2)·(erfcx(−(h+t)/√2) − erfcx(−(h−t)/√2)) is the price over √(FK); b′ follows from it.
    const bracket = erfcx(-(h + t) * Math.SQRT1_2) - erfcx((t - h) * Math.SQRT1_2);
    const excess = Math.log((0.5 * bracket) / target) - 0.5 * (h * h + t * t);
    if (excess < 0) low = s;
    else high = s;
    const slope = SQRT_2_OVER_PI / bracket;
    const newton = excess / slope;
    // The second derivative of ln b over its first: b″/b′ − b′/b.
    const curvature = (h * h) / s - 0.25 * s - slope;
    const next = s - newton / Math.max(1 - 0.5 * newton * curvature, 0.25);
    if (Math.abs(next - s) <= LAST_STEP * s) return next;
    s = next > low && next < high ? next : 0.5 * (low + high);
  }
  return Number.NaN;
}

/**
 * The normal model's σ√T (Choi, Kim, Kwak, "Numerical approximation of the implied volatility under arithmetic
 * Brownian motion", Applied Mathematical Finance 16, 2009), divided by the logarithmic mean of forward and strike,
 * with the first term of the lognormal correction.
 */
function firstGuess(timeValue: number, forward: number, strike: number): number {
  const distance = Math.abs(forward - strike);
  const straddle = 2 * timeValue + distance;
  const nu = distance / straddle;
  const eta = nu < 1e-8 ? 1 : (2 * nu) / Math.log1p(distance / timeValue);
  const normal = SQRT_HALF_PI * straddle * Math.sqrt(eta) * choi(eta);
  const s = nu < 1e-8 ? normal / forward : (normal * Math.abs(Math.log(forward / strike))) / distance;
  return s * (1 + (s * s) / 24);
}

function choi(eta: number): number {
  const numerator =
    ((((((12664.58051348246 * eta + 24934.15285349361) * eta + 6106.322407867059) * eta + 1848.489695437094) * eta +
      598.8761102690991) *
      eta +
      49.80340217855084) *
      eta +
      21.00960795068497) *
      eta +
    0.3994961687345134;
  const denominator =
    ((((((((11.74240599306013 * eta - 206.7719486400926) * eta + 3608.817108375034) * eta + 23920.08891720782) * eta +
      15989.19697679745) *
      eta +
      1323.614537899738) *
      eta +
      1495.105008310999) *
      eta +
      30.93573936743112) *
      eta +
      49.90534153589422) *
      eta +
    1;
  return numerator / denominator;
}
