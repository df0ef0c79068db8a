import type { Book } from '#shared/domain/book';
import {
  clearDepth,
  DEPTH,
  isIndexPrice,
  isPrice,
  takeOi,
  takeStamp,
  takeVolume,
  type BookColumns,
} from '#shared/domain/book-columns';
import { SECOND } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';

/** Why packets did not reach the book, counted since the decoder was made. */
export interface Skipped {
  /** Frames that ended before the packets they announce. */
  truncated: number;
  unknownLength: number;
  /** Packets of tokens nobody added; they trickle in for a moment after an unsubscription. */
  unknownToken: number;
  /** Currency segments quote in fractions of a paisa, which the book cannot hold. */
  finerThanPaise: number;
  /** Stamped before what the book knows. */
  outdated: number;
  /** Last prices of zero, below, or beyond all reason; the rest of such a packet counts. */
  unbelievable: number;
}

/** Decodes the binary frames of Kite's ticker into a book. */
export interface FrameDecoder {
  /**
   * One frame, in one pass: returns how many slots changed. Whatever arrives, it neither throws nor reads
   * past the frame; a heartbeat of one byte changes nothing.
   */
  decode(frame: Uint8Array, receivedAt: EpochMs): number;
  /** The changed slots, each once, in the order of the frame; overwritten by the next frame. */
  readonly slots: Int32Array;
  readonly skipped: Readonly<Skipped>;
}

const SEGMENT = 0xff;
const NSE_CURRENCY = 3;
const BSE_CURRENCY = 6;
const INDICES = 9;

/** A packet's length is all that tells its kind. */
const LTP = 8;
const INDEX_QUOTE = 28;
const INDEX_FULL = 32;
const QUOTE = 44;
const FULL = 184;

const NO_SLOT = -1;

/**
 * Frame: int16 count, then per packet int16 length and that many bytes; everything is big-endian.
 * Functions closed over their columns, rather than methods, because the compiler then knows where each column lies.
 */
export function createFrameDecoder(book: Book): FrameDecoder {
  const skipped: Skipped = {
    truncated: 0,
    unknownLength: 0,
    unknownToken: 0,
    finerThanPaise: 0,
    outdated: 0,
    unbelievable: 0,
  };
  const slots = new Int32Array(book.capacity);
  /** The number of the frame that listed a slot last. */
  const listedIn = new Uint32Array(book.capacity);
  const takePacket = packetTaker(book, skipped);
  let frameNumber = 0;

  function decode(frame: Uint8Array, receivedAt: EpochMs): number {
    const size = frame.byteLength;
    if (size < 4) return 0;
    const view = new DataView(frame.buffer, frame.byteOffset, size);
    frameNumber = (frameNumber + 1) >>> 0;
    let changed = 0;
    let start = 4;
    for (let left = view.getUint16(0); left > 0; left--) {
      const length = start <= size ? view.getUint16(start - 2) : size;
      if (start + length > size) {
        skipped.truncated += 1;
        break;
      }
      const slot = takePacket(view, start, length, receivedAt);
      if (slot !== NO_SLOT && listedIn[slot] !== frameNumber) {
        listedIn[slot] = frameNumber;
        slots[changed++] = slot;
      }
      start += length + 2;
    }
    return changed;
  }

  return { decode, slots, skipped };
}

/** Takes one packet into the book and returns the slot it changed, or NO_SLOT. */
type PacketTaker = (view: DataView, start: number, length: number, receivedAt: EpochMs) => number;

function packetTaker(book: Book, skipped: Skipped): PacketTaker {
  const { columns } = book;
  const takeIndex = indexWriter(columns);
  const takeQuote = quoteWriter(columns);
  const takeFull = fullWriter(columns);
  const { receivedAt: receivedAtOf, ltp, close } = columns;

  return (view, start, length, receivedAt) => {
    if (length !== FULL && length !== QUOTE && length !== LTP && length !== INDEX_QUOTE && length !== INDEX_FULL) {
      skipped.unknownLength += 1;
      return NO_SLOT;
    }
    const token = view.getInt32(start);
    const segment = token & SEGMENT;
    if (segment === NSE_CURRENCY || segment === BSE_CURRENCY) {
      skipped.finerThanPaise += 1;
      return NO_SLOT;
    }
    const slot = book.slotOfToken(token);
    if (slot < 0) {
      skipped.unknownToken += 1;
      return NO_SLOT;
    }
    if (length === LTP || length === QUOTE) {
      // No stamp to tell them by, so the socket's order is trusted and a new day's smaller volume comes through.
      receivedAtOf[slot] = receivedAt;
      clearDepth(columns, slot);
      if (length === QUOTE) takeQuote(view, start, slot);
    } else if (!takeStamp(columns, slot, stampAt(view, start, length), receivedAt)) {
      skipped.outdated += 1;
      return NO_SLOT;
    } else if (length === FULL) takeFull(view, start, slot);
    else takeIndex(view, start, slot);
    // After the close, which an index's price is compared with.
    const price = view.getInt32(start + 4);
    if (segment === INDICES ? isIndexPrice(price, close[slot] ?? 0) : isPrice(price)) ltp[slot] = price;
    else skipped.unbelievable += 1;
    return slot;
  };
}

