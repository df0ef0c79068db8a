import { paise, type Paise } from '#shared/domain/units';

/** The typographic minus: as wide as a plus and a figure, so signed columns line up. */
const MINUS = '\u2212';
const PLUS = '+';

const exact = new Intl.NumberFormat('en-IN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 0 });

/** '1,23,456.70': an amount or a price in paise (a fraction of one is rounded for display), without a symbol. */
export function formatPrice(amount: number): string {
  return withMinus(exact.format(Math.abs(amount) / 100), amount);
}

/** '+1,234.50', '−80.00', '0.00'. */
export function formatSigned(amount: number): string {
  return withSign(exact.format(Math.abs(amount) / 100), amount);
}

/** '₹1,23,456.70', '−₹80.00'. */
export function formatMoney(amount: number): string {
  return withMinus(`₹${exact.format(Math.abs(amount) / 100)}`, amount);
}

/** '+₹1,234.50'. */
export function formatSignedMoney(amount: number): string {
  return withSign(`₹${exact.format(Math.abs(amount) / 100)}`, amount);
}

/** '₹1,23,457': whole rupees, where the paise are noise (funds, limits). */
export function formatWholeMoney(amount: number): string {
  return withMinus(`₹${whole.format(Math.round(Math.abs(amount) / 100))}`, Math.round(amount / 100));
}

/** '+1,234', '−88,467': a result in whole rupees, where the paise are noise. */
export function formatSignedWhole(amount: number): string {
  return withSign(whole.format(Math.round(Math.abs(amount) / 100)), amount);
}

/** '24,500' or '22.50': a strike, with decimals only where it has them. */
export function formatStrike(strike: number): string {
  return strike % 100 === 0 ? whole.format(strike / 100) : exact.format(strike / 100);
}

/** '₹1.2L', '−₹3.40Cr', '₹950': an amount at a glance. */
export function formatCompactMoney(amount: number): string {
  return withMinus(`₹${compact(Math.abs(amount) / 100)}`, amount);
}

/** '8.4K', '1.25L', '3.40Cr': a plain count in the Indian steps of thousand, lakh and crore. */
export function formatCompact(count: number): string {
  return withMinus(compact(Math.abs(count)), count);
}

/** '+1.2L', '−3.4K'. */
export function formatSignedCompact(count: number): string {
  return withSign(compact(Math.abs(count)), count);
}

/** `grain` is what the step below resolves: the rounded figure picks the step, so 99,999 is 1.00L and not 100.0K. */
const STEPS = [
  { from: 1e7, grain: 1e3, suffix: 'Cr', decimals: 2 },
  { from: 1e5, grain: 100, suffix: 'L', decimals: 2 },
  { from: 1e3, grain: 1, suffix: 'K', decimals: 1 },
] as const;

function compact(value: number): string {
  const step = STEPS.find(({ from, grain }) => Math.round(value / grain) * grain >= from);
  if (!step) return whole.format(Math.round(value));
  const scaled = value / step.from;
  return `${scaled >= 1_000 ? whole.format(scaled) : scaled.toFixed(step.decimals)}${step.suffix}`;
}

/** Puts a minus before negative text; an amount that shows as zero has no sign. */
export function withMinus(text: string, value: number): string {
  return value < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text;
}

export function withSign(text: string, value: number): string {
  return value > 0 && /[1-9]/.test(text) ? `${PLUS}${text}` : withMinus(text, value);
}

/** Reads rupees as a person types them ('1,23,456.70', '₹80'); null when it is not an amount in whole paise. */
export function parseRupees(text: string): Paise | null {
  const value = parseDecimal(text.replace('₹', ''));
  const hasWholePaise = !/\.\d{3,}/.test(text);
  return value !== null && hasWholePaise && Number.isSafeInteger(Math.round(value * 100))
    ? paise(Math.round(value * 100))
    : null;
}

/** Reads a number that may carry commas, spaces and either minus; null for anything else. */
export function parseDecimal(text: string): number | null {
  const plain = text.replaceAll(/[,\s]/g, '').replace(MINUS, '-');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}
