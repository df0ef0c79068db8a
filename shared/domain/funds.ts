import type { Paise } from './units';

/** Money available and used, as the broker computes it. */
export interface Funds {
  readonly available: Paise;
  readonly used: Paise;
}
