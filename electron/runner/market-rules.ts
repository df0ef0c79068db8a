import type { Book } from '#shared/domain/book';
import { phaseAt } from '#shared/domain/calendar';
import type { Catalogue } from '#shared/domain/catalogue';
import { freezeQty } from '#shared/domain/matching/freeze';
import { segmentOf } from '#shared/domain/segment';
import { istDate } from '#shared/domain/time';
import type { Market } from '#shared/engine/core';

/** The market as the engine asks for it: quotes from the book, hours from the calendar, freeze limits of the date. */
export function marketOf(book: Book, catalogue: Catalogue): Market {
  return {
    quoteOf: book.quote,
    catalogue,
    isOpen: (instrument, at) => phaseAt(at, segmentOf(instrument)) === 'open',
    freezeQty: (instrument, at) =>
      instrument.kind === 'option' || instrument.kind === 'future'
        ? freezeQty(instrument.underlying, istDate(at))
        : null,
  };
}
