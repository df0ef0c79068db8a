import { parse as parseCsv } from 'csv-parse/sync';
import { instrumentId, type Exchange, type Instrument } from '#shared/domain/instrument';
import { paise, qty } from '#shared/domain/units';

/** What a dump of instruments held. */
export interface Dump {
  readonly instruments: readonly Instrument[];
  /** Rows of our exchanges that could not be understood: the first ones, and how many more. */
  readonly faults: readonly string[];
}

/** Takes the dump in pieces of any size, so that a hundred thousand rows never hold up the desk. */
export interface DumpParser {
  push(text: string): void;
  /** Throws an Error when the text was no complete dump. */
  finish(): Dump;
}

/** Null for a row that no program can take apart. */
function fieldsOf(row: string): readonly string[] | null {
  try {
    const [fields = []]: string[][] = parseCsv(row, { relax_column_count: true, relax_quotes: true });
    return fields;
  } catch {
    // One row of a hundred thousand must not cost the day's instruments.
    return null;
  }
}

export function createDumpParser(): DumpParser {
  return new Parser();
}

const HEADER =
  'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange';
const COLUMNS = HEADER.split(',');
const [TOKEN, SYMBOL, NAME, EXPIRY, STRIKE, TICK, LOT, TYPE, SEGMENT, EXCHANGE] = [
  0, 2, 3, 5, 6, 7, 8, 9, 10, 11,
] as const;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOST_FAULTS = 20;

class Parser implements DumpParser {
  private readonly instruments: Instrument[] = [];
  private readonly faults: string[] = [];
  private faultCount = 0;
  private line = 0;
  /** The beginning of a row whose end has not come yet. */
  private rest = '';
  /** Where each field of the row at hand begins; the last entry is one past its end. Reused: an array a row would cost most of the time. */
  private readonly starts = new Int32Array(COLUMNS.length + 1);
  /** Underlyings and expiries repeat by the thousand and are kept once; mostly the next row has those of the one before. */
  private readonly names = new Map<string, string>();
  private readonly lastNames = new Map<number, string>();

  push(text: string): void {
    const whole = this.rest + text;
    let from = 0;
    // Looked for once a piece: there is hardly ever one, and to find that out anew in each row would be most of the work.
    let quote = whole.indexOf('"');
    for (let end = whole.indexOf('\n'); end >= 0; end = whole.indexOf('\n', from)) {
      const isCrLf = end > from && whole.charCodeAt(end - 1) === CARRIAGE_RETURN;
      if (quote >= 0 && quote < from) quote = whole.indexOf('"', from);
      this.row(whole, from, isCrLf ? end - 1 : end, quote >= 0 && quote < end);
      from = end + 1;
    }
    this.rest = whole.slice(from);
  }

  finish(): Dump {
    if (this.line === 0) throw new Error('The dump of instruments is empty');
    if (this.rest !== '') throw new Error(`The dump of instruments breaks off in line ${this.line + 1}`);
    const more = this.faultCount - this.faults.length;
    return { instruments: this.instruments, faults: more > 0 ? [...this.faults, `and ${more} more`] : this.faults };
  }

  private row(text: string, from: number, to: number, isQuoted: boolean): void {
    this.line += 1;
    if (this.line === 1) {
      const header = text.slice(from, to);
      if (header !== HEADER)
        throw new Error(`Expected a dump of instruments with the columns ${HEADER}, found ${header.slice(0, 200)}`);
    } else if (from < to) this.plainRow(text, from, to, isQuoted);
  }

  private plainRow(text: string, from: number, to: number, isQuoted: boolean): void {
    const { starts } = this;
    starts[0] = from;
    let field = 0;
    for (let comma = text.indexOf(',', from); comma >= 0 && comma < to; comma = text.indexOf(',', comma + 1)) {
      field += 1;
      if (field < COLUMNS.length) starts[field] = comma + 1;
    }
    starts[COLUMNS.length] = to + 1;
    if (field === COLUMNS.length - 1) this.take(text);
    else if (isQuoted) this.quotedRow(text.slice(from, to));
    else this.fault(`expected ${COLUMNS.length} fields, found ${field + 1}`);
  }

  /** Rare, and slow: a company's name with a comma in it. Kite quotes every name, and most hold none. Nothing we keep holds one, so a space may stand in. */
  private quotedRow(row: string): void {
    const fields = fieldsOf(row);
    if (fields === null) return this.fault('its quotes do not close');
    const plain = fields.map((field) => field.replaceAll(',', ' ')).join(',');
    this.plainRow(plain, 0, plain.length, false);
  }

