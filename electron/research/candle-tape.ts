import type { Bar, BarTick } from '#shared/domain/bars';
import type { Book } from '#shared/domain/book';
import { DEPTH } from '#shared/domain/book-columns';
import type { Reach } from '#shared/domain/exit-reach';
import type { Instrument } from '#shared/domain/instrument';
import { SECOND } from '#shared/domain/time';
import { paise, qty, type EpochMs, type Paise, type Qty } from '#shared/domain/units';
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
  const tradedBy = (frame: number, point: number): Qty =>
    qty((tradedBefore[frame >> 2] ?? 0) + Math.round(((bars[frame >> 2]?.volume ?? 0) * (point + 1)) / POINTS));
  // One path for all: whoever is told of it copies what it needs.
  const path = [tickToBe(), tickToBe(), tickToBe()];
  const lengthOf = (startAt: EpochMs): number => (startAt < closesAt ? Math.min(length, closesAt - startAt) : length);
  const timeOf = (startAt: EpochMs, point: number): EpochMs => startAt + offsetOf(point, lengthOf(startAt));
  return {
    frames: bars.length * POINTS,
    at: (frame) => timeOf(bars[frame >> 2]?.startAt ?? 0, frame & 3),
    isInside: (frame) => (frame & 3) !== 0,
    pointOf(frame) {
      const bar = candleAt(bars, frame);
      const price = priceOf(bar, frame & 3);
      return { low: price, high: price, until: timeOf(bar.startAt, frame & 3) };
    },
    reachOf: (frame) => reachOf(candleAt(bars, frame), (startAt) => timeOf(startAt, POINTS - 1)),
    pass(frame) {
      const bar = candleAt(bars, frame);
      for (let point = 1; point < POINTS; point += 1) {
        const tick = path[point - 1];
        if (!tick) continue;
        tick.exchangeAt = timeOf(bar.startAt, point);
        tick.ltp = priceOf(bar, point);
        tick.cumulativeVolume = tradedBy(frame, point);
        for (const writer of writers) writer.trade(tick.ltp, tick.cumulativeVolume, tick.exchangeAt);
      }
      for (const writer of writers) writer.offer(bar.close);
      return path;
    },
    write(frame, changed) {
      const bar = candleAt(bars, frame);
      const point = frame & 3;
      const [price, volume, at] = [priceOf(bar, point), tradedBy(frame, point), timeOf(bar.startAt, point)];
      for (let index = 0; index < writers.length; index += 1) {
        const writer = writers[index];
        if (!writer) continue;
        writer.trade(price, volume, at);
        writer.offer(price);
        changed[index] = writer.slot;
      }
      return writers.length;
    },
  };
}

function candleAt(bars: readonly Bar[], frame: number): Bar {
  const bar = bars[frame >> 2];
  if (!bar) throw new RangeError('Expected a frame of the tape');
  return bar;
}

type TickToBe = { -readonly [K in keyof BarTick]: BarTick[K] };

function tickToBe(): TickToBe & { cumulativeVolume: Qty } {
  return { exchangeAt: 0, ltp: paise(0), cumulativeVolume: qty(0), oi: null };
}

/** Some recorded candles open or close outside their own high and low. */
function reachOf(bar: Bar, lastAt: (startAt: EpochMs) => EpochMs): Reach {
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

interface Writer {
  readonly slot: number;
  /** Writes the last price, the day's extremes and the day's volume. */
  trade(price: Paise, volume: Qty, at: EpochMs): void;
  /** Writes bid and offer around the last price. */
  offer(price: Paise): void;
}

function writerOf(instrument: Instrument, book: Book, slippage: Slippage): Writer {
  const slot = book.slotOf(instrument.id);
  if (slot === undefined) throw new Error(`${instrument.id} is not in the book`);
  const isTraded = instrument.kind !== 'index';
  const { columns } = book;
  const [bid, ask] = [slot * 2 * DEPTH, slot * 2 * DEPTH + DEPTH];
  if (isTraded) columns.depthQty[bid] = columns.depthQty[ask] = PLENTY;
  return {
    slot,
    trade(price, volume, at) {
      if (columns.ltp[slot] === 0) columns.open[slot] = columns.high[slot] = columns.low[slot] = price;
      columns.ltp[slot] = price;
      if (price > (columns.high[slot] ?? 0)) columns.high[slot] = price;
      if (price < (columns.low[slot] ?? 0)) columns.low[slot] = price;
      columns.volume[slot] = volume;
      columns.exchangeAt[slot] = columns.receivedAt[slot] = at;
    },
    offer(price) {
      if (!isTraded) return;
      columns.depthPrice[bid] = bidOf(price, instrument, slippage);
      columns.depthPrice[ask] = askOf(price, instrument, slippage);
    },
  };
}
