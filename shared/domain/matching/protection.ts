import { signOf, type Side } from '../instrument';
import { paise, toTick, type Fraction, type Paise } from '../units';

interface Band {
  readonly below: Paise;
  readonly percent: number;
}

// Zerodha's article on market protection, read before 2026-04; † confirm before money depends on it.
const OPTION_BANDS: readonly Band[] = [
  { below: paise(1_000), percent: 5 },
  { below: paise(10_000), percent: 3 },
  { below: paise(50_000), percent: 2 },
];
const OTHER_BANDS: readonly Band[] = [
  { below: paise(10_000), percent: 2 },
  { below: paise(50_000), percent: 1 },
];

/** The broker's automatic market protection in percent of the last price. */
export function automaticProtection(ltp: Paise, isOption: boolean): number {
  const band = (isOption ? OPTION_BANDS : OTHER_BANDS).find(({ below }) => ltp < below);
  return band?.percent ?? (isOption ? 1 : 0.5);
}

/** The limit that a protected market order becomes: the last price worsened by `share`, on the tick grid, at least a tick. */
export function protectedLimit(side: Side, ltp: Paise, share: Fraction, tickSize: Paise): Paise {
  const worst = paise(Math.round(ltp * (1 + signOf(side) * share)));
  return paise(Math.max(tickSize, toTick(worst, tickSize, side === 'buy' ? 'up' : 'down')));
}
