import type { Catalogue } from '#shared/domain/catalogue';
import { catalogueInSteps } from './dump-catalogue';
import { DumpRows, EXCHANGES, FIELD, KINDS } from './dump-rows';

/** What a dump of instruments held. */
export interface Dump {
  readonly catalogue: Catalogue;
  /** Rows of our exchanges that could not be understood: the first ones, and how many more. */
  readonly faults: readonly string[];
}

/**
 * Takes a dump apart and indexes it in steps of about a millisecond, so that a hundred thousand rows never hold up the desk. The bytes are
 * kept as long as the catalogue, and must not change. Throws an Error where they are no complete dump.
 */
export function* dumpInSteps(bytes: Uint8Array): Generator<void, Dump> {
  const reader = new Reader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  while (reader.step()) yield;
  const { rows, faults } = reader.finish();
  return { catalogue: yield* catalogueInSteps(rows), faults };
}

/** The whole dump at once. Throws an Error when it is no complete one. */
export function readDump(bytes: Uint8Array): Dump {
  const steps = dumpInSteps(bytes);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const HEADER =
  'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange';
const COLUMNS = HEADER.split(',').length;
const [TOKEN, SYMBOL, NAME, EXPIRY, STRIKE, TICK, LOT, TYPE, SEGMENT, EXCHANGE] = [
  0, 2, 3, 5, 6, 7, 8, 9, 10, 11,
] as const;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOST_FAULTS = 20;
const STEP_BYTES = 256 * 1024;

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const COMMA = 44;
const POINT = 46;
const ZERO = 48;
const NINE = 57;

class Reader {
  private readonly bytes: Buffer;
  /** Behind the last line that is whole. */
  private readonly end: number;
  private readonly rows: DumpRows;
  private readonly faults: string[] = [];
  private faultCount = 0;
  private line = 0;
  private at = 0;
  /** Where the fields of the row at hand begin and end, without the quotes around them. Reused: arrays a line would cost most of the time. */
  private readonly starts = new Int32Array(COLUMNS);
  private readonly ends = new Int32Array(COLUMNS);
  private readonly underlyings: NameColumn;
  private readonly expiries: NameColumn;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.end = bytes.lastIndexOf(NEWLINE) + 1;
    this.rows = new DumpRows(bytes);
    this.underlyings = new NameColumn(bytes, this.rows.names, (name) => name !== '');
    this.expiries = new NameColumn(bytes, this.rows.names, (name) => DATE.test(name));
  }

  /** Reads on for about a millisecond; false when all is read. */
  step(): boolean {
    const until = Math.min(this.end, this.at + STEP_BYTES);
    while (this.at < until) this.readLine();
    return this.at < this.end;
  }

  /** After the last step: what was read, or an Error when the text was not complete. */
  finish(): { readonly rows: DumpRows; readonly faults: readonly string[] } {
    if (this.bytes.length === 0) throw new Error('The dump of instruments is empty');
    if (this.line === 0) this.checkHeader(0, this.bytes.length);
    if (this.end < this.bytes.length) throw new Error(`The dump of instruments breaks off in line ${this.line + 1}`);
    const more = this.faultCount - this.faults.length;
    const faults = more > 0 ? [...this.faults, `and ${more} more`] : this.faults;
    return { rows: this.rows, faults };
  }

  private readLine(): void {
    const from = this.at;
    const fields = this.split();
    const end = this.at;
    this.at += 1;
    this.line += 1;
    if (this.line === 1) this.checkHeader(from, end);
    else if (fields === COLUMNS) this.take();
    else if (end - from > 1) this.fault(`expected ${COLUMNS} fields, found ${fields}`);
  }

  /** Goes to the end of a line and returns how many fields it has. */
  private split(): number {
    for (let field = 0; ; field += 1) {
      this.goBehind(field);
      const byte = this.bytes[this.at];
      if (byte === NEWLINE) return field + 1;
      this.at += 1;
    }
  }

  /** Takes note of a field, and goes to the comma or the end of the line behind it. */
  private goBehind(field: number): void {
    const { bytes } = this;
    if (bytes[this.at] === QUOTE) {
      const end = this.endOfQuotes(this.at + 1);
      const behind = bytes[end] === QUOTE ? end + 1 : end;
      this.note(field, this.at + 1, end);
      this.at = bytes[behind] === CARRIAGE_RETURN ? behind + 1 : behind;
      return;
    }
    let at = this.at;
    let byte = bytes[at];
    while (byte !== COMMA && byte !== NEWLINE) byte = bytes[(at += 1)];
    const hasReturn = byte === NEWLINE && at > this.at && bytes[at - 1] === CARRIAGE_RETURN;
    this.note(field, this.at, hasReturn ? at - 1 : at);
    this.at = at;
  }

  /** A row of too many fields is none of ours, so that those beyond need no room. */
  private note(field: number, from: number, to: number): void {
    this.starts[field] = from;
    this.ends[field] = to;
  }

  /** Where the quotes close, which is at one that ends the field or the line, or where the line ends. Two in a row are one of the name. */
  private endOfQuotes(from: number): number {
    const { bytes } = this;
    let at = from;
    for (; bytes[at] !== NEWLINE; at += 1) {
      if (bytes[at] !== QUOTE) continue;
      const next = bytes[at + 1];
      if (next === COMMA || next === NEWLINE || next === CARRIAGE_RETURN) return at;
      if (next === QUOTE) at += 1;
    }
    return at;
  }

  private checkHeader(from: number, to: number): void {
    const header = this.bytes.toString('latin1', from, to).trimEnd();
    if (header !== HEADER)
      throw new Error(`Expected a dump of instruments with the columns ${HEADER}, found ${header.slice(0, 200)}`);
  }

  private take(): void {
    const { bytes, rows } = this;
    const exchange = EXCHANGE_CODES.indexOf(this.word(EXCHANGE));
    if (exchange < 0) return;
    const token = wholeIn(bytes, this.from(TOKEN), this.to(TOKEN));
    const tick = paiseIn(bytes, this.from(TICK), this.to(TICK));
    const lot = wholeIn(bytes, this.from(LOT), this.to(LOT));
    rows.set(FIELD.exchange, exchange);
    rows.set(FIELD.symbolFrom, this.from(SYMBOL));
    rows.set(FIELD.symbolTo, this.to(SYMBOL));
    rows.set(FIELD.token, token);
    rows.set(FIELD.tick, tick);
    rows.set(FIELD.lot, lot);
    const isIndex = this.word(SEGMENT) === INDICES_CODE && this.text(SEGMENT) === INDICES;
    if (!(token > 0)) this.faultIn('has no token');
    else if (!(tick >= 0) || !(lot >= 0)) this.faultIn('has a tick or lot size that is no number');
    else if (isIndex) this.keep(INDEX);
    else if (tick === 0 || lot === 0) this.faultIn('has no tick or lot size');
    else if (KIND_CODES.indexOf(this.word(TYPE)) === EQUITY) this.keep(EQUITY);
    else this.takeContract();
  }

  private takeContract(): void {
    const { rows } = this;
    const underlying = this.underlyings.place(this.from(NAME), this.to(NAME));
    const expiry = this.expiries.place(this.from(EXPIRY), this.to(EXPIRY));
    const strike = paiseIn(this.bytes, this.from(STRIKE), this.to(STRIKE));
    const kind = KIND_CODES.indexOf(this.word(TYPE));
    rows.set(FIELD.underlying, underlying);
    rows.set(FIELD.expiry, expiry);
    rows.set(FIELD.strike, strike);
    if (underlying === NO_NAME || expiry === NO_NAME) this.faultIn('has no underlying or no expiry');
    else if (kind === FUTURE || (kind > FUTURE && strike > 0)) this.keep(kind);
    else this.faultIn(`has no strike, or its type ${this.text(TYPE)} is unknown`);
  }

  private keep(kind: number): void {
    this.rows.set(FIELD.kind, kind);
    this.rows.keep();
  }

  private from(field: number): number {
    return this.starts[field] ?? 0;
  }

  private to(field: number): number {
    return this.ends[field] ?? 0;
  }

  private text(field: number): string {
    return this.bytes.toString('latin1', this.from(field), this.to(field));
  }

  /** As `codeOf` has it. */
  private word(field: number): number {
    const to = this.to(field);
    let code = 0;
    for (let at = this.from(field); at < to; at += 1) code = (code << 8) | (this.bytes[at] ?? 0);
    return code;
  }

  private faultIn(what: string): void {
    this.fault(`${this.text(EXCHANGE)}:${this.text(SYMBOL)} ${what}`);
  }

  private fault(what: string): void {
    this.faultCount += 1;
    if (this.faults.length < MOST_FAULTS) this.faults.push(`Line ${this.line} of the instruments: ${what}`);
  }
}

