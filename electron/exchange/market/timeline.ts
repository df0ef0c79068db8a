import { DAY, startOfDay, type IstDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { sums, type DriverRecord } from './day-format';
import { bridge, seeded } from './noise';

/** The market is a function of time on this grid, in milliseconds. */
export const STEP = 250;

const TRADING_SECONDS_A_YEAR = 252 * 375 * 60;

/** Where an instant lies between two snapshots. */
export interface Place {
  readonly interval: number;
  /** Steps since the interval began. */
  readonly offset: number;
}

/** The snapshots of one underlying, and its modelled wandering between them. */
export class Timeline {
  readonly underlying: string;
  /** When each snapshot was taken. */
  readonly times: readonly EpochMs[];
  readonly #volatility: Float64Array;
  readonly #seed: number;
  readonly #wander = new Map<number, Float64Array>();
  readonly #widest = new Map<number, { readonly low: number; readonly high: number }>();

  constructor(record: DriverRecord, date: IstDate, seed: number) {
    const midnight = startOfDay(date);
    this.underlying = record.underlying;
    this.times = [...sums(record.times)].map((second) => midnight + second * 1000);
    this.#volatility = sums(record.volatility);
    this.#seed = seed;
  }

  get from(): EpochMs {
    return this.times[0] ?? 0;
  }

  get to(): EpochMs {
    return this.times.at(-1) ?? 0;
  }

  /** Steps in an interval; the last snapshot begins one that never ends, in which nothing moves. */
  steps(interval: number): number {
    const end = this.times[interval + 1] ?? (this.times[interval] ?? 0) + DAY;
    return Math.round((end - (this.times[interval] ?? 0)) / STEP);
  }

  isLast(interval: number): boolean {
    return interval >= this.times.length - 1;
  }

  /** Null before the first snapshot. */
  place(at: EpochMs): Place | null {
    if (at < this.from) return null;
    let [low, high] = [0, this.times.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.times[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { interval: low, offset: Math.floor((at - (this.times[low] ?? 0)) / STEP) };
  }

  /** How far the underlying strays from the straight line at each step of the interval, as a fraction of its price. */
  wander(interval: number): Float64Array {
    const known = this.#wander.get(interval);
    if (known) return known;
    const yearly = (this.#volatility[interval] ?? 0) / 10_000;
    const deviation = yearly * Math.sqrt(STEP / 1000 / TRADING_SECONDS_A_YEAR);
    const made = bridge(seeded(this.#seed, nameHash(this.underlying), interval), this.steps(interval), deviation);
    this.#wander.set(interval, made);
    return made;
  }

  /** The ends of the wander of an interval; it is 0 at both its snapshots. */
  widest(interval: number): { readonly low: number; readonly high: number } {
    const known = this.#widest.get(interval);
    if (known) return known;
    const wander = this.wander(interval);
    const made = { low: Math.min(...wander), high: Math.max(...wander) };
    this.#widest.set(interval, made);
    return made;
  }
}

function nameHash(name: string): number {
  let hash = 7;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash, 31) + name.charCodeAt(index);
  return hash;
}
