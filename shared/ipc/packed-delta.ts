import { NumberedRows } from './numbered-rows';
import type { Changes, Delta } from './delta';
import { QUOTES, STRIKES } from './packed-rows';
import { KnownFields, type ChangedFields } from './changed-fields';
import type { ChainView, DeskView, QuoteView, StrikeView } from './views';

/**
 * A delta as it crosses to the page. Prices are most of it: a row comes whole once, which numbers it for both ends in the order of its
 * coming, and from then on as a record of one typed array, which is copied at once where objects are copied field by field. Of the few
 * rows that are long and hardly change, the fields that changed.
 */
export interface PackedDelta {
  readonly seq: number;
  /** Rows are numbered anew, beginning with this delta. */
  readonly isFresh: boolean;
  /** Rows as they are: all but those of the records and fields. */
  readonly changes: Changes;
  readonly desk: ChangedFields<DeskView>;
  readonly chains: ChangedFields<ChainView>;
  /** How many of the records are quotes; they come first. One array, because each costs as much again as its bytes. */
  readonly quoteCount: number;
  readonly records: Float64Array;
}

/** The sending end of one page. A page that begins anew knows no row, and needs another packer. */
export function createPacker(): (delta: Delta) => PackedDelta {
  const known = knownRows();
  let isFresh = true;
  return ({ seq, changes: { quotes, strikes, desk, chains, ...others } }) => {
    const quote = known.quotes.divide(quotes);
    const strike = known.strikes.divide(strikes);
    const deskRow = known.desk.divide(desk);
    const chain = known.chains.divide(chains);
    const records = new Float64Array(known.quotes.room(quote.known) + known.strikes.room(strike.known));
    known.strikes.write(records, known.quotes.write(records, 0, quote.known), strike.known);
    const whole = { quotes: quote.whole, strikes: strike.whole, desk: deskRow.whole, chains: chain.whole };
    const packed = {
      seq,
      isFresh,
      changes: { ...others, ...withRows(whole) },
      desk: deskRow.fields,
      chains: chain.fields,
      quoteCount: quote.known.length,
      records,
    };
    isFresh = false;
    return packed;
  };
}

/** The receiving end: gives the delta as it was, or null when its rows were numbered before this end began to listen. */
export function createUnpacker(): (packed: PackedDelta) => Delta | null {
  let known: ReturnType<typeof knownRows> | null = null;
  return ({ seq, isFresh, changes, desk, chains, quoteCount, records }) => {
    if (isFresh) known = knownRows();
    if (known === null) return null;
    const quotesEnd = quoteCount * known.quotes.width;
    const rows = {
      quotes: known.quotes.read(changes.quotes, records, 0, quotesEnd),
      strikes: known.strikes.read(changes.strikes, records, quotesEnd, records.length),
      desk: known.desk.join(changes.desk, desk),
      chains: known.chains.join(changes.chains, chains),
    };
    return { seq, changes: { ...changes, ...withRows(rows) } };
  };
}

function knownRows() {
  return {
    quotes: new NumberedRows<QuoteView>(QUOTES),
    strikes: new NumberedRows<StrikeView>(STRIKES),
    desk: new KnownFields<DeskView>(),
    chains: new KnownFields<ChainView>(),
  };
}

/** A table without changes is left out: whoever folds the delta keeps the one it has. */
function withRows(tables: Changes): Changes {
  return Object.fromEntries(Object.entries(tables).filter(([, rows]) => Object.keys(rows).length > 0));
}
