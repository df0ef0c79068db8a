import type { Right } from '#shared/domain/instrument';
import { blackPrice, GREEK, GREEKS_LENGTH, writeGreeks } from '#shared/domain/options/black76';
import { impliedVolatility as invert, NO_IV } from '#shared/domain/options/implied-volatility';

export interface OptionInputs {
  readonly forward: number;
  readonly strike: number;
  readonly years: number;
  readonly right: Right;
}

const LOWEST = 0.01;
const HIGHEST = 3;

/** The few days to expiry make the discount smaller than a tick. */
function undiscounted(option: OptionInputs) {
  return { ...option, rate: 0 };
}

export function price(option: OptionInputs, iv: number): number {
  return blackPrice(undiscounted(option), iv);
}

export function delta(option: OptionInputs, iv: number): number {
  const greeks = new Float64Array(GREEKS_LENGTH);
  writeGreeks(undiscounted(option), iv, greeks);
  return greeks[GREEK.delta] ?? 0;
}

/** The volatility that gives `premium`, within 1 % to 300 %; the lower bound for a stale price below intrinsic value. */
export function impliedVolatility(option: OptionInputs, premium: number): number {
  const iv = invert(undiscounted(option), premium);
  return iv === NO_IV ? LOWEST : Math.min(HIGHEST, Math.max(LOWEST, iv));
}