const NO_NAME = -1;

/** The names of one column, each kept once; mostly a row has that of the one before. */
class NameColumn {
  private readonly bytes: Buffer;
  private readonly names: string[];
  private readonly isName: (text: string) => boolean;
  private readonly places = new Map<string, number>();
  private last = NO_NAME;
  private lastFrom = 0;
  private lastTo = 0;

  constructor(bytes: Buffer, names: string[], isName: (text: string) => boolean) {
    this.bytes = bytes;
    this.names = names;
    this.isName = isName;
  }

  /** The place among all names of the one that stands here, or NO_NAME where none does. */
  place(from: number, to: number): number {
    if (this.last === NO_NAME || !this.isLast(from, to)) {
      const text = this.bytes.toString('latin1', from, to);
      this.last = this.places.get(text) ?? (this.isName(text) ? this.names.push(text) - 1 : NO_NAME);
      this.places.set(text, this.last);
    }
    this.lastFrom = from;
    this.lastTo = to;
    return this.last;
  }

  private isLast(from: number, to: number): boolean {
    const length = to - from;
    if (length !== this.lastTo - this.lastFrom) return false;
    for (let at = 0; at < length; at += 1) if (this.bytes[from + at] !== this.bytes[this.lastFrom + at]) return false;
    return true;
  }
}

