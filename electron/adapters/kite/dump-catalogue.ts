import type { Catalogue } from '#shared/domain/catalogue';
import type { Equity, Future, Index, Instrument, InstrumentId, Option, Right } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import { createTokenIndex, type TokenIndex } from '#shared/domain/token-index';
import { paise, type Paise } from '#shared/domain/units';
import { FIELD, hashOf, KINDS, type DumpRows } from './dump-rows';

/**
 * A catalogue over the rows of a dump, made in steps of about a millisecond. Of its hundred thousand instruments a day touches some
 * hundreds: one becomes an object when it is first asked for, a chain is put in order when it is first looked at. Of two rows with one id
 * the later counts.
 */
export function* catalogueInSteps(rows: DumpRows): Generator<void, Catalogue> {
  const ids = new RowIds(rows);
  for (let row = 0; row < rows.length; row += 1) {
    ids.add(row);
    if (row % STEP_ROWS === 0) yield;
  }
  const contracts = new Contracts(rows);
  for (let row = 0; row < rows.length; row += 1) {
    if (!ids.outdone.has(row)) contracts.add(row);
    if (row % STEP_ROWS === 0) yield;
  }
  return new DumpCatalogue(rows, ids, contracts);
}

const STEP_ROWS = 8_192;
const FUTURE = KINDS.indexOf('future');
const CALL = KINDS.indexOf('CE');

class DumpCatalogue implements Catalogue {
  private readonly rows: DumpRows;
  private readonly ids: RowIds;
  private readonly contracts: Contracts;
  private readonly made = new Map<number, Instrument>();
  private readonly names: readonly string[];
  private readonly sortedExpiries: ReadonlyMap<string, readonly IstDate[]>;

  constructor(rows: DumpRows, ids: RowIds, contracts: Contracts) {
    this.rows = rows;
    this.ids = ids;
    this.contracts = contracts;
    this.names = [...contracts.chains.keys()].sort();
    this.sortedExpiries = new Map([...contracts.chains].map(([name, chains]) => [name, [...chains.keys()].sort()]));
  }

  get size(): number {
    return this.rows.length - this.ids.outdone.size;
  }

  get(id: InstrumentId): Instrument | undefined {
    const row = this.ids.find(id);
    return row === undefined ? undefined : this.at(row);
  }

  underlyings(): readonly string[] {
    return this.names;
  }

  expiries(underlying: string): readonly IstDate[] {
    return this.sortedExpiries.get(underlying) ?? [];
  }

  strikes(underlying: string, expiry: IstDate): readonly Paise[] {
    return this.contracts.chains.get(underlying)?.get(expiry)?.strikes ?? [];
  }

  option(underlying: string, expiry: IstDate, strike: Paise, right: Right): Option | undefined {
    const row = this.contracts.chains.get(underlying)?.get(expiry)?.rowOf(strike, right);
    const instrument = row === undefined ? undefined : this.at(row);
    return instrument?.kind === 'option' ? instrument : undefined;
  }

  futures(underlying: string): readonly Future[] {
    return (this.contracts.futures.get(underlying) ?? [])
      .map((row) => this.at(row))
      .filter((instrument) => instrument.kind === 'future')
      .sort((a, b) => a.expiry.localeCompare(b.expiry));
  }

  *cash(): Generator<Index | Equity> {
    for (const row of this.live()) {
      if (this.rows.get(row, FIELD.kind) >= FUTURE) continue;
      const instrument = this.at(row);
      if (instrument.kind === 'index' || instrument.kind === 'equity') yield instrument;
    }
  }

  *all(): Generator<Instrument> {
    for (const row of this.live()) yield this.at(row);
  }

  private *live(): Generator<number> {
    for (let row = 0; row < this.rows.length; row += 1) if (!this.ids.outdone.has(row)) yield row;
  }

  private at(row: number): Instrument {
    const known = this.made.get(row);
    if (known) return known;
    const instrument = this.rows.instrument(row);
    this.made.set(row, instrument);
    return instrument;
  }
}

/** Which rows are the futures and the options of what. */
class Contracts {
  readonly chains = new Map<string, Map<IstDate, Chain>>();
  readonly futures = new Map<string, number[]>();
  private readonly rows: DumpRows;
  /** Contracts of one chain follow each other, so that it is rarely looked for. */
  private last: { readonly chain: Chain; readonly underlying: number; readonly expiry: number } | null = null;

  constructor(rows: DumpRows) {
    this.rows = rows;
  }

  add(row: number): void {
    const kind = this.rows.get(row, FIELD.kind);
    if (kind > FUTURE) this.chainOf(row).rows.push(row);
    else if (kind === FUTURE) {
      const name = this.rows.underlyingOf(row);
      const rows = this.futures.get(name) ?? [];
      this.futures.set(name, rows);
      rows.push(row);
    }
  }

  private chainOf(row: number): Chain {
    const underlying = this.rows.get(row, FIELD.underlying);
    const expiry = this.rows.get(row, FIELD.expiry);
    if (this.last?.underlying !== underlying || this.last.expiry !== expiry)
      this.last = { chain: this.found(row), underlying, expiry };
    return this.last.chain;
  }

  private found(row: number): Chain {
    const [underlying, expiry] = [this.rows.underlyingOf(row), this.rows.expiryOf(row)];
    const expiries = this.chains.get(underlying) ?? new Map<IstDate, Chain>();
    this.chains.set(underlying, expiries);
    const chain = expiries.get(expiry) ?? new Chain(this.rows);
    expiries.set(expiry, chain);
    return chain;
  }
}

/** The options of one expiry; what they are by strike is found out when it is first asked. */
class Chain {
  readonly rows: number[] = [];
  private readonly dump: DumpRows;
  private sorted: { readonly strikes: readonly Paise[]; readonly rows: ReadonlyMap<number, number> } | null = null;

  constructor(dump: DumpRows) {
    this.dump = dump;
  }

  get strikes(): readonly Paise[] {
    return this.inOrder().strikes;
  }

  rowOf(strike: Paise, right: Right): number | undefined {
    return this.inOrder().rows.get(2 * strike + (right === 'CE' ? 0 : 1));
  }

  private inOrder() {
    if (this.sorted !== null) return this.sorted;
    const { dump } = this;
    const key = (row: number): number => 2 * dump.get(row, FIELD.strike) + (dump.get(row, FIELD.kind) === CALL ? 0 : 1);
    const distinct = new Set(this.rows.map((row) => paise(dump.get(row, FIELD.strike))));
    this.sorted = {
      strikes: [...distinct].sort((a, b) => a - b),
      rows: new Map(this.rows.map((row) => [key(row), row])),
    };
    return this.sorted;
  }
}

/** Finds rows by id. A hash serves as the key; where two ids have the same one, the later takes the next that is free. */
class RowIds {
  /** Rows whose id came again. */
  readonly outdone = new Set<number>();
  private readonly rows: DumpRows;
  private readonly index: TokenIndex;

  constructor(rows: DumpRows) {
    this.rows = rows;
    this.index = createTokenIndex(rows.length);
  }

  find(id: InstrumentId): number | undefined {
    for (let key = hashOf(id); ; key = (key + 1) | 0) {
      const row = this.index.find(key);
      if (row < 0) return undefined;
      if (this.rows.isId(row, id)) return row;
    }
  }

  add(row: number): void {
    let key = this.rows.hash(row);
    for (let other = this.index.find(key); other >= 0; other = this.index.find(key)) {
      if (this.rows.isId(other, this.rows.instrument(row).id)) {
        this.outdone.add(other);
        break;
      }
      key = (key + 1) | 0;
    }
    this.index.set(key, row);
  }
}
