import type { InstrumentId } from './instrument';

/** A price or amount in a sentence: '₹182.40'. Screens group digits themselves; sentences stay plain. */
export function inRupees(amountInPaise: number): string {
  return `₹${(amountInPaise / 100).toFixed(2)}`;
}

/** A fraction in a sentence: '0.70 %'. */
export function inPercent(fraction: number): string {
  return `${(fraction * 100).toFixed(2)} %`;
}

/** The tradingsymbol of an id, for a sentence. */
export function symbolOf(id: InstrumentId): string {
  return id.slice(id.indexOf(':') + 1);
}

const POINTS = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 2 });

/** A level, strike or premium in a sentence, as charts name it: '24,212.4'. */
export function inPoints(priceInPaise: number): string {
  return POINTS.format(priceInPaise / 100);
}
