import { createTickColumns, type TickColumns } from '#electron/recording/tick-columns';
import type { RecordedDay } from '#electron/research/recording';
import { USUAL_SLIPPAGE } from '#electron/research/slippage';
import { layTicks, type RecordedTicks } from '#electron/research/tick-tape';
import { createBook } from '#shared/domain/book';
import type { Quote } from '#shared/domain/quote';

/** A day as plain values and columns, which another thread is handed without copying the columns. */
export interface PackedDay extends Omit<RecordedDay, 'open'> {
  readonly ticks: Omit<RecordedTicks, 'instruments'> & { readonly starts: Int32Array<ArrayBuffer> };
}

const FIRST_CAPACITY = 1 << 14;

/** Plays a day through once, and keeps what each frame brought. Throws RangeError when it is empty. */
export function packDay(day: RecordedDay): PackedDay {
  const { date, instruments, withVolume, withOi = new Set(), made } = day;
  const book = createBook({ capacity: instruments.length });
  for (const instrument of instruments) book.add(instrument);
  const tape = day.open(book, USUAL_SLIPPAGE);
  const changed = new Int32Array(instruments.length);
  const starts = new Int32Array(tape.frames);
  let columns = createTickColumns(FIRST_CAPACITY);
  let count = 0;
  for (let frame = 0; frame < tape.frames; frame += 1) {
    starts[frame] = count;
    const told = tape.write(frame, changed);
    if (count + told > columns.ltp.length) columns = resized(columns, 2 * (count + told));
    for (const slot of changed.subarray(0, told)) {
      const quote = book.quote(book.idAt(slot));
      if (quote) keep(columns, count, slot, quote);
      count += quote ? 1 : 0;
    }
  }
  const oiReferences = Float64Array.from(instruments, ({ id }) => book.quote(id)?.oiReference ?? 0);
  const ticks = { count, columns: resized(columns, count), starts, oiReferences };
  return { date, instruments, withVolume, withOi, made, ticks };
}

/** What is handed over rather than copied. */
export function buffersOf({ ticks: { columns, starts } }: PackedDay): ArrayBuffer[] {
  return [starts, ...Object.values(columns)].map(({ buffer }) => buffer);
}

/** The day as it was, with the slippage of a desk. */
export function unpackDay({ ticks, ...day }: PackedDay): RecordedDay {
  // Slots were handed out in the order of the instruments.
  return { ...day, open: (book) => layTicks({ ...ticks, instruments: day.instruments }, book) };
}

function keep(columns: TickColumns, at: number, number: number, quote: Quote): void {
  columns.instrument[at] = number;
  columns.receivedAt[at] = quote.receivedAt;
  columns.ltp[at] = quote.ltp;
  columns.volume[at] = quote.volume;
  columns.oi[at] = quote.oi;
  columns.bid[at] = quote.bid;
  columns.bidQty[at] = quote.bidQty;
  columns.ask[at] = quote.ask;
  columns.askQty[at] = quote.askQty;
  columns.exchangeAt[at] = quote.exchangeAt;
}

function resized(columns: TickColumns, capacity: number): TickColumns {
  const larger = createTickColumns(capacity);
  // Both have the same columns, of the same types.
  const names = Object.keys(columns) as (keyof TickColumns)[];
  for (const name of names) larger[name].set(columns[name].subarray(0, capacity));
  return larger;
}
