import { instrumentId, type Exchange, type Instrument, type InstrumentId } from '#shared/domain/instrument';
import { paise, qty } from '#shared/domain/units';

/** Ours; the others are of commodities and currencies. A row has the place of its exchange in here. */
export const EXCHANGES = ['NSE', 'BSE', 'NFO', 'BFO'] as const satisfies readonly Exchange[];

/** Of an id, what stands before its symbol: every exchange of ours has three letters. */
const ID_PREFIX = 'NSE:'.length;

/** FNV-1a (Fowler, Noll, Vo), 32 bits, signed. */
export function hashOf(id: string): number {
  let hash = FNV_BASIS;
  for (let at = 0; at < id.length; at += 1) hash = mixed(hash, id.charCodeAt(at));
  return hash;
}

function mixed(hash: number, letter: number): number {
  return Math.imul(hash ^ letter, FNV_PRIME);
}

const FNV_BASIS = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
const PREFIX_HASHES = EXCHANGES.map((exchange) => hashOf(`${exchange}:`));

/** A row has the place of its kind in here. */
export const KINDS = ['index', 'equity', 'future', 'CE', 'PE'] as const;

/** Places in the record of a row. */
export const FIELD = {
  kind: 0,
  exchange: 1,
  token: 2,
  /** In paise. */
  tick: 3,
  /** In units. */
  lot: 4,
  /** In paise. Of an option only, as the two below are of contracts only. */
  strike: 5,
  /** Places among the dump's names. */
  underlying: 6,
  expiry: 7,
  /** Where the symbol stands in the dump's bytes. */
  symbolFrom: 8,
  symbolTo: 9,
} as const;
const WIDTH = 10;

type Field = (typeof FIELD)[keyof typeof FIELD];

/** A row of a dump has twelve fields, and none that is worth keeping is shorter. */
const SHORTEST_ROW = 24;

/**
 * The instruments of a dump, each a record of whole numbers. Symbols stay where they are, in its bytes; underlyings and expiries are kept
 * once each.
 */
export class DumpRows {
  readonly names: string[] = [];
  length = 0;
  private readonly bytes: Buffer;
  /** Room for any dump of that size: what is never written to takes no memory. */
  private readonly records: Int32Array;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.records = new Int32Array(Math.ceil(bytes.length / SHORTEST_ROW) * WIDTH);
  }

  /** Of the row at hand, which is the one behind the last until `keep` is called. */
  set(field: Field, value: number): void {
    this.records[this.length * WIDTH + field] = value;
  }

  keep(): void {
    this.length += 1;
  }

  get(row: number, field: Field): number {
    return this.records[row * WIDTH + field] ?? 0;
  }

  /** As an object, made anew at each call. Throws RangeError for a row that is not there. */
  instrument(row: number): Instrument {
    const kind = KINDS[this.get(row, FIELD.kind)];
    const exchange = EXCHANGES[this.get(row, FIELD.exchange)];
    if (kind === undefined || exchange === undefined || row >= this.length)
      throw new RangeError(`The dump has ${this.length} rows, none with the number ${row}`);
    const symbol = this.bytes.toString('latin1', this.get(row, FIELD.symbolFrom), this.get(row, FIELD.symbolTo));
    const id = instrumentId(exchange, symbol);
    const token = this.get(row, FIELD.token);
    const tickSize = paise(this.get(row, FIELD.tick));
    const lotSize = qty(this.get(row, FIELD.lot));
    const listed = { id, exchange, symbol, token, tickSize, lotSize };
    if (kind === 'index' || kind === 'equity') return { kind, ...listed };
    const contract = { ...listed, underlying: this.underlyingOf(row), expiry: this.expiryOf(row) };
    if (kind === 'future') return { kind, ...contract };
    return { kind: 'option', ...contract, strike: paise(this.get(row, FIELD.strike)), right: kind };
  }

  underlyingOf(row: number): string {
    return this.names[this.get(row, FIELD.underlying)] ?? '';
  }

  expiryOf(row: number): string {
    return this.names[this.get(row, FIELD.expiry)] ?? '';
  }

  /** Of the row's id, as `hashOf` has it. */
  hash(row: number): number {
    const to = this.get(row, FIELD.symbolTo);
    let hash = PREFIX_HASHES[this.get(row, FIELD.exchange)] ?? 0;
    for (let at = this.get(row, FIELD.symbolFrom); at < to; at += 1) hash = mixed(hash, this.bytes[at] ?? 0);
    return hash;
  }

  /** Whether the row is the instrument of this id, compared letter by letter where it stands: symbols are ASCII. */
  isId(row: number, id: InstrumentId): boolean {
    const from = this.get(row, FIELD.symbolFrom);
    const exchange = EXCHANGES[this.get(row, FIELD.exchange)];
    const length = this.get(row, FIELD.symbolTo) - from;
    if (exchange === undefined || id.length !== ID_PREFIX + length || !id.startsWith(exchange)) return false;
    for (let at = 0; at < length; at += 1) if (this.bytes[from + at] !== id.charCodeAt(ID_PREFIX + at)) return false;
    return true;
  }
}
