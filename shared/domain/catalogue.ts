import type { Future, Instrument, InstrumentId, Option, Right } from './instrument';
import type { IstDate } from './time';
import type { Paise } from './units';

/** The day's instruments, indexed. Everything about lots, ticks, strikes and expiries is asked here. */
export interface Catalogue {
  readonly size: number;
  get(id: InstrumentId): Instrument | undefined;
  byToken(token: number): Instrument | undefined;
  /** Underlyings that have options, sorted by name. */
  underlyings(): readonly string[];
  /** Ascending; empty for an unknown underlying. */
  expiries(underlying: string): readonly IstDate[];
  /** Ascending; empty for an unknown chain. */
  strikes(underlying: string, expiry: IstDate): readonly Paise[];
  option(underlying: string, expiry: IstDate, strike: Paise, right: Right): Option | undefined;
  /** Ascending by expiry. */
  futures(underlying: string): readonly Future[];
  all(): Iterable<Instrument>;
}

interface Chain {
  readonly strikes: Paise[];
  readonly options: Map<string, Option>;
}

export function createCatalogue(instruments: Iterable<Instrument>): Catalogue {
  const byId = new Map<InstrumentId, Instrument>();
  const byToken = new Map<number, Instrument>();
  const chains = new Map<string, Map<IstDate, Chain>>();
  const futures = new Map<string, Future[]>();
  for (const instrument of instruments) {
    byId.set(instrument.id, instrument);
    byToken.set(instrument.token, instrument);
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
    byToken: (token) => byToken.get(token),
    underlyings: () => names,
    expiries: (underlying) => sortedExpiries.get(underlying) ?? [],
    strikes: (underlying, expiry) => chains.get(underlying)?.get(expiry)?.strikes ?? [],
    option: (underlying, expiry, strike, right) =>
      chains.get(underlying)?.get(expiry)?.options.get(`${strike}${right}`),
    futures: (underlying) => futures.get(underlying) ?? [],
    all: () => byId.values(),
  };
}

function addOption(chains: Map<string, Map<IstDate, Chain>>, option: Option): void {
  const expiries = chains.get(option.underlying) ?? new Map<IstDate, Chain>();
  chains.set(option.underlying, expiries);
  const chain = expiries.get(option.expiry) ?? { strikes: [], options: new Map<string, Option>() };
  expiries.set(option.expiry, chain);
  if (!chain.options.has(`${option.strike}CE`) && !chain.options.has(`${option.strike}PE`))
    chain.strikes.push(option.strike);
  chain.options.set(`${option.strike}${option.right}`, option);
}

function listIn<T>(map: Map<string, T[]>, key: string): T[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
