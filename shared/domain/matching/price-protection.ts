import { signOf, type Side } from '../instrument';
import { rupees, type Paise } from '../units';

const SMALL_PREMIUM = rupees(50);
const SMALL_PREMIUM_RANGE = rupees(20);
const OPTION_SHARE = 0.4;
const FUTURE_SHARE = 0.02;

/**
 * NSE's limit price protection: a buy may not be dearer, nor a sell cheaper, than the reference by more than ₹20
 * (premiums up to ₹50) or 40 % above, 2 % for index futures. A deep passive price is fine: the rule is one-sided.
 */
export function isBeyondPriceProtection(side: Side, limit: Paise, reference: Paise, isOption: boolean): boolean {
  return signOf(side) * (limit - reference) > rangeOf(reference, isOption);
}

/** The worst price the rule lets through, in paise with a fraction. */
export function priceProtectionBound(side: Side, reference: Paise, isOption: boolean): number {
  return reference + signOf(side) * rangeOf(reference, isOption);
}

function rangeOf(reference: Paise, isOption: boolean): number {
  if (!isOption) return reference * FUTURE_SHARE;
  return reference <= SMALL_PREMIUM ? SMALL_PREMIUM_RANGE : reference * OPTION_SHARE;
}
