import type { Right } from '../instrument';
import type { EpochMs, Fraction, Paise } from '../units';
import { GREEK, GREEKS_LENGTH, YEAR, writeGreeks } from './black76';
import { emptyColumns, optionIndex } from './chain-columns';
import type { ChainColumns } from './chain-columns';
import { markDoubt, markPrice } from './chain-quotes';
import type { OptionQuote } from './chain-quotes';
import { forwardFromParity, nearestRow } from './forward';
import { NO_IV, impliedVolatility } from './implied-volatility';
import { maxPainRow } from './max-pain';

export interface ChainSetup {
  /** Ascending, in paise. */
  readonly strikes: readonly Paise[];
  /** When the options stop trading. */
  readonly expiryAt: EpochMs;
  /** Continuously compounded, a fraction per year. */
  readonly rate: Fraction;
}

/** What is known of the underlying besides its options; null where there is nothing. */
export interface UnderlyingPrices {
  readonly spot: Paise | null;
  /** The future of the same expiry only: another one's price is no forward for these options. */
  readonly future: Paise | null;
}

export type ForwardSource = 'parity' | 'future' | 'spot' | 'none';

/** Figures of the chain as a whole; null where they cannot be known. Prices in paise, not rounded. */
export interface ChainSummary {
  readonly forward: number | null;
  readonly forwardSource: ForwardSource;
  /** The row whose strike is nearest to the forward; −1 without a forward. */
  readonly atmRow: number;
  /** Interpolated between the strikes around the forward, so that it does not jump when the ATM strike does. */
  readonly atmIv: Fraction | null;
  /** Call and put of the ATM row together, by last price where both have one. */
  readonly straddle: number | null;
  /** One standard deviation of the underlying until expiry: forward × ATM IV × √T. */
  readonly expectedMove: number | null;
  /** Puts over calls. */
  readonly pcrOi: number | null;
  readonly pcrVolume: number | null;
  /** −1 without open interest. */
  readonly maxPainRow: number;
  readonly callOi: number;
  readonly putOi: number;
}

export interface ChainAnalytics {
  readonly columns: ChainColumns;
  /** As of the last `recompute`; always the same object. */
  readonly summary: ChainSummary;
  /** Takes one option's quote, without allocating. Throws RangeError on a row that is not there. */
  update(row: number, right: Right, quote: OptionQuote): void;
  /**
   * Brings everything up to date with the quotes given since the last call. A row whose quotes did not change keeps
   * its figures until the forward has moved by 1/100,000 (a quarter of a point of NIFTY, well inside a spread) or a
   * thousandth of the remaining time has passed since all rows were last computed; then all are computed again.
   */
  recompute(underlying: UnderlyingPrices, at: EpochMs): void;
}

const FORWARD_STEP = 1e-5;
const TIME_STEP = 1e-3;

