import type { Ladder } from '#shared/domain/matching/ladder';
import { EMPTY_LADDER } from '#shared/domain/matching/ladder';
import { istAt, type IstDate } from '#shared/domain/time';
import { nearestPaise, paise, type EpochMs, type Paise } from '#shared/domain/units';
import type { RecordedDay } from './day-files';
import { sums, type SeriesRecord } from './day-format';
import { DayRangeTracker, type DayRange } from './day-range';
import { modelDepth } from './depth';
import { parseListings, type Listing } from './listings';
import { PricePath, type TapePoint } from './price-path';
import { STEP, Timeline } from './timeline';

/** Everything a quote shows at one instant. Prices in paise, quantities in units. */
export interface MarketQuote {
  readonly listing: Listing;
  readonly tape: TapePoint;
  readonly range: DayRange;
  /** The previous day's. */
  readonly close: Paise;
  readonly depth: Ladder;
  readonly at: EpochMs;
}

interface Traded {
  readonly listing: Listing;
  readonly path: PricePath;
  readonly range: DayRangeTracker;
  latest: MarketQuote | null;
}

export interface Session {
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
  readonly squareOffAt: EpochMs;
}

/** One recorded day as a market: what each instrument shows at any instant of it. */
export class Market {
  readonly date: IstDate;
  readonly session: Session;
  readonly recordedFrom: EpochMs;
  readonly recordedTo: EpochMs;
  readonly listings: readonly Listing[];
  readonly day: RecordedDay;
  readonly #seed: number;
  readonly #byId = new Map<string, Listing>();
  readonly #traded = new Map<number, Traded>();
  readonly #spots = new Map<string, Listing>();

  constructor(day: RecordedDay, seed: number) {
    const { manifest } = day;
    this.day = day;
    this.#seed = seed;
    this.date = manifest.date;
    this.session = {
      opensAt: istAt(this.date, manifest.session.opensAt),
      closesAt: istAt(this.date, manifest.session.closesAt),
      squareOffAt: istAt(this.date, manifest.session.squareOffAt),
    };
    this.recordedFrom = istAt(this.date, manifest.recordedFrom);
    this.recordedTo = istAt(this.date, manifest.recordedTo);
    this.listings = parseListings(day.instrumentsCsv);
    for (const listing of this.listings) this.#byId.set(listing.id, listing);
    this.#addPaths(seed);
  }

  listing(id: string): Listing | undefined {
    return this.#byId.get(id);
  }

  /** The listing of a recorded instrument. */
  listingOf(token: number): Listing | undefined {
    return this.#traded.get(token)?.listing;
  }

  path(token: number): PricePath | undefined {
    return this.#traded.get(token)?.path;
  }

  get tokens(): readonly number[] {
    return [...this.#traded.keys()];
  }

  /** The index a derivative is settled against: 'NIFTY' → NSE:NIFTY 50. */
  spotOf(underlying: string): Listing | undefined {
    return this.#spots.get(underlying);
  }

  /** Null for an instrument that was not recorded on this day, or not yet listed. */
  quote(token: number, at: EpochMs): MarketQuote | null {
    const traded = this.#traded.get(token);
    const onGrid = Math.floor(at / STEP) * STEP;
    if (traded?.latest?.at === onGrid) return traded.latest;
    const point = traded?.path.at(onGrid);
    if (!traded || !point) return null;
    traded.latest = {
      listing: traded.listing,
      tape: point,
      range: traded.range.at(onGrid),
      close: paise(traded.path.record.previousClose),
      // The depth is a function of the last quote change alone.
      depth: traded.latest?.tape.quotedAt === point.quotedAt ? traded.latest.depth : this.#depth(traded.listing, point),
      at: onGrid,
    };
    return traded.latest;
  }

  /** The mean last price of the 30 seconds before, the reference of the limit price protection. */
  recentAverage(token: number, at: EpochMs): Paise | null {
    const path = this.#traded.get(token)?.path;
    if (!path) return null;
    let [sum, count] = [0, 0];
    for (let second = 0; second < 30; second++) {
      const point = path.at(at - second * 1000);
      if (!point) break;
      sum += point.ltp;
      count += 1;
    }
    return count === 0 ? null : nearestPaise(sum / count);
  }

  #depth(listing: Listing, point: TapePoint): Ladder {
    if (listing.lotSize === 0) return EMPTY_LADDER;
    const { token, tickSize, lotSize } = listing;
    return modelDepth(point, { seed: this.#seed, token, tickSize, lotSize, isFuture: listing.type === 'FUT' });
  }

  #addPaths(seed: number): void {
    const { drivers, series } = this.day.market;
    const timelines = new Map(drivers.map((driver) => [driver.underlying, new Timeline(driver, this.date, seed)]));
    const levels = new Map(
      series.filter((one) => one.kind === 'index').map((one) => [one.underlying, sums(one.ltp)[0] ?? 0]),
    );
    for (const record of series) {
      const timeline = timelines.get(record.underlying);
      const listing = this.#byId.get(`${record.exchange}:${record.symbol}`);
      if (!timeline || !listing) throw new Error(`The recorded day lacks a listing or a timeline for ${record.symbol}`);
      this.#add(
        record,
        listing,
        new PricePath(record, timeline, { seed, underlyingPrice: levels.get(record.underlying) ?? 0 }),
      );
    }
  }

  #add(record: SeriesRecord, listing: Listing, path: PricePath): void {
    this.#traded.set(record.token, { listing, path, range: new DayRangeTracker(path), latest: null });
    if (record.kind === 'index') this.#spots.set(record.underlying, listing);
  }
}
