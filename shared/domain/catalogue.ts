import type { Equity, Future, Index, Instrument, InstrumentId, Option, Right } from './instrument';
import type { IstDate } from './time';
import type { Paise } from './units';

/** The day's instruments, indexed. Everything about lots, ticks, strikes and expiries is asked here. */
export interface Catalogue {
  readonly size: number;
  get(id: InstrumentId): Instrument | undefined;
  /** Underlyings that have options, sorted by name. */
  underlyings(): readonly string[];
  /** Ascending; empty for an unknown underlying. */
  expiries(underlying: string): readonly IstDate[];
  /** Ascending; empty for an unknown chain. */
  strikes(underlying: string, expiry: IstDate): readonly Paise[];
  option(underlying: string, expiry: IstDate, strike: Paise, right: Right): Option | undefined;
  /** Ascending by expiry. */
  futures(underlying: string): readonly Future[];
  /** Indices and shares. */
  cash(): Iterable<Index | Equity>;
  all(): Iterable<Instrument>;
}

interface Chain {
  readonly strikes: Paise[];
  readonly options: ReadonlyMap<Right, Map<Paise, Option>>;
}

export function createCatalogue(instruments: Iterable<Instrument>): Catalogue {
  const byId = new Map<InstrumentId, Instrument>();
  const chains = new Map<string, Map<IstDate, Chain>>();
  const futures = new Map<string, Future[]>();
  for (const instrument of instruments) {
    byId.set(instrument.id, instrument);
    if (instrument.kind === 'option') addOption(chains, instrument);
    if (instrument.kind === 'future') listIn(futures, instrument.underlying).push(instrument);
  }
  for (const expiries of chains.values()) for (const chain of expiries.values()) chain.strikes.sort((a, b) => a - b);
  for (const list of futures.values()) list.sort((a, b) => a.expiry.localeCompare(b.expiry));
  const sortedExpiries = new Map([...chains].map(([name, expiries]) => [name, [...expiries.keys()].sort()]));
  const names = [...chains.keys()].sort();

  return {
    size: byId.size,
    get: (id) => byId.get(id),
    underlyings: () => names,
    expiries: (underlying) => sortedExpiries.get(underlying) ?? [],
    strikes: (underlying, expiry) => chains.get(underlying)?.get(expiry)?.strikes ?? [],
    option: (underlying, expiry, strike, right) => chains.get(underlying)?.get(expiry)?.options.get(right)?.get(strike),
    futures: (underlying) => futures.get(underlying) ?? [],
    cash: () => [...byId.values()].filter((each) => each.kind === 'index' || each.kind === 'equity'),
    all: () => byId.values(),
  };
}

/** Its futures and options. */
export function* contractsOf(catalogue: Catalogue, underlying: string): Generator<Future | Option> {
  yield* catalogue.futures(underlying);
  for (const expiry of catalogue.expiries(underlying)) {
    for (const strike of catalogue.strikes(underlying, expiry)) {
      for (const right of ['CE', 'PE'] as const) {
        const option = catalogue.option(underlying, expiry, strike, right);
        if (option) yield option;
      }
    }
  }
}

function addOption(chains: Map<string, Map<IstDate, Chain>>, option: Option): void {
  const { underlying, expiry, strike, right } = option;
  const expiries = chains.get(underlying) ?? new Map<IstDate, Chain>();
  if (expiries.size === 0) chains.set(underlying, expiries);
  const chain = expiries.get(expiry) ?? newChain();
  if (chain.strikes.length === 0) expiries.set(expiry, chain);
  const isListed = chain.options.get('CE')?.has(strike) === true || chain.options.get('PE')?.has(strike) === true;
  if (!isListed) chain.strikes.push(strike);
  chain.options.get(right)?.set(strike, option);
}

function newChain(): Chain {
  const options = new Map<Right, Map<Paise, Option>>([
    ['CE', new Map()],
    ['PE', new Map()],
  ]);
  return { strikes: [], options };
}

function listIn<T>(map: Map<string, T[]>, key: string): T[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
