import type { Bar } from '#shared/domain/bars';
import type { Book } from '#shared/domain/book';
import { DEPTH } from '#shared/domain/book-columns';
import type { Reach } from '#shared/domain/exit-reach';
import type { Instrument } from '#shared/domain/instrument';
import { SECOND } from '#shared/domain/time';
import { paise, type EpochMs, type Paise } from '#shared/domain/units';
import type { Tape } from './recording';
import { askOf, bidOf, PLENTY, type Slippage } from './slippage';

/** One day's candles and the instruments that have their prices: the index or share itself, and a future modelled on it. */
export interface CandleDay {
  readonly bars: readonly Bar[];
  /** Milliseconds of a candle. */
  readonly length: number;
  /** A candle that begins shortly before this ends with it. */
  readonly closesAt: EpochMs;
  readonly instruments: readonly Instrument[];
}

/** Prices that a candle is played as. */
export const POINTS = 4;

/**
 * Plays a candle as four prices: its open when it begins, its extremes after a third and two thirds, its close in its last
 * second. The extreme nearer to the open comes first, as it mostly does; a stop and a target inside one candle are decided by that.
 * A quarter of its volume trades at each.
 */
export function layCandles({ bars, length, closesAt, instruments }: CandleDay, book: Book, slippage: Slippage): Tape {
  const writers = instruments.map((instrument) => writerOf(instrument, book, slippage));
  const tradedBefore = sumsBefore(bars);
  const lengthOf = (startAt: EpochMs): number => (startAt < closesAt ? Math.min(length, closesAt - startAt) : length);
  const timeOf = (startAt: EpochMs, point: number): EpochMs => startAt + offsetOf(point, lengthOf(startAt));
  return {
    frames: bars.length * POINTS,
    at: (frame) => timeOf(bars[frame >> 2]?.startAt ?? 0, frame & 3),
    isInside: (frame) => (frame & 3) !== 0,
    reachOf: (frame) => reachOf(bars[frame >> 2], (startAt) => timeOf(startAt, POINTS - 1)),
    write(frame, changed) {
      const bar = bars[frame >> 2];
      if (!bar) return 0;
      const point = frame & 3;
      const at = timeOf(bar.startAt, point);
      const volume = (tradedBefore[frame >> 2] ?? 0) + Math.round((bar.volume * (point + 1)) / POINTS);
      for (const [index, write] of writers.entries()) changed[index] = write(priceOf(bar, point), volume, at);
      return writers.length;
    },
  };
}

/** Some recorded candles open or close outside their own high and low. */
function reachOf(bar: Bar | undefined, lastAt: (startAt: EpochMs) => EpochMs): Reach {
  if (!bar) throw new RangeError('Expected a frame of the tape');
  const { startAt, open, high, low, close } = bar;
  return {
    low: paise(Math.min(low, open, close)),
    high: paise(Math.max(high, open, close)),
    until: lastAt(startAt),
  };
}

/** What had traded that day when each candle began. */
function sumsBefore(bars: readonly Bar[]): Float64Array {
  const sums = new Float64Array(bars.length);
  for (let index = 1; index < bars.length; index += 1)
    sums[index] = (sums[index - 1] ?? 0) + (bars[index - 1]?.volume ?? 0);
  return sums;
}

/** Milliseconds from a candle's beginning to one of its points. */
export function offsetOf(point: number, length: number): number {
  if (point === 3) return length - SECOND;
  return Math.floor((point * length) / (3 * SECOND)) * SECOND;
}

/** A candle's price at one of its points: open, the nearer extreme, the other one, close. */
export function priceOf({ open, high, low, close }: Bar, point: number): Paise {
  if (point === 0) return open;
  if (point === 3) return close;
  const isHighFirst = high - open < open - low;
  return isHighFirst === (point === 1) ? high : low;
}

type Write = (price: Paise, volume: number, at: number) => number;

function writerOf(instrument: Instrument, book: Book, slippage: Slippage): Write {
  const slot = book.slotOf(instrument.id);
  if (slot === undefined) throw new Error(`${instrument.id} is not in the book`);
  const isTraded = instrument.kind !== 'index';
  const { columns } = book;
  const [bid, ask] = [slot * 2 * DEPTH, slot * 2 * DEPTH + DEPTH];
  if (isTraded) columns.depthQty[bid] = columns.depthQty[ask] = PLENTY;
  return (ltp, volume, at) => {
    if (columns.ltp[slot] === 0) columns.open[slot] = columns.high[slot] = columns.low[slot] = ltp;
    columns.ltp[slot] = ltp;
    if (ltp > (columns.high[slot] ?? 0)) columns.high[slot] = ltp;
    if (ltp < (columns.low[slot] ?? 0)) columns.low[slot] = ltp;
    columns.volume[slot] = volume;
    if (isTraded) {
      columns.depthPrice[bid] = bidOf(ltp, instrument, slippage);
      columns.depthPrice[ask] = askOf(ltp, instrument, slippage);
    }
    columns.exchangeAt[slot] = columns.receivedAt[slot] = at;
    return slot;
  };
}