  /** Objects are written out field by field: spreading one into another would double what the garbage collector carries. */
  private take(text: string): void {
    const exchange = EXCHANGES.find((each) => this.isField(text, EXCHANGE, each)) ?? null;
    if (exchange === null) return;
    const id = instrumentId(exchange, this.field(text, SYMBOL));
    const token = wholeIn(text, this.from(TOKEN), this.to(TOKEN));
    const tick = paiseIn(text, this.from(TICK), this.to(TICK));
    const lot = wholeIn(text, this.from(LOT), this.to(LOT));
    if (!(token > 0)) return this.fault(`${id} has no token`);
    if (!(tick >= 0) || !(lot >= 0)) return this.fault(`the tick or lot size of ${id} is no number`);
    // Cut from the id, so that the piece of text the row stood in can be let go.
    const symbol = id.slice(exchange.length + 1);
    const tickSize = paise(tick);
    const lotSize = qty(lot);
    const type = this.field(text, TYPE);
    if (this.isField(text, SEGMENT, 'INDICES')) {
      this.instruments.push({ kind: 'index', id, exchange, symbol, token, tickSize, lotSize });
    } else if (tick === 0 || lot === 0) {
      this.fault(`${id} has no tick or lot size`);
    } else if (type === 'EQ') {
      this.instruments.push({ kind: 'equity', id, exchange, symbol, token, tickSize, lotSize });
    } else {
      const underlying = this.name(text, NAME);
      const expiry = this.name(text, EXPIRY);
      const strike = paiseIn(text, this.from(STRIKE), this.to(STRIKE));
      if (underlying === '' || !DATE.test(expiry)) this.fault(`${id} has no underlying or no expiry`);
      else if (type === 'FUT') {
        this.instruments.push({ kind: 'future', id, exchange, symbol, token, tickSize, lotSize, underlying, expiry });
      } else if ((type === 'CE' || type === 'PE') && strike > 0) {
        this.instruments.push({
          kind: 'option',
          id,
          exchange,
          symbol,
          token,
          tickSize,
          lotSize,
          underlying,
          expiry,
          strike: paise(strike),
          right: type,
        });
      } else this.fault(`${id} has no strike, or its type ${type} is unknown`);
    }
  }

  private from(field: number): number {
    return this.starts[field] ?? 0;
  }

  private to(field: number): number {
    return (this.starts[field + 1] ?? 0) - 1;
  }

  /** Without the quotes that may stand around it. */
  private field(text: string, field: number): string {
    const [from, to] = [this.from(field), this.to(field)];
    return text.charCodeAt(from) === QUOTE ? text.slice(from + 1, to - 1) : text.slice(from, to);
  }

  private isField(text: string, field: number, word: string): boolean {
    const quotes = text.charCodeAt(this.from(field)) === QUOTE ? 1 : 0;
    const from = this.from(field) + quotes;
    return this.to(field) - quotes - from === word.length && text.startsWith(word, from);
  }

  private name(text: string, field: number): string {
    const last = this.lastNames.get(field);
    if (last !== undefined && this.isField(text, field, last)) return last;
    const found = this.field(text, field);
    const name = this.names.get(found) ?? found;
    this.names.set(name, name);
    this.lastNames.set(field, name);
    return name;
  }

  private fault(what: string): void {
    this.faultCount += 1;
    if (this.faults.length < MOST_FAULTS) this.faults.push(`Line ${this.line} of the instruments: ${what}`);
  }
}

/** Ours, those with the most rows first; the others are of commodities and currencies. */
const EXCHANGES = ['NFO', 'BFO', 'BSE', 'NSE'] as const satisfies readonly Exchange[];

const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const ZERO = 48;
const NINE = 57;
const POINT = 46;

/** A whole number without sign, NaN for anything else; empty counts as zero, as the dump has it for what does not apply. */
function wholeIn(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at);
    if (digit < ZERO || digit > NINE) return Number.NaN;
    value = value * 10 + digit - ZERO;
  }
  return value;
}

/** Rupees such as '0.05' or '26000' in paise, read digit by digit because a binary fraction would need rounding; NaN for anything finer. */
function paiseIn(text: string, from: number, to: number): number {
  let point = from;
  while (point < to && text.charCodeAt(point) !== POINT) point++;
  const rupees = wholeIn(text, from, point);
  if (point >= to) return rupees * 100;
  const decimals = Math.min(to, point + 3);
  const paise = wholeIn(text, point + 1, decimals) * (decimals - point === 2 ? 10 : 1);
  return wholeIn(text, decimals, to) === 0 ? rupees * 100 + paise : Number.NaN;
}
