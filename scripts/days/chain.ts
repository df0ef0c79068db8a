import { istAt, istDate, DAY } from '#shared/domain/time';
import { delta, impliedVolatility, type OptionInputs } from './black76';
import { field, numberOf } from './read-source';

export interface SnapshotRow {
  readonly at: number;
  readonly underlying: string;
  readonly expiry: string;
  readonly strike: number;
  readonly right: 'CE' | 'PE';
  readonly spot: number;
  readonly ltp: number;
  readonly volume: number;
  readonly oi: number;
}

/** One contract on the shared timeline of its underlying. Absent rows repeat the last one: nothing traded. */
export interface Contract {
  readonly underlying: string;
  readonly expiry: string;
  readonly strike: number;
  readonly right: 'CE' | 'PE';
  /** Index on the timeline of the first snapshot that lists it. */
  readonly first: number;
  readonly ltp: readonly number[];
  readonly volume: readonly number[];
  readonly oi: readonly number[];
}

export interface Chain {
  readonly underlying: string;
  readonly times: readonly number[];
  readonly spot: readonly number[];
  readonly contracts: readonly Contract[];
}

export function snapshotRow(record: Record<string, string>): SnapshotRow {
  const right = field(record, 'option_type');
  if (right !== 'CE' && right !== 'PE') throw new Error(`Expected CE or PE, found "${right}"`);
  return {
    at: Date.parse(field(record, 'timestamp')),
    underlying: field(record, 'underlying'),
    expiry: field(record, 'expiry'),
    strike: numberOf(record, 'strike'),
    right,
    spot: numberOf(record, 'spot'),
    ltp: numberOf(record, 'ltp'),
    volume: numberOf(record, 'volume'),
    oi: numberOf(record, 'oi'),
  };
}

function contractOf(rows: readonly SnapshotRow[], times: readonly number[]): Contract {
  const byTime = new Map(rows.map((row) => [row.at, row]));
  const first = times.findIndex((at) => byTime.has(at));
  let last = byTime.get(times[first] ?? NaN);
  if (!last) throw new Error('Expected a contract with at least one row');
  const { underlying, expiry, strike, right } = last;
  const [ltp, volume, oi]: [number[], number[], number[]] = [[], [], []];
  for (const at of times.slice(first)) {
    const row = byTime.get(at);
    // A day's volume cannot shrink: a smaller one is a stale answer, so its price and OI are stale too.
    if (row && row.volume >= last.volume) last = row;
    ltp.push(last.ltp);
    volume.push(last.volume);
    oi.push(last.oi);
  }
  return { underlying, expiry, strike, right, first, ltp, volume, oi };
}

export function chainsOf(rows: readonly SnapshotRow[]): readonly Chain[] {
  const underlyings = [...new Set(rows.map((row) => row.underlying))];
  return underlyings.map((underlying) => {
    const own = rows.filter((row) => row.underlying === underlying);
    const spotAt = new Map(own.map((row) => [row.at, row.spot]));
    const times = [...spotAt.keys()].sort((a, b) => a - b);
    const groups = new Map<string, SnapshotRow[]>();
    for (const row of own) {
      const key = `${row.expiry} ${row.strike} ${row.right}`;
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
    return {
      underlying,
      times,
      spot: times.map((at) => spotAt.get(at) ?? NaN),
      contracts: [...groups.values()].map((group) => contractOf(group, times)),
    };
  });
}

const YEAR = 365 * DAY;

/** Years to the close of trading (15:30) on the expiry, at least two minutes. */
export function yearsTo(expiry: string, at: number): number {
  return Math.max(istAt(expiry, '15:30') - at, 120_000) / YEAR;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

export interface Term {
  readonly forward: readonly number[];
  readonly atmIv: readonly number[];
}

/** Per snapshot: the forward by put-call parity (median of the five strikes nearest the spot) and the ATM volatility. */
export function termStructure(chain: Chain, expiry: string): Term {
  const calls = chain.contracts.filter((c) => c.expiry === expiry && c.right === 'CE');
  const puts = new Map(
    chain.contracts.filter((c) => c.expiry === expiry && c.right === 'PE').map((c) => [c.strike, c]),
  );
  const forward: number[] = [];
  const atmIv: number[] = [];
  chain.times.forEach((at, index) => {
    const spot = chain.spot[index] ?? NaN;
    const pairs = calls
      .map((call) => ({ strike: call.strike, call: call.ltp[index - call.first], put: puts.get(call.strike) }))
      .flatMap(({ strike, call, put }) => {
        const other = put?.ltp[index - put.first];
        return call !== undefined && other !== undefined ? [{ strike, call, put: other }] : [];
      })
      .sort((a, b) => Math.abs(a.strike - spot) - Math.abs(b.strike - spot))
      .slice(0, 5);
    const implied = median(pairs.map((pair) => pair.strike + pair.call - pair.put));
    const atm = pairs[0];
    if (!atm) throw new Error(`Expected calls and puts of ${expiry} at ${istDate(at)}`);
    const option = { forward: implied, strike: atm.strike, years: yearsTo(expiry, at), right: 'CE' as const };
    const put = { ...option, right: 'PE' as const };
    forward.push(implied);
    atmIv.push((impliedVolatility(option, atm.call) + impliedVolatility(put, atm.put)) / 2);
  });
  return { forward, atmIv };
}

export function optionAt(contract: Contract, at: number, forward: number): OptionInputs {
  return { forward, strike: contract.strike, years: yearsTo(contract.expiry, at), right: contract.right };
}

/** Delta in whole percent per snapshot, from the expiry's forward and ATM volatility. */
export function deltas(contract: Contract, times: readonly number[], term: Term): number[] {
  return contract.ltp.map((_, offset) => {
    const index = contract.first + offset;
    const option = optionAt(contract, times[index] ?? NaN, term.forward[index] ?? NaN);
    return Math.round(100 * delta(option, term.atmIv[index] ?? NaN));
  });
}
