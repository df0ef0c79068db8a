/** Standard normal distribution function (Abramowitz & Stegun 26.2.17, error below 1e-7). */
function normalCdf(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * poly;
  return x >= 0 ? 1 - tail : tail;
}

export interface OptionInputs {
  readonly forward: number;
  readonly strike: number;
  readonly years: number;
  readonly right: 'CE' | 'PE';
}

function d1(option: OptionInputs, iv: number): number {
  const deviation = iv * Math.sqrt(option.years);
  return Math.log(option.forward / option.strike) / deviation + deviation / 2;
}

/** Undiscounted Black-76 price; the few days to expiry make the discount smaller than a tick. */
export function price(option: OptionInputs, iv: number): number {
  const one = d1(option, iv);
  const two = one - iv * Math.sqrt(option.years);
  const call = option.forward * normalCdf(one) - option.strike * normalCdf(two);
  return option.right === 'CE' ? call : call - option.forward + option.strike;
}

export function delta(option: OptionInputs, iv: number): number {
  const call = normalCdf(d1(option, iv));
  return option.right === 'CE' ? call : call - 1;
}

/** The volatility that gives `premium`, by bisection between 1 % and 300 %; the bound when none does. */
export function impliedVolatility(option: OptionInputs, premium: number): number {
  let low = 0.01;
  let high = 3;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (price(option, middle) < premium) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
