import type { BarInterval, BarTick } from '#shared/domain/bars';
import type { Book } from '#shared/domain/book';
import type { Reach } from '#shared/domain/exit-reach';
import type { Instrument, InstrumentId } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { History } from '#shared/ports/history';
import type { Slippage } from './slippage';

/** Recorded market data of one or several days, whatever file it came from. */
export interface Recording {
  /** The name strategies know it by: an underlying ('NIFTY') or a share ('RELIANCE'); the first of several is what they trade unless told. */
  readonly symbols: readonly string[];
  /** What the prices were recorded as: candles of a length, or snapshots of a chain. */
  readonly interval: BarInterval | 'snapshots';
  /** Ascending. */
  readonly days: readonly RecordedDay[];
  /** Candles of the recording itself, never of the time asked at or later. */
  readonly history: History;
  /** What was not recorded but made, in words; every result says so. */
  readonly modelled: readonly string[];
  /** What a reader of the results should know of the data. */
  readonly notes: readonly string[];
}

export interface RecordedDay {
  readonly date: IstDate;
  readonly instruments: readonly Instrument[];
  /** Those whose volume was recorded. Without one a candle is made of prices alone. */
  readonly withVolume: ReadonlySet<InstrumentId>;
  /** Of futures, those whose open interest is known; options always tell theirs. */
  readonly withOi?: ReadonlySet<InstrumentId>;
  /** Those whose prices were not recorded but made; a trade in one of them is called modelled. */
  readonly made: ReadonlySet<InstrumentId>;
  /** Lays the day out for a book that its instruments have been added to. */
  open(book: Book, slippage: Slippage): Tape;
}

/** A day's market, frame by frame: what a feed would have delivered at once. */
export interface Tape {
  readonly frames: number;
  at(frame: number): EpochMs;
  /** A point inside a candle: its path was made, so it matters only to somebody who holds a position. */
  isInside(frame: number): boolean;
  /** The one price that everything has in this frame; only where that is so. */
  pointOf?(frame: number): Reach;
  /** All that the candle which begins with this frame will have been; only where frames have an inside. */
  reachOf?(frame: number): Reach;
  /**
   * Brings the book to the end of the candle that begins with this frame, and answers what every instrument's path through it
   * was after that: what the frames inside it would have brought, one after the other. Only where frames have an inside.
   */
  pass?(frame: number): readonly BarTick[];
  /** Brings the book to this frame. Puts the changed slots into `changed`, which has room for all, and returns their count. */
  write(frame: number, changed: Int32Array): number;
}
