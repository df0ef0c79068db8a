/** Plain JSON: a strategy keeps it between bars. */
export interface SmaState {
  /** The last values, oldest first, at most a period of them. */
  readonly window: readonly number[];
}

/** Simple moving average. */
export class Sma {
  private readonly window: Float64Array;
  private oldest = 0;
  private seen = 0;
  private sum = 0;

  constructor(period: number, from: SmaState = { window: [] }) {
    this.window = new Float64Array(period);
    for (const value of from.window) this.next(value);
  }

  /** The average including `value`; null until there are enough. */
  next(value: number): number | null {
    const { window } = this;
    this.sum += value - (window[this.oldest] ?? 0);
    window[this.oldest] = value;
    this.oldest = this.oldest + 1 === window.length ? 0 : this.oldest + 1;
    if (this.seen < window.length) this.seen += 1;
    // Once a round the sum is taken afresh, so that rounding errors of fractional values do not pile up.
    if (this.oldest === 0) this.sum = window.reduce((sum, each) => sum + each, 0);
    return this.seen < window.length ? null : this.sum / window.length;
  }

  get state(): SmaState {
    const { window, oldest, seen } = this;
    if (seen < window.length) return { window: [...window.subarray(0, seen)] };
    return { window: [...window.subarray(oldest), ...window.subarray(0, oldest)] };
  }
}

/** The same over a whole column; NaN until there are enough values. */
export function smaOf(values: Float64Array, period: number, out = new Float64Array(values.length)): Float64Array {
  const average = new Sma(period);
  for (let row = 0; row < values.length; row += 1) {
    out[row] = average.next(values[row] ?? Number.NaN) ?? Number.NaN;
  }
  return out;
}
