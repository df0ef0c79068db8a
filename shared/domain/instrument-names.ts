import type { Catalogue } from './catalogue';
import type { Equity, Index, Instrument, InstrumentId } from './instrument';
import { compact } from './instrument-query';
import { UNDERLYINGS } from './underlyings';

/** A name that instruments go by: the symbol of a share or an index, or an underlying's. */
export interface NamedInstruments {
  /** As `compact` has it. */
  readonly key: string;
  /** The underlying as contracts name it, or null where there are none. */
  readonly underlying: string | null;
  readonly isIndex: boolean;
  /** The exchange where more is traded first. */
  readonly cash: (Index | Equity)[];
}

const NO_MATCH = 9;

/** The names of a day's instruments. Contracts are not in it: the catalogue has them by underlying. */
export class NameIndex {
  private readonly byKey = new Map<string, NamedInstruments>();
  /** By the length of the name, because the shortest of those that match is the likeliest. */
  private readonly byLength: NamedInstruments[][] = [];
  private readonly contracts: readonly NamedInstruments[];
  private readonly indices: readonly NamedInstruments[];
  private readonly spots: ReadonlyMap<InstrumentId, string>;

  constructor(catalogue: Catalogue) {
    const traded = new Set(catalogue.underlyings());
    const indices = UNDERLYINGS.filter(({ name }) => traded.has(name));
    const isIndex = (name: string): boolean => indices.some((known) => known.name === name);
    this.spots = new Map(indices.map(({ name, spot }) => [spot, name]));
    this.contracts = [...traded]
      .map((name) => this.named(compact(name), { underlying: name, isIndex: isIndex(name) }))
      .sort((a, b) => a.key.length - b.key.length);
    this.indices = this.contracts.filter((each) => each.isIndex);
  }

  add(instrument: Instrument): void {
    if (instrument.kind !== 'index' && instrument.kind !== 'equity') return;
    const underlying = this.spots.get(instrument.id) ?? null;
    const isIndex = instrument.kind === 'index';
    list(this.named(compact(instrument.symbol), { underlying, isIndex }), instrument);
    // 'NIFTY 50' is what a person means who types NIFTY, and 'NIFTY BANK' is BANKNIFTY.
    if (underlying !== null) list(this.named(compact(underlying), { underlying, isIndex }), instrument);
  }

  /** The indices that have options. */
  known(): readonly NamedInstruments[] {
    return this.indices;
  }

  /** Those whose name is, begins with or contains `name`, in that order; of each the shortest first. */
  *ranked(name: string): Generator<NamedInstruments> {
    yield* inOrder(name, this.byLength.slice(name.length));
  }

  /** The same of those that have options. */
  *rankedContracts(name: string): Generator<NamedInstruments> {
    yield* inOrder(name, [this.contracts]);
  }

  /** Those that a trading symbol may begin with. */
  contractsOf(symbol: string): readonly NamedInstruments[] {
    return this.contracts.filter(({ key }) => symbol.length > key.length && symbol.startsWith(key));
  }

  private named(key: string, about: Pick<NamedInstruments, 'underlying' | 'isIndex'>): NamedInstruments {
    const found = this.byKey.get(key);
    if (found) return found;
    const named = { key, ...about, cash: [] };
    this.byKey.set(key, named);
    while (this.byLength.length <= key.length) this.byLength.push([]);
    this.byLength[key.length]?.push(named);
    return named;
  }
}

function* inOrder(name: string, lists: readonly (readonly NamedInstruments[])[]): Generator<NamedInstruments> {
  const byRank: NamedInstruments[][] = Array.from({ length: NO_MATCH }, () => []);
  for (const all of lists) for (const named of all) byRank[rankOf(named, name)]?.push(named);
  for (const named of byRank) yield* named;
}

function list({ cash }: NamedInstruments, instrument: Index | Equity): void {
  if (instrument.exchange === 'NSE') cash.unshift(instrument);
  else cash.push(instrument);
}

function rankOf({ key, isIndex, underlying }: NamedInstruments, name: string): number {
  const at = key.indexOf(name);
  if (at < 0) return NO_MATCH;
  const place = at > 0 ? 6 : key.length > name.length ? 3 : 0;
  return place + (isIndex ? 0 : underlying === null ? 2 : 1);
}
