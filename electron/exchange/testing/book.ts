import { istAt } from '#shared/domain/time';
import { rupees, type EpochMs, type Paise } from '#shared/domain/units';
import { Faults } from '../faults/faults';
import { readDay } from '../market/day-files';
import { readRequest, type Form } from '../orders/intake';
import type { BookOrder } from '../orders/order';
import { EMPTY_BOOK, Venue } from '../venue';

const day = readDay('resources/days/2026-08-18');

/** A venue whose clock stands still; the test moves market time. */
export function aVenue(clock = '11:15', openingCash: Paise = rupees(10_000_000)) {
  const faults = new Faults();
  const marketAt = istAt(day.manifest.date, clock);
  const start = {
    day,
    seed: 1,
    clock: { marketAt, speed: 1, isPaused: true },
    processedAt: marketAt,
    nextId: 1,
    book: EMPTY_BOOK,
  };
  const venue = new Venue(start, { monotonic: () => 0, userId: 'DM0001', openingCash, faults });
  return { venue, faults };
}

export const CALL = 'NIFTY2681824200CE';
export const PUT = 'NIFTY2681824200PE';

/** A buy of one lot at ₹30, unless said otherwise. */
export function form(overrides: Form = {}): Form {
  const base = { exchange: 'NFO', tradingsymbol: CALL, transaction_type: 'BUY', order_type: 'LIMIT', price: '30' };
  return { ...base, quantity: '65', product: 'NRML', validity: 'DAY', ...overrides };
}

export function at(clock: string): EpochMs {
  return istAt(day.manifest.date, clock);
}

/** Places what intake accepts; throws its words otherwise. */
export function place(venue: Venue, overrides: Form = {}): BookOrder {
  const request = readRequest(form(overrides), venue.market, venue.processedAt);
  if (!request.ok) throw new Error(request.error.message);
  return venue.book.place(request.value, venue.processedAt);
}

export function last(venue: Venue, id: string): BookOrder {
  const order = venue.book.history(id).at(-1);
  if (!order) throw new Error(`No order ${id}`);
  return order;
}

export function quoteOf(venue: Venue, symbol = CALL) {
  const token = venue.market.listing(`NFO:${symbol}`)?.token ?? 0;
  const quote = venue.market.quote(token, venue.processedAt);
  if (!quote) throw new Error(`No quote of ${symbol}`);
  return quote;
}
