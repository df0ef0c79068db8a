import type { Changes, Delta } from './delta';
import { QUOTES, STRIKES, type Packing } from './packed-rows';
import type { QuoteView, StrikeView } from './views';

/**
 * A delta as it crosses to the page. Prices are most of it: a row comes whole once, which numbers it for both ends in the order of its
 * coming, and from then on as a record of one typed array, which is copied at once where objects are copied field by field.
 */
export interface PackedDelta {
  readonly seq: number;
  /** Rows are numbered anew, beginning with this delta. */
  readonly isFresh: boolean;
  /** Rows as they are: all but those of the records. */
  readonly changes: Changes;
  readonly quotes: Records;
  readonly strikes: Records;
}

export interface Records {
  readonly numbers: Uint32Array;
  /** As many for each row as its `Packing` is wide. */
  readonly values: Float64Array;
}

/** The sending end of one page. A page that begins anew knows no number, and needs another packer. */
export function createPacker(): (delta: Delta) => PackedDelta {
  const quotes = new Numbered<QuoteView>(QUOTES);
  const strikes = new Numbered<StrikeView>(STRIKES);
  let isFresh = true;
  return ({ seq, changes }) => {
    const quote = quotes.pack(changes.quotes);
    const strike = strikes.pack(changes.strikes);
    const whole = withRows(changes, { quotes: quote.whole, strikes: strike.whole });
    const packed = { seq, isFresh, changes: whole, quotes: quote.records, strikes: strike.records };
    isFresh = false;
    return packed;
  };
}

/** The receiving end: gives the delta as it was, or null when its rows were numbered before this end began to listen. */
export function createUnpacker(): (packed: PackedDelta) => Delta | null {
  let known: { readonly quotes: Numbered<QuoteView>; readonly strikes: Numbered<StrikeView> } | null = null;
  return ({ seq, isFresh, changes, quotes, strikes }) => {
    if (isFresh) known = { quotes: new Numbered(QUOTES), strikes: new Numbered(STRIKES) };
    if (known === null) return null;
    const rows = {
      quotes: known.quotes.unpack(changes.quotes, quotes),
      strikes: known.strikes.unpack(changes.strikes, strikes),
    };
    return { seq, changes: withRows(changes, rows) };
  };
}

/** A table without changes is left out: whoever folds the delta keeps the one it has. */
function withRows(
  { quotes: _quotes, strikes: _strikes, ...others }: Changes,
  rows: Required<Pick<Changes, 'quotes' | 'strikes'>>,
): Changes {
  return {
    ...others,
    ...(hasRows(rows.quotes) && { quotes: rows.quotes }),
    ...(hasRows(rows.strikes) && { strikes: rows.strikes }),
  };
}

function hasRows(rows: object): boolean {
  return Object.keys(rows).length > 0;
}

type Rows<Row> = Record<string, Row | null>;

/** Rows by the number they got when they first came whole. Both ends count alike, so that no number is ever told. */
class Numbered<Row> {
  private readonly packing: Packing<Row>;
  private readonly numbers = new Map<string, number>();
  private readonly keys: string[] = [];
  /** Each as it came whole the last time. */
  private readonly wholes: Row[] = [];

  constructor(packing: Packing<Row>) {
    this.packing = packing;
  }

  pack(rows: Readonly<Rows<Row>> = {}): { readonly whole: Rows<Row>; readonly records: Records } {
    const { width, write } = this.packing;
    const whole: Rows<Row> = {};
    const all = Object.entries(rows);
    const numbers = new Uint32Array(all.length);
    const values = new Float64Array(all.length * width);
    let count = 0;
    for (const [key, row] of all) {
      const number = row === null ? null : this.numberFor(key, row);
      if (row === null || number === null) {
        whole[key] = row;
        this.keep(key, row);
      } else {
        numbers[count] = number;
        write(values, count * width, row);
        count += 1;
      }
    }
    // Cut to its own memory: a view would be sent with all that is behind it.
    const records = { numbers: numbers.slice(0, count), values: values.slice(0, count * width) };
    return { whole, records };
  }

  unpack(rows: Readonly<Rows<Row>> = {}, { numbers, values }: Records): Rows<Row> {
    const all = { ...rows };
    for (const [key, row] of Object.entries(rows)) this.keep(key, row);
    numbers.forEach((number, index) => {
      const [key, whole] = [this.keys[number], this.wholes[number]];
      if (key === undefined || whole === undefined) throw new RangeError(`No row has the number ${number}`);
      all[key] = this.packing.read(values, index * this.packing.width, whole);
    });
    return all;
  }

  /** The number under which a row goes as a record; null when it has to go whole. */
  private numberFor(key: string, row: Row): number | null {
    const number = this.numbers.get(key);
    const whole = number === undefined ? undefined : this.wholes[number];
    return number !== undefined && whole !== undefined && this.packing.fits(row, whole) ? number : null;
  }

  private keep(key: string, row: Row | null): void {
    if (row === null) return;
    const number = this.numbers.get(key) ?? this.keys.length;
    this.numbers.set(key, number);
    this.keys[number] = key;
    this.wholes[number] = row;
  }
}
