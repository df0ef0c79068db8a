declare const unit: unique symbol;

/** Money or a price in whole paise (₹1 = 100 paise). */
export type Paise = number & { readonly [unit]: 'paise' };

/** A quantity in whole units, never lots. Signed in a position: short is negative. */
export type Qty = number & { readonly [unit]: 'qty' };

/** Milliseconds since the Unix epoch (UTC). */
export type EpochMs = number;

/** A plain ratio: 0.25 is 25 %. */
export type Fraction = number;

function whole(value: number, what: string): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${what} must be a whole number, found ${value}`);
  // −0 would make two equal amounts print, hash and compare differently.
  return value === 0 ? 0 : value;
}

/** Insists on whole paise. Throws RangeError on a fraction, NaN or infinity. */
export function paise(value: number): Paise {
  return whole(value, 'Paise') as Paise;
}

/** Insists on whole units. Throws RangeError on a fraction, NaN or infinity. */
export function qty(value: number): Qty {
  return whole(value, 'A quantity') as Qty;
}

/**
 * Converts rupees as people and brokers write them (two decimals) to paise.
 * Throws RangeError when the amount is not a whole number of paise.
 */
export function rupees(value: number): Paise {
  const scaled = Math.round(value * 100);
  if (!(Math.abs(scaled - value * 100) < 1e-4)) {
    throw new RangeError(`Rupees must have at most two decimals, found ${value}`);
  }
  return paise(scaled);
}

/** Rounds an amount that a formula produced to the nearest paisa, halves away from zero. */
export function nearestPaise(value: number): Paise {
  return paise(Math.sign(value) * Math.round(Math.abs(value)));
}

/** Moves a price to the tick grid, towards zero with 'down' and away from it with 'up'. */
export function toTick(price: Paise, tickSize: Paise, direction: 'down' | 'up'): Paise {
  if (tickSize <= 0) return price;
  const steps = price / tickSize;
  return paise((direction === 'down' ? Math.floor(steps) : Math.ceil(steps)) * tickSize);
}
