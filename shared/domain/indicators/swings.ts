/** The part of a bar or of a webhook's point that swings are found in. */
export interface HighLow {
  readonly high: number;
  readonly low: number;
}

/** What a bar confirmed: it was a swing, and enough bars have followed to know. */
export interface Swing {
  readonly high: number | null;
  readonly low: number | null;
}

const NONE: Swing = { high: null, low: null };

/** Plain JSON: a strategy keeps it between bars. */
export interface SwingState {
  /** The newest bars, oldest first, at most lookback + 1 of them. */
  readonly window: readonly HighLow[];
}

/**
 * Finds swing highs and lows: a high that is the highest of the `lookback` bars around it, half of them before and
 * half after, and a low that is the lowest. It is known half a lookback later. Of equal highs side by side the first
 * one is the swing.
 */
export class Swings {
  private readonly lookback: number;
  private window: readonly HighLow[];

  constructor(lookback: number, from: SwingState = { window: [] }) {
    this.lookback = lookback;
    this.window = from.window;
  }

  /** The swing that `bar` confirmed, half a lookback before it. */
  next({ high, low }: HighLow): Swing {
    const isFull = this.window.length > this.lookback;
    this.window = [...(isFull ? this.window.slice(1) : this.window), { high, low }];
    return this.window.length > this.lookback ? swingAt(this.window, this.lookback >> 1) : NONE;
  }

  get state(): SwingState {
    return { window: this.window };
  }
}

function swingAt(window: readonly HighLow[], middle: number): Swing {
  const candidate = window[middle];
  if (candidate === undefined) return NONE;
  let isHigh = true;
  let isLow = true;
  for (const [index, { high, low }] of window.entries()) {
    if (high > candidate.high || (index < middle && high === candidate.high)) isHigh = false;
    if (low < candidate.low || (index < middle && low === candidate.low)) isLow = false;
  }
  if (!isHigh && !isLow) return NONE;
  return { high: isHigh ? candidate.high : null, low: isLow ? candidate.low : null };
}

/** Where the swings of a series are, by index, oldest first. */
export interface SwingRows {
  readonly highs: readonly number[];
  readonly lows: readonly number[];
}

/** All swings that a series confirms. */
export function swingsOf(bars: readonly HighLow[], lookback: number): SwingRows {
  const highs: number[] = [];
  const lows: number[] = [];
  const after = lookback - (lookback >> 1);
  const swings = new Swings(lookback);
  for (const [index, bar] of bars.entries()) {
    const swing = swings.next(bar);
    if (swing.high !== null) highs.push(index - after);
    if (swing.low !== null) lows.push(index - after);
  }
  return { highs, lows };
}
