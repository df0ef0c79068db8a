/** Plain JSON: a strategy keeps it between bars. */
export interface EmaState {
  readonly seen: number;
  /** The average, or the sum while the first `period` values come in. */
  readonly value: number;
}

/** Exponential moving average, smoothing 2/(n + 1), seeded with the simple average of the first n values. */
export class Ema {
  private readonly period: number;
  private readonly weight: number;
  private seen: number;
  private value: number;

  constructor(period: number, from: EmaState = { seen: 0, value: 0 }) {
    this.period = period;
    this.weight = 2 / (period + 1);
    this.seen = from.seen;
    this.value = from.value;
  }

  /** The average including `value`; null until there are enough. */
  next(value: number): number | null {
    if (this.seen < this.period) return this.seed(value);
    this.value += this.weight * (value - this.value);
    return this.value;
  }

  private seed(value: number): number | null {
    this.value += value;
    this.seen += 1;
    if (this.seen < this.period) return null;
    this.value /= this.period;
    return this.value;
  }

  get state(): EmaState {
    return { seen: this.seen, value: this.value };
  }
}

/** The same over a whole column; NaN until there are enough values. */
export function emaOf(values: Float64Array, period: number, out = new Float64Array(values.length)): Float64Array {
  const start = new Ema(period);
  const seeded = Math.min(period, values.length);
  for (let row = 0; row < seeded; row += 1) out[row] = start.next(values[row] ?? Number.NaN) ?? Number.NaN;

  // The same step as in `next`, on a local variable: twice as fast.
  let average = start.state.value;
  const weight = 2 / (period + 1);
  for (let row = seeded; row < values.length; row += 1) {
    average += weight * ((values[row] ?? Number.NaN) - average);
    out[row] = average;
  }
  return out;
}