type Writer = (view: DataView, start: number, slot: number) => void;

/** Unlike traded instruments, an index sends high and low before the open. */
function indexWriter({ open, high, low, close }: BookColumns): Writer {
  return (view, start, slot) => {
    high[slot] = priceAt(view, start + 8);
    low[slot] = priceAt(view, start + 12);
    open[slot] = priceAt(view, start + 16);
    close[slot] = priceAt(view, start + 20);
  };
}

/** What quote and full packets share. Quantities are read unsigned: they may pass 2³¹. */
function tradedWriter(columns: BookColumns): Writer {
  const { lastQty, averagePrice, buyQty, sellQty, open, high, low, close } = columns;
  return (view, start, slot) => {
    lastQty[slot] = view.getUint32(start + 8);
    averagePrice[slot] = priceAt(view, start + 12);
    buyQty[slot] = view.getUint32(start + 20);
    sellQty[slot] = view.getUint32(start + 24);
    open[slot] = priceAt(view, start + 28);
    high[slot] = priceAt(view, start + 32);
    low[slot] = priceAt(view, start + 36);
    close[slot] = priceAt(view, start + 40);
  };
}

function quoteWriter(columns: BookColumns): Writer {
  const { volume } = columns;
  const takeTraded = tradedWriter(columns);
  return (view, start, slot) => {
    takeTraded(view, start, slot);
    volume[slot] = view.getUint32(start + 16);
  };
}

function fullWriter(columns: BookColumns): Writer {
  const { lastTradeAt, oiHigh, oiLow } = columns;
  const takeTraded = tradedWriter(columns);
  const takeDepth = depthWriter(columns);
  return (view, start, slot) => {
    takeTraded(view, start, slot);
    takeDepth(view, start + 64, slot);
    takeVolume(columns, slot, view.getUint32(start + 16));
    lastTradeAt[slot] = view.getUint32(start + 44) * SECOND;
    takeOi(columns, slot, view.getUint32(start + 48));
    oiHigh[slot] = view.getUint32(start + 52);
    oiLow[slot] = view.getUint32(start + 56);
  };
}

/** Written out: with constant offsets the compiler checks the bounds once, and it cannot decide not to inline. */
function depthWriter({ depthQty, depthPrice, depthOrders }: BookColumns): Writer {
  return (view, start, slot) => {
    const level = slot * 2 * DEPTH;
    depthQty[level] = view.getUint32(start);
    depthPrice[level] = view.getInt32(start + 4);
    depthOrders[level] = view.getUint16(start + 8);
    depthQty[level + 1] = view.getUint32(start + 12);
    depthPrice[level + 1] = view.getInt32(start + 16);
    depthOrders[level + 1] = view.getUint16(start + 20);
    depthQty[level + 2] = view.getUint32(start + 24);
    depthPrice[level + 2] = view.getInt32(start + 28);
    depthOrders[level + 2] = view.getUint16(start + 32);
    depthQty[level + 3] = view.getUint32(start + 36);
    depthPrice[level + 3] = view.getInt32(start + 40);
    depthOrders[level + 3] = view.getUint16(start + 44);
    depthQty[level + 4] = view.getUint32(start + 48);
    depthPrice[level + 4] = view.getInt32(start + 52);
    depthOrders[level + 4] = view.getUint16(start + 56);
    depthQty[level + 5] = view.getUint32(start + 60);
    depthPrice[level + 5] = view.getInt32(start + 64);
    depthOrders[level + 5] = view.getUint16(start + 68);
    depthQty[level + 6] = view.getUint32(start + 72);
    depthPrice[level + 6] = view.getInt32(start + 76);
    depthOrders[level + 6] = view.getUint16(start + 80);
    depthQty[level + 7] = view.getUint32(start + 84);
    depthPrice[level + 7] = view.getInt32(start + 88);
    depthOrders[level + 7] = view.getUint16(start + 92);
    depthQty[level + 8] = view.getUint32(start + 96);
    depthPrice[level + 8] = view.getInt32(start + 100);
    depthOrders[level + 8] = view.getUint16(start + 104);
    depthQty[level + 9] = view.getUint32(start + 108);
    depthPrice[level + 9] = view.getInt32(start + 112);
    depthOrders[level + 9] = view.getUint16(start + 116);
  };
}

/** Zero for the kinds that carry none. */
function stampAt(view: DataView, start: number, length: number): EpochMs {
  if (length === FULL) return view.getUint32(start + 60) * SECOND;
  return length === INDEX_FULL ? view.getUint32(start + 28) * SECOND : 0;
}

/** A price in paise, which is how the segments we keep send it; a negative one is not known. */
function priceAt(view: DataView, offset: number): number {
  const price = view.getInt32(offset);
  return price > 0 ? price : 0;
}
