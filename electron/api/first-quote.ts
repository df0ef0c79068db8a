import type { DeskSession } from '#electron/runner/desk-session';
import type { InstrumentId } from '#shared/domain/instrument';
import type { Quote } from '#shared/domain/quote';

/** Wall-clock time that the exchange gets to send a first price. */
const PATIENCE_MS = 2_500;

/** The instrument's quote, waited for when nobody has asked for it before; null when none comes. */
export function firstQuote(session: DeskSession, id: InstrumentId): Promise<Quote | null> {
  const { book } = session.wiring;
  session.want(id);
  const known = book.quote(id);
  if (known) return Promise.resolve(known);
  return new Promise((resolve) => {
    const end = (): void => {
      stop();
      clearTimeout(patience);
      resolve(book.quote(id));
    };
    const patience = setTimeout(end, PATIENCE_MS);
    const stop = session.onDelta(() => {
      if (book.quote(id)) end();
    });
  });
}
