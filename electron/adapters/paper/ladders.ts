import type { Book } from '#shared/domain/book';
import { DEPTH, type BookColumns } from '#shared/domain/book-columns';
import type { InstrumentId } from '#shared/domain/instrument';
import { EMPTY_LADDER, type Ladder, type Level } from '#shared/domain/matching/ladder';
import { paise, qty } from '#shared/domain/units';

/** The units on offer to our orders: what the market shows, less what they took since it last spoke. */
export interface Ladders {
  of(id: InstrumentId): Ladder;
  /** Leaves `ladder` to those who come next, until the market speaks again. */
  leave(id: InstrumentId, ladder: Ladder): void;
}

interface Left {
  readonly receivedAt: number;
  readonly ladder: Ladder;
}

/** Where depth is not received, the last price stands for both sides: as much as anybody asks for, and no better. */
const UNBOUNDED = qty(Number.MAX_SAFE_INTEGER);

export function createLadders(book: Book): Ladders {
  const left = new Map<InstrumentId, Left>();
  const { columns } = book;

  function of(id: InstrumentId): Ladder {
    const slot = book.slotOf(id);
    if (slot === undefined || columns.ltp[slot] === 0) return EMPTY_LADDER;
    const known = left.get(id);
    return known && known.receivedAt === columns.receivedAt[slot] ? known.ladder : shown(columns, slot);
  }

  return {
    of,
    leave: (id, ladder) => {
      const slot = book.slotOf(id);
      if (slot !== undefined) left.set(id, { receivedAt: columns.receivedAt[slot] ?? 0, ladder });
    },
  };
}

function shown(columns: BookColumns, slot: number): Ladder {
  const from = slot * 2 * DEPTH;
  const bids = levels(columns, from);
  const asks = levels(columns, from + DEPTH);
  if (bids.length > 0 || asks.length > 0) return { bids, asks };
  const last = [{ price: paise(columns.ltp[slot] ?? 0), qty: UNBOUNDED, orders: 1 }];
  return { bids: last, asks: last };
}

function levels({ depthPrice, depthQty, depthOrders }: BookColumns, from: number): Level[] {
  const found: Level[] = [];
  for (let level = from; level < from + DEPTH; level++) {
    const price = depthPrice[level] ?? 0;
    const units = depthQty[level] ?? 0;
    if (price > 0 && units > 0) found.push({ price: paise(price), qty: qty(units), orders: depthOrders[level] ?? 0 });
  }
  return found;
}
