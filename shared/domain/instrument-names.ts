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

/** The last kind of names: those of shares without contracts. Before it come indices, and shares with contracts. */
const SHARES = 2;

/** The names of a day's instruments. Contracts are not in it: the catalogue has them by underlying. */
export class NameIndex {
  private readonly byKey = new Map<string, NamedInstruments>();
  /** By kind, the likelier first, and by the length of the name, because the shortest of those that match is the likeliest. */
  private readonly kinds: readonly NamedInstruments[][][] = [[], [], []];
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

  add(instrument: Index | Equity): void {
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

  /** What goes by exactly this name. */
  cashOf(name: string): readonly Instrument[] {
    return this.byKey.get(name)?.cash ?? [];
  }

  /** Those whose name is, begins with or contains `name`, in that order. */
  ranked(name: string): Generator<NamedInstruments> {
    return this.rankedOf(this.kinds, name);
  }

  /** The same of those that have options. */
  *rankedContracts(name: string): Generator<NamedInstruments> {
    for (const each of this.rankedOf(this.kinds.slice(0, SHARES), name)) if (each.underlying !== null) yield each;
  }

  /** Those that a trading symbol may begin with. */
  contractsOf(symbol: string): readonly NamedInstruments[] {
    return this.contracts.filter(({ key }) => symbol.length > key.length && symbol.startsWith(key));
  }

  private *rankedOf(kinds: NameIndex['kinds'], name: string): Generator<NamedInstruments> {
    const exact = this.byKey.get(name);
    if (exact) yield exact;
    const within: NamedInstruments[] = [];
    // Lazily: the first letter of a name is in thousands, and thirty are shown.
    for (const all of kinds.flatMap((byLength) => byLength.slice(name.length + 1))) {
      for (const named of all) {
        const at = named.key.indexOf(name);
        if (at === 0) yield named;
        else if (at > 0) within.push(named);
      }
    }
    yield* within;
  }

  private named(key: string, about: Pick<NamedInstruments, 'underlying' | 'isIndex'>): NamedInstruments {
    const found = this.byKey.get(key);
    if (found) return found;
    const named = { key, ...about, cash: [] };
    this.byKey.set(key, named);
    const byLength = this.kinds[about.isIndex ? 0 : about.underlying === null ? SHARES : 1] ?? [];
    while (byLength.length <= key.length) byLength.push([]);
    byLength[key.length]?.push(named);
    return named;
  }
}

function list({ cash }: NamedInstruments, instrument: Index | Equity): void {
  if (instrument.exchange === 'NSE') cash.unshift(instrument);
  else cash.push(instrument);
}