/** Analytics of one expiry, kept in columns and recomputed where something changed. */
export function createChainAnalytics(setup: ChainSetup): ChainAnalytics {
  return new ColumnarChain(setup);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class ColumnarChain implements ChainAnalytics {
  readonly columns: ChainColumns;
  readonly summary: Mutable<ChainSummary> = {
    forward: null,
    forwardSource: 'none',
    atmRow: -1,
    atmIv: null,
    straddle: null,
    expectedMove: null,
    pcrOi: null,
    pcrVolume: null,
    maxPainRow: -1,
    callOi: 0,
    putOi: 0,
  };
  private readonly setup: ChainSetup;
  private readonly isDirty: Uint8Array;
  private isOiDirty = false;
  private callVolume = 0;
  private putVolume = 0;
  /** What the figures of unchanged rows were computed with. */
  private basisForward = 0;
  private basisAt = 0;
  /** One object for all options: its fields are set before each use. */
  private readonly terms: Mutable<Parameters<typeof impliedVolatility>[0]>;
  private readonly greeks = new Float64Array(GREEKS_LENGTH);

  constructor(setup: ChainSetup) {
    this.setup = setup;
    this.columns = emptyColumns(setup.strikes);
    this.isDirty = new Uint8Array(setup.strikes.length);
    this.terms = { right: 'CE', forward: 0, strike: 0, years: 0, rate: setup.rate };
  }

  update(row: number, right: Right, quote: OptionQuote): void {
    if (!(row >= 0 && row < this.isDirty.length)) {
      throw new RangeError(`Expected a row from 0 to ${this.isDirty.length - 1}, found ${row}`);
    }
    const index = optionIndex(row, right);
    this.takePrice(row, index, quote);
    this.takeInterest(row, index, quote);
  }

  private takePrice(row: number, index: number, quote: OptionQuote): void {
    const { ltp, bid, ask, mark, doubt } = this.columns;
    if (ltp[index] === quote.ltp && bid[index] === quote.bid && ask[index] === quote.ask) return;
    ltp[index] = quote.ltp;
    bid[index] = quote.bid;
    ask[index] = quote.ask;
    mark[index] = markPrice(quote);
    doubt[index] = markDoubt(quote);
    this.isDirty[row] = 1;
  }

  private takeInterest(row: number, index: number, quote: OptionQuote): void {
    const { oi, oiReference, volume } = this.columns;
    const moreOi = quote.oi - cell(oi, index);
    const moreVolume = quote.volume - cell(volume, index);
    if (moreOi === 0 && moreVolume === 0 && oiReference[index] === quote.oiReference) return;
    oi[index] = quote.oi;
    volume[index] = quote.volume;
    oiReference[index] = quote.oiReference;
    if (index % 2 === 0) {
      this.summary.callOi += moreOi;
      this.callVolume += moreVolume;
    } else {
      this.summary.putOi += moreOi;
      this.putVolume += moreVolume;
    }
    if (moreOi !== 0) this.isOiDirty = true;
    this.touch(row);
  }

  recompute(underlying: UnderlyingPrices, at: EpochMs): void {
    this.terms.years = Math.max(this.setup.expiryAt - at, 0) / YEAR;
    const forward = this.findForward(underlying);
    const isAll = this.hasMoved(forward, at);
    if (isAll) {
      this.basisForward = forward;
      this.basisAt = at;
    }
    this.terms.forward = forward;
    for (let row = 0; row < this.isDirty.length; row += 1) {
      if (isAll || this.isDirty[row] === 1) this.computeRow(row);
    }
    this.summarise(forward);
  }

  private findForward({ spot, future }: UnderlyingPrices): number {
    const growth = Math.exp(this.setup.rate * this.terms.years);
    const hint = this.summary.forward ?? future ?? spot ?? 0;
    const parity = forwardFromParity(this.columns, growth, hint);
    this.summary.forwardSource = parity > 0 ? 'parity' : future !== null ? 'future' : spot !== null ? 'spot' : 'none';
    return parity > 0 ? parity : (future ?? (spot ?? 0) * growth);
  }

  private hasMoved(forward: number, at: EpochMs): boolean {
    const remaining = Math.max(this.setup.expiryAt - this.basisAt, 0);
    return (
      Math.abs(forward - this.basisForward) > FORWARD_STEP * this.basisForward ||
      Math.abs(at - this.basisAt) > TIME_STEP * remaining
    );
  }

  private computeRow(row: number): void {
    const call = 2 * row;
    this.terms.strike = cell(this.columns.strikes, row);
    const callIv = this.computeIv(call, 'CE');
    const putIv = this.computeIv(call + 1, 'PE');
    this.computeGreeks(call, 'CE', callIv > 0 ? callIv : putIv);
    this.computeGreeks(call + 1, 'PE', putIv > 0 ? putIv : callIv);
    this.isDirty[row] = 0;
    this.touch(row);
  }

  private computeIv(index: number, right: Right): number {
    this.terms.right = right;
    const mark = cell(this.columns.mark, index);
    const iv = mark > 0 ? impliedVolatility(this.terms, mark) : NO_IV;
    this.columns.iv[index] = iv;
    return iv;
  }

  private computeGreeks(index: number, right: Right, iv: number): void {
    const { greekIv, delta, gamma, theta, vega } = this.columns;
    this.terms.right = right;
    if (iv > 0) writeGreeks(this.terms, iv, this.greeks);
    else this.greeks.fill(0);
    greekIv[index] = iv;
    delta[index] = cell(this.greeks, GREEK.delta);
    gamma[index] = cell(this.greeks, GREEK.gamma);
    theta[index] = cell(this.greeks, GREEK.theta);
    vega[index] = cell(this.greeks, GREEK.vega);
  }

  private touch(row: number): void {
    this.columns.version[row] = cell(this.columns.version, row) + 1;
  }

  private summarise(forward: number): void {
    const { summary, columns } = this;
    summary.forward = forward > 0 ? forward : null;
    summary.atmRow = forward > 0 ? nearestRow(columns.strikes, forward) : -1;
    summary.atmIv = forward > 0 ? this.interpolatedIv(forward) : null;
    summary.straddle = summary.atmRow < 0 ? null : this.straddleAt(summary.atmRow);
    summary.expectedMove = summary.atmIv === null ? null : forward * summary.atmIv * Math.sqrt(this.terms.years);
    summary.pcrOi = summary.callOi > 0 ? summary.putOi / summary.callOi : null;
    summary.pcrVolume = this.callVolume > 0 ? this.putVolume / this.callVolume : null;
    if (this.isOiDirty) summary.maxPainRow = maxPainRow(columns.strikes, columns.oi);
    this.isOiDirty = false;
  }

  private interpolatedIv(forward: number): number | null {
    const { strikes } = this.columns;
    const nearest = nearestRow(strikes, forward);
    const lower = cell(strikes, nearest) <= forward ? nearest : nearest - 1;
    const lowerIv = this.rowIv(lower);
    const upperIv = this.rowIv(lower + 1);
    if (!(lowerIv > 0 && upperIv > 0)) return lowerIv > 0 ? lowerIv : upperIv > 0 ? upperIv : null;
    const share = (forward - cell(strikes, lower)) / (cell(strikes, lower + 1) - cell(strikes, lower));
    return lowerIv + share * (upperIv - lowerIv);
  }

  /** What call and put of a row imply on average; NaN where neither implies anything. */
  private rowIv(row: number): number {
    const callIv = cell(this.columns.iv, 2 * row);
    const putIv = cell(this.columns.iv, 2 * row + 1);
    if (callIv > 0 && putIv > 0) return 0.5 * (callIv + putIv);
    return callIv > 0 ? callIv : putIv > 0 ? putIv : Number.NaN;
  }

  private straddleAt(row: number): number | null {
    const { ltp, mark } = this.columns;
    const hasTraded = cell(ltp, 2 * row) > 0 && cell(ltp, 2 * row + 1) > 0;
    const prices = hasTraded ? ltp : mark;
    const [call, put] = [cell(prices, 2 * row), cell(prices, 2 * row + 1)];
    return call > 0 && put > 0 ? call + put : null;
  }
}

/** Past the end of a column there is NaN, which every comparison refuses. */
function cell(column: Float64Array | Uint32Array, index: number): number {
  return column[index] ?? Number.NaN;
}
