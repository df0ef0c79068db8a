import { getImpliedVolatility } from 'implied-volatility';
import golden from '../shared/domain/fixtures/black76.csv?raw';
import { parseRows } from '../shared/domain/fixtures/rows';
import { blackPrice, type OptionTerms } from '../shared/domain/options/black76';
import { impliedVolatility } from '../shared/domain/options/implied-volatility';
import type { Benchmark } from './benchmark';

/** What an error may be: of IV where there is time value to tell it from, else of the price it gives back. */
const TOLERANCE = 1e-6;
const ENOUGH_TIME_VALUE = 0.05;

/**
 * The worst error on 1,500 options that were computed independently, IV recovered from the price: in IV where the time
 * value exceeds five paise, else in rupees of the repriced premium.
 */
export const benchmark: Benchmark = {
  id: 'iv-accuracy',
  unit: 'worst error',
  better: 'lower',
  peer: 'npm implied-volatility',
  aim: { text: `≤ ${TOLERANCE} on every row`, isMet: ({ value }) => value <= TOLERANCE },
  run() {
    return { value: worstError(impliedVolatility), peerValue: worstError(peerVolatility) };
  },
};

function peerVolatility({ right, forward, strike, years, rate }: OptionTerms, premium: number): number {
  // It knows options on a spot; without interest that is one on the forward, its premium undiscounted.
  const side = right === 'CE' ? 'call' : 'put';
  return getImpliedVolatility(premium * Math.exp(rate * years), forward, strike, years, 0, side);
}

function worstError(invert: (terms: OptionTerms, premium: number) => number): number {
  const errors = parseRows(golden).map((row) => {
    const number = (name: string) => Number(row[name]);
    const terms: OptionTerms = {
      right: row['type'] === 'CE' ? 'CE' : 'PE',
      forward: number('forward'),
      strike: number('strike'),
      years: number('minutes_to_expiry') / (365 * 24 * 60),
      rate: number('rate'),
    };
    const premium = number('price');
    const iv = invert(terms, premium);
    const hasTimeValue = premium - blackPrice(terms, 0) > ENOUGH_TIME_VALUE;
    return Math.abs(hasTimeValue ? iv - number('iv') : blackPrice(terms, iv) - premium);
  });
  return errors.reduce((worst, error) => (error > worst ? error : worst), 0);
}
