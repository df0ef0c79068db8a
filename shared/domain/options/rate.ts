import type { Fraction } from '../units';

/** Indian index options are priced without carry: the premium is discounted at about the overnight rate, a year. */
export const DISCOUNT_RATE: Fraction = 0.055;
