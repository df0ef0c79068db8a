import type { TickColumns } from '#electron/recording/tick-columns';
import type { Book } from '#shared/domain/book';
import { DEPTH } from '#shared/domain/book-columns';
import type { Instrument } from '#shared/domain/instrument';
import type { Tape } from './recording';

/** Ticks as they were recorded; what came at one moment is one frame, as it was for the desk that recorded it. */
export interface RecordedTicks {
  readonly count: number;
  readonly columns: TickColumns;
  /** By number in the file; undefined where the number says nothing that can be traded. */
  readonly instruments: readonly (Instrument | undefined)[];
  /** The first tick of each frame; worked out of the moments where it is not told. */
  readonly starts?: Int32Array;
  /** Open interest at the previous close, by number; the first that was recorded where it is not told. */
  readonly oiReferences?: Float64Array;
}

/** Plays recorded ticks: last price, best bid and offer with their quantities, volume, open interest, stamps. */
export function layTicks(ticks: RecordedTicks, book: Book): Tape {
  const { count, columns, instruments, starts = frameStarts(columns, count) } = ticks;
  const { receivedAt } = columns;
  const write = tickWriter(ticks, book);
  const slots = Int32Array.from(instruments, (instrument) => (instrument ? (book.slotOf(instrument.id) ?? -1) : -1));
  return {
    frames: starts.length,
    at: (frame) => receivedAt[starts[frame] ?? 0] ?? 0,
    isInside: () => false,
    write(frame, changed) {
      const to = starts[frame + 1] ?? count;
      let told = 0;
      for (let tick = starts[frame] ?? count; tick < to; tick += 1) {
        const slot = slots[columns.instrument[tick] ?? 0] ?? -1;
        if (slot < 0) continue;
        write(tick, slot);
        changed[told++] = slot;
      }
      return told;
    },
  };
}

/** An instrument comes once in a frame: told again, even at the same moment, it is the next one. */
function frameStarts({ receivedAt, instrument }: TickColumns, count: number): Int32Array {
  const starts: number[] = [];
  const frameOf = new Map<number, number>();
  for (let tick = 0; tick < count; tick += 1) {
    const number = instrument[tick] ?? 0;
    const isSameMoment = tick > 0 && receivedAt[tick] === receivedAt[tick - 1];
    if (!isSameMoment || frameOf.get(number) === starts.length) starts.push(tick);
    frameOf.set(number, starts.length);
  }
  return Int32Array.from(starts);
}

function tickWriter(
  { columns: ticks, oiReferences }: RecordedTicks,
  { columns }: Book,
): (tick: number, slot: number) => void {
  return (tick, slot) => {
    const ltp = ticks.ltp[tick] ?? 0;
    const isFirst = columns.ltp[slot] === 0;
    columns.ltp[slot] = ltp;
    if (isFirst) columns.open[slot] = columns.high[slot] = columns.low[slot] = ltp;
    if (ltp > (columns.high[slot] ?? 0)) columns.high[slot] = ltp;
    if (ltp < (columns.low[slot] ?? 0)) columns.low[slot] = ltp;
    columns.volume[slot] = ticks.volume[tick] ?? 0;
    columns.oi[slot] = ticks.oi[tick] ?? 0;
    if (isFirst) columns.oiReference[slot] = oiReferences?.[ticks.instrument[tick] ?? 0] ?? ticks.oi[tick] ?? 0;
    const best = slot * 2 * DEPTH;
    columns.depthPrice[best] = ticks.bid[tick] ?? 0;
    columns.depthQty[best] = ticks.bidQty[tick] ?? 0;
    columns.depthPrice[best + DEPTH] = ticks.ask[tick] ?? 0;
    columns.depthQty[best + DEPTH] = ticks.askQty[tick] ?? 0;
    const at = ticks.receivedAt[tick] ?? 0;
    columns.receivedAt[slot] = at;
    columns.exchangeAt[slot] = (ticks.exchangeAt[tick] ?? 0) || at;
  };
}
