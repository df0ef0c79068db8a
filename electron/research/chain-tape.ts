import type { Book } from '#shared/domain/book';
import type { Future, Instrument, InstrumentId, Option } from '#shared/domain/instrument';
import { markDoubt, markPrice } from '#shared/domain/options/chain-quotes';
import { forwardFromParity } from '#shared/domain/options/forward';
import type { Quote } from '#shared/domain/quote';
import { nearestPaise, paise, qty, toTick, type EpochMs, type Paise, type Qty } from '#shared/domain/units';
import type { Tape } from './recording';
import { askOf, bidOf, PLENTY, type Slippage } from './slippage';

/** One contract in one snapshot. A bid or offer of null was not recorded, of zero nobody made. */
export interface ChainRow {
  readonly option: Option;
  readonly ltp: Paise;
  readonly bid: Paise | null;
  readonly ask: Paise | null;
  readonly volume: Qty;
  readonly oi: Qty;
  /** Open interest at the previous close, where it was told. */
  readonly oiBefore: Qty | null;
}

export interface ChainSnapshot {
  readonly at: EpochMs;
  readonly rows: readonly ChainRow[];
  /** Recorded spots by underlying. */
  readonly spots: ReadonlyMap<string, Paise>;
}

export interface ChainDay {
  readonly snapshots: readonly ChainSnapshot[];
  readonly spots: ReadonlyMap<string, { readonly spot: Instrument; readonly future: Future }>;
  readonly options: readonly Option[];
}

/** Plays snapshots as they were taken: all quotes of one moment are one frame, and nothing happens between two. */
export function layChain(day: ChainDay, book: Book, slippage: Slippage): Tape {
  const put = createPutter(book, slippage);
  const underlyings = [...day.spots].map(([name, listed]) => ({
    name,
    ...listed,
    parity: parityOf(name, day.options, book),
  }));
  return {
    frames: day.snapshots.length,
    at: (frame) => day.snapshots[frame]?.at ?? 0,
    isInside: () => false,
    write(frame, changed) {
      const snapshot = day.snapshots[frame];
      if (!snapshot) return 0;
      let count = 0;
      for (const row of snapshot.rows) changed[count++] = put(row.option, row, snapshot.at);
      for (const { name, spot, future, parity } of underlyings) {
        const forward = parity(book.quote(spot.id)?.ltp ?? 0);
        const price = snapshot.spots.get(name) ?? forward;
        if (price !== null) changed[count++] = put(spot, untraded(price), snapshot.at);
        if (forward !== null)
          changed[count++] = put(
            future,
            { ...untraded(toTick(forward, future.tickSize, 'down')), ...inStep(day.options, name, book) },
            snapshot.at,
          );
      }
      return count;
    },
  };
}

export type Prices = Omit<ChainRow, 'option'>;

function untraded(ltp: Paise): Prices {
  return { ltp, bid: null, ask: null, volume: qty(0), oi: qty(0), oiBefore: null };
}

/** Puts prices of one day into the book, with the day's extremes so far; answers the slot. */
export function createPutter(
  book: Book,
  slippage: Slippage,
): (instrument: Instrument, prices: Prices, at: EpochMs) => number {
  const days = new Map<InstrumentId, { readonly open: Paise; high: Paise; low: Paise; readonly oiReference: Qty }>();
  return (instrument, { ltp, bid, ask, volume, oi, oiBefore }, at) => {
    const day = days.get(instrument.id) ?? { open: ltp, high: ltp, low: ltp, oiReference: oiBefore ?? oi };
    days.set(instrument.id, day);
    if (ltp > day.high) day.high = ltp;
    if (ltp < day.low) day.low = ltp;
    const isTraded = instrument.kind !== 'index';
    const quote: Quote = {
      id: instrument.id,
      ltp,
      ...day,
      close: paise(0),
      volume,
      oi,
      bid: isTraded ? (bid ?? bidOf(ltp, instrument, slippage)) : paise(0),
      ask: isTraded ? (ask ?? askOf(ltp, instrument, slippage)) : paise(0),
      bidQty: qty(isTraded ? PLENTY : 0),
      askQty: qty(isTraded ? PLENTY : 0),
      exchangeAt: at,
      receivedAt: at,
    };
    book.put(quote);
    return book.slotOf(instrument.id) ?? 0;
  };
}

/** The forward of an underlying's nearest expiry as the book has its options now; null while no strike has both prices. */
function parityOf(underlying: string, all: readonly Option[], book: Book): (hint: number) => Paise | null {
  const own = all.filter((option) => option.underlying === underlying);
  const [nearest = ''] = own.map(({ expiry }) => expiry).sort();
  const options = own.filter(({ expiry }) => expiry === nearest);
  const strikes = Float64Array.from(new Set(options.map(({ strike }) => strike))).sort();
  const mark = new Float64Array(2 * strikes.length);
  const doubt = new Float64Array(2 * strikes.length);
  const cells = options.map(({ id, strike, right }) => ({
    id,
    cell: 2 * strikes.indexOf(strike) + (right === 'CE' ? 0 : 1),
  }));
  return (hint) => {
    for (const { id, cell } of cells) {
      const quote = book.quote(id);
      mark[cell] = quote ? markPrice(quote) : 0;
      doubt[cell] = quote ? markDoubt(quote) : 0;
    }
    const forward = forwardFromParity({ strikes, mark, doubt }, 1, hint);
    return forward > 0 ? nearestPaise(forward) : null;
  };
}

/** The options of an expiry day trade and stand open in thousands of millions of units, more than a book's column holds and any future has. */
const FUTURE_SHARE = 0.001;

/** A future's volume and open interest in step with what the underlying's options have together. */
function inStep(options: readonly Option[], underlying: string, book: Book): Pick<Prices, 'volume' | 'oi'> {
  let [volume, oi] = [0, 0];
  for (const option of options) {
    const quote = option.underlying === underlying ? book.quote(option.id) : null;
    volume += quote?.volume ?? 0;
    oi += quote?.oi ?? 0;
  }
  return { volume: qty(Math.round(volume * FUTURE_SHARE)), oi: qty(Math.round(oi * FUTURE_SHARE)) };
}
