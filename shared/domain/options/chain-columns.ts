import type { Right } from '../instrument';
import type { Paise } from '../units';
import { NO_IV } from './implied-volatility';

/**
 * A chain as columns. All have two cells a row (`optionIndex` says which) except strikes and version, which have
 * one. Prices are paise. Only the analytics write them.
 */
export interface ChainColumns {
  readonly strikes: Float64Array;
  readonly ltp: Float64Array;
  readonly bid: Float64Array;
  readonly ask: Float64Array;
  readonly oi: Float64Array;
  readonly oiReference: Float64Array;
  readonly volume: Float64Array;
  /** What IV is computed from: see `markPrice`. */
  readonly mark: Float64Array;
  /** How far the mark may be off: see `markDoubt`. */
  readonly doubt: Float64Array;
  /** Implied by the option's own mark, a fraction per year, or `NO_IV`. */
  readonly iv: Float64Array;
  /**
   * What the greeks were computed at: the option's own IV, or its sibling's where the mark has no time value left
   * to tell. `NO_IV` where there is neither; then the greeks are 0 and mean nothing.
   */
  readonly greekIv: Float64Array;
  readonly delta: Float64Array;
  /** Change of delta per paisa of the forward. */
  readonly gamma: Float64Array;
  /** Paise per calendar day. */
  readonly theta: Float64Array;
  /** Paise per percentage point of volatility. */
  readonly vega: Float64Array;
  /** Raised whenever anything of the row changed: a reader compares it with the last one it saw. */
  readonly version: Uint32Array;
}

/** Where an option's cell is in the columns with two cells a row. */
export function optionIndex(row: number, right: Right): number {
  return 2 * row + (right === 'CE' ? 0 : 1);
}

/** Columns without quotes yet. Throws RangeError unless the strikes ascend. */
export function emptyColumns(strikes: readonly Paise[]): ChainColumns {
  if (strikes.some((strike, row) => row > 0 && strike <= (strikes[row - 1] ?? 0))) {
    throw new RangeError('Expected strikes in ascending order without repetition');
  }
  const column = () => new Float64Array(2 * strikes.length);
  return {
    strikes: Float64Array.from(strikes),
    ltp: column(),
    bid: column(),
    ask: column(),
    oi: column(),
    oiReference: column(),
    volume: column(),
    mark: column(),
    doubt: column(),
    iv: column().fill(NO_IV),
    greekIv: column().fill(NO_IV),
    delta: column(),
    gamma: column(),
    theta: column(),
    vega: column(),
    version: new Uint32Array(strikes.length),
  };
}
