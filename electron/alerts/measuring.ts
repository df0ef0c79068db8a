import type { DeskSession } from '#electron/runner/desk-session';
import { watchChain } from '#electron/runner/watching';
import type { Names } from '#shared/domain/alert-words';
import type { Measure } from '#shared/domain/alerts';
import { nameOf } from '#shared/domain/instrument-name';
import type { InstrumentId } from '#shared/domain/instrument';
import { symbolOf } from '#shared/domain/words';
import { chainKey, type Tables } from '#shared/ipc/views';

/** Makes sure that what a rule measures is subscribed and computed. */
export function follow(session: DeskSession, measure: Measure): void {
  if (measure.kind === 'pnl') return;
  if (measure.kind === 'price' || measure.kind === 'oi-change') {
    const listed = session.wiring.catalogue.get(measure.instrument);
    if (!listed) return;
    session.want(listed.id);
    // An option's open interest of yesterday is asked for where its chain is.
    if (measure.kind === 'oi-change' && listed.kind === 'option') watchChain(session, listed.underlying, listed.expiry);
    return;
  }
  const expiry = expiryOf(measure, session.snapshot().tables);
  if (expiry !== null) watchChain(session, measure.underlying, expiry);
}

/** The value of a measure now; null while it is not known. Of prices it makes no object: it is asked at each of them. */
export function measured({ wiring: { book } }: DeskSession, tables: Tables, measure: Measure): number | null {
  switch (measure.kind) {
    case 'price':
      return columnAt(book.columns.ltp, book.slotOf(measure.instrument)) || null;
    case 'oi-change': {
      const slot = book.slotOf(measure.instrument);
      const yesterday = columnAt(book.columns.oiReference, slot);
      // Zero is what nobody knows: a contract of today had no yesterday.
      return yesterday > 0 ? columnAt(book.columns.oi, slot) - yesterday : null;
    }
    case 'pnl':
      return measure.instance === null ? tables.desk.desk.pnl.net : (tables.instances[measure.instance]?.pnl ?? null);
    case 'straddle':
    case 'pcr':
    case 'atm-iv': {
      const expiry = expiryOf(measure, tables);
      const chain = expiry === null ? undefined : tables.chains[chainKey(measure.underlying, expiry)];
      return chain?.[FIGURES[measure.kind]] ?? null;
    }
  }
}

/** Zero of an instrument that is not in the book, as of one without a price. */
function columnAt(column: { readonly [slot: number]: number }, slot: number | undefined): number {
  return slot === undefined ? 0 : (column[slot] ?? 0);
}

const FIGURES = { straddle: 'straddle', pcr: 'pcrOi', 'atm-iv': 'atmIv' } as const;

function expiryOf(measure: Extract<Measure, { underlying: string }>, { desk: { desk } }: Tables): string | null {
  return measure.expiry ?? desk.underlyings.find(({ name }) => name === measure.underlying)?.expiries[0] ?? null;
}

/** What instruments and strategies are called in the desk of the moment. */
export function namesIn(session: DeskSession | null): Names {
  return {
    instrument(id) {
      // An id of a rule is what an instrument's id was when the rule was made.
      return session ? nameOf(id as InstrumentId, session.wiring.catalogue) : symbolOf(id as InstrumentId);
    },
    instance: (id) => session?.desk.instances.get(id)?.name ?? 'a strategy that was removed',
  };
}
