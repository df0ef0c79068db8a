import type { InstrumentId } from './instrument';

/** A price or amount in a sentence: '₹182.40', '₹1,50,000.00'. */
export function inRupees(amountInPaise: number): string {
  return `₹${inPrice(amountInPaise)}`;
}

/** A fraction in a sentence: '0.70 %'. */
export function inPercent(fraction: number): string {
  return `${(fraction * 100).toFixed(2)} %`;
}

/** The tradingsymbol of an id, for a sentence. */
export function symbolOf(id: InstrumentId): string {
  return id.slice(id.indexOf(':') + 1);
}

/**
 * A level, strike or premium in a sentence, as charts name it: '24,212.4', '1,23,456'. Written out, because strategies say such
 * words at every price and Intl takes ten times as long.
 */
export function inPoints(priceInPaise: number): string {
  const size = Math.round(Math.abs(priceInPaise));
  const whole = String(Math.floor(size / 100));
  const part = size % 100;
  const decimals = part === 0 ? '' : part % 10 === 0 ? `.${part / 10}` : `.${String(part).padStart(2, '0')}`;
  return `${priceInPaise < 0 && size > 0 ? '-' : ''}${grouped(whole)}${decimals}`;
}

/** A price in a sentence with others, as screens write it: '168.00', '24,212.40'. */
export function inPrice(priceInPaise: number): string {
  const size = Math.round(Math.abs(priceInPaise));
  const sign = priceInPaise < 0 && size > 0 ? '-' : '';
  return `${sign}${grouped(String(Math.floor(size / 100)))}.${String(size % 100).padStart(2, '0')}`;
}

/** Whole units with their sign, as a change of open interest: '+5,50,000', '-260', '0'. */
export function inChange(units: number): string {
  const sign = units > 0 ? '+' : units < 0 ? '-' : '';
  return `${sign}${grouped(String(Math.abs(units)))}`;
}

/** Thousands, then pairs of digits: lakh and crore. */
function grouped(digits: string): string {
  if (digits.length <= 3) return digits;
  let text = digits.slice(-3);
  for (let end = digits.length - 3; end > 0; end -= 2) text = `${digits.slice(Math.max(0, end - 2), end)},${text}`;
  return text;
}
