import { clearDepth, createColumns, DEPTH, type BookColumns } from './book-columns';
import type { Instrument, InstrumentId } from './instrument';
import type { Quote, QuoteOf } from './quote';
import { createTokenIndex } from './token-index';
import { paise, qty, type Qty } from './units';

/** The last known market of everything subscribed, in typed-array columns; one feed writes, everybody reads. */
export interface Book {
  readonly capacity: number;
  readonly columns: BookColumns;
  size(): number;
  /** The instrument's slot, a new one on first sight. Throws RangeError when the book is full. */
  add(instrument: Pick<Instrument, 'id' | 'token'>): number;
  slotOf(id: InstrumentId): number | undefined;
  /** −1 for a token nobody added. */
  slotOfToken(token: number): number;
  /** Throws RangeError for a slot not handed out. */
  idAt(slot: number): InstrumentId;
  /** The quote as an object, made anew at each call; null until a first price came. */
  readonly quote: QuoteOf;
  /** Writes a whole quote, as a replay or a snapshot has it. The instrument must have been added. */
  put(quote: Quote): void;
  /** Tells the open interest at the previous close. Ignored for an instrument not in the book. */
  setOiReference(id: InstrumentId, oi: Qty): void;
  /** Forgets bids and offers, for an instrument whose depth is no longer received. */
  clearDepth(id: InstrumentId): void;
}

export function createBook({ capacity }: { readonly capacity: number }): Book {
  const columns = createColumns(capacity);
  const tokens = createTokenIndex(capacity);
  const slots = new Map<InstrumentId, number>();
  const ids: InstrumentId[] = [];

  function add(instrument: Pick<Instrument, 'id' | 'token'>): number {
    const known = slots.get(instrument.id);
    if (known === undefined && ids.length === capacity)
      throw new RangeError(`The book has room for ${capacity} instruments, all taken`);
    const slot = known ?? ids.push(instrument.id) - 1;
    slots.set(instrument.id, slot);
    tokens.set(instrument.token, slot);
    return slot;
  }

  return {
    capacity,
    columns,
    size: () => ids.length,
    add,
    slotOf: (id) => slots.get(id),
    slotOfToken: tokens.find,
    idAt: (slot) => {
      const id = ids[slot];
      if (id === undefined) throw new RangeError(`Slot ${slot} is not in use; the book holds ${ids.length}`);
      return id;
    },
    quote: (id) => {
      const slot = slots.get(id);
      return slot === undefined || columns.ltp[slot] === 0 ? null : quoteAt(columns, slot, id);
    },
    put: (quote) => {
      const slot = slots.get(quote.id);
      if (slot === undefined) throw new RangeError(`${quote.id} is not in the book`);
      putAt(columns, slot, quote);
    },
    setOiReference: (id, oi) => {
      const slot = slots.get(id);
      if (slot !== undefined) columns.oiReference[slot] = oi;
    },
    clearDepth: (id) => {
      const slot = slots.get(id);
      if (slot !== undefined) clearDepth(columns, slot);
    },
  };
}

function quoteAt(columns: BookColumns, slot: number, id: InstrumentId): Quote {
  const bid = slot * 2 * DEPTH;
  const ask = bid + DEPTH;
  const { depthPrice, depthQty } = columns;
  return {
    id,
    ltp: paise(at(columns.ltp, slot)),
    open: paise(at(columns.open, slot)),
    high: paise(at(columns.high, slot)),
    low: paise(at(columns.low, slot)),
    close: paise(at(columns.close, slot)),
    volume: qty(at(columns.volume, slot)),
    oi: qty(at(columns.oi, slot)),
    oiReference: qty(Math.max(0, at(columns.oiReference, slot))),
    bid: paise(Math.max(0, at(depthPrice, bid))),
    ask: paise(Math.max(0, at(depthPrice, ask))),
    bidQty: qty(at(depthQty, bid)),
    askQty: qty(at(depthQty, ask)),
    exchangeAt: at(columns.exchangeAt, slot),
    receivedAt: at(columns.receivedAt, slot),
  };
}

function putAt(columns: BookColumns, slot: number, quote: Quote): void {
  const bid = slot * 2 * DEPTH;
  const ask = bid + DEPTH;
  clearDepth(columns, slot);
  columns.ltp[slot] = quote.ltp;
  columns.open[slot] = quote.open;
  columns.high[slot] = quote.high;
  columns.low[slot] = quote.low;
  columns.close[slot] = quote.close;
  columns.volume[slot] = quote.volume;
  columns.oi[slot] = quote.oi;
  columns.oiReference[slot] = quote.oiReference;
  columns.depthPrice[bid] = quote.bid;
  columns.depthPrice[ask] = quote.ask;
  columns.depthQty[bid] = quote.bidQty;
  columns.depthQty[ask] = quote.askQty;
  columns.exchangeAt[slot] = quote.exchangeAt;
  columns.receivedAt[slot] = quote.receivedAt;
}

function at(column: { readonly [index: number]: number }, index: number): number {
  return column[index] ?? 0;
}