/** The last four letters of a word as one number, which compares faster than text does. */
function codeOf(word: string): number {
  return Buffer.from(word).reduce((code, letter) => (code << 8) | letter, 0);
}

const EXCHANGE_CODES = EXCHANGES.map(codeOf);
/** As Kite calls the kinds of `KINDS`; indices it calls shares as well, of a segment of their own. */
const KIND_CODES = ['', 'EQ', 'FUT', 'CE', 'PE'].map(codeOf);
const [INDEX, EQUITY, FUTURE] = [KINDS.indexOf('index'), KINDS.indexOf('equity'), KINDS.indexOf('future')];
const INDICES = 'INDICES';
const INDICES_CODE = codeOf(INDICES);
/** What a record holds. */
const MOST = 2 ** 31 - 1;

/** A whole number without sign, NaN for anything else and beyond 2³¹; empty counts as zero, as the dump has it for what does not apply. */
function wholeIn(bytes: Buffer, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes[at] ?? 0;
    if (digit < ZERO || digit > NINE) return Number.NaN;
    value = value * 10 + digit - ZERO;
  }
  return value <= MOST ? value : Number.NaN;
}

/** Rupees such as '0.05' or '26000' in paise, read digit by digit because a binary fraction would need rounding; NaN for anything finer. */
function paiseIn(bytes: Buffer, from: number, to: number): number {
  let point = from;
  while (point < to && bytes[point] !== POINT) point++;
  const rupees = wholeIn(bytes, from, point);
  if (point >= to) return rupees * 100 <= MOST ? rupees * 100 : Number.NaN;
  const decimals = Math.min(to, point + 3);
  const paise = wholeIn(bytes, point + 1, decimals) * (decimals - point === 2 ? 10 : 1);
  const value = rupees * 100 + paise;
  return wholeIn(bytes, decimals, to) === 0 && value <= MOST ? value : Number.NaN;
}
