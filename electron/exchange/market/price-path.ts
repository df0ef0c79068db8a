import type { EpochMs } from '#shared/domain/units';
import { sums, type SeriesRecord } from './day-format';
import { bridge, seeded, type Random } from './noise';
import { STEP, type Timeline } from './timeline';

/** One interval between snapshots, worked out step by step. Prices in paise, volume in lots. */
interface Table {
  readonly ltp: Int32Array;
  readonly volume: Int32Array;
  /** Step of the last trade and of the last change of the quote; −1 when it lies in an earlier interval. */
  readonly traded: Int32Array;
  readonly quoted: Int32Array;
}

/** What the tape shows at one instant. Prices in paise, volume and OI in units. */
export interface TapePoint {
  readonly ltp: number;
  readonly volume: number;
  readonly oi: number;
  readonly lastTradeAt: EpochMs;
  readonly lastQuantity: number;
  /** When the best prices last changed; also identifies the modelled depth. */
  readonly quotedAt: EpochMs;
  /** Lots a minute between the two snapshots: how busy the instrument is now. */
  readonly lotsPerMinute: number;
}

const KEPT_TABLES = 3;

/**
 * One instrument's prices through the day: exactly the recorded value at every snapshot, in between a bridge that follows
 * the underlying by the instrument's beta (an option's delta) plus a little noise of its own, moved to the tick grid.
 * It trades only in intervals whose recorded volume grew. A pure function of the seed and the instant.
 */
export class PricePath {
  readonly record: SeriesRecord;
  readonly timeline: Timeline;
  /** The recorded columns, by snapshot since `record.first`. */
  readonly #ltp: Float64Array;
  readonly #volume: Float64Array;
  readonly #oi: Float64Array;
  readonly #beta: Float64Array;
  readonly #underlyingPrice: number;
  readonly #seed: number;
  readonly #tables = new Map<number, Table>();

  constructor(record: SeriesRecord, timeline: Timeline, context: { seed: number; underlyingPrice: number }) {
    this.record = record;
    this.timeline = timeline;
    this.#ltp = sums(record.ltp);
    this.#volume = sums(record.volume);
    this.#oi = sums(record.oi);
    this.#beta = sums(record.beta);
    this.#underlyingPrice = context.underlyingPrice;
    this.#seed = context.seed;
  }

  /** The first instant at which the instrument is known. */
  get from(): EpochMs {
    return this.timeline.times[this.record.first] ?? Infinity;
  }

  /** The recorded price at a snapshot. */
  recorded(interval: number): number {
    return this.#ltp[interval - this.record.first] ?? 0;
  }

  recordedVolume(interval: number): number {
    return (this.#volume[interval - this.record.first] ?? 0) * this.record.lotSize;
  }

  /** Null before the instrument was first listed. */
  at(at: EpochMs): TapePoint | null {
    const place = this.timeline.place(at);
    if (!place || place.interval < this.record.first) return null;
    const { interval } = place;
    const table = this.#table(interval);
    const offset = Math.min(place.offset, table.ltp.length - 1);
    const volume = table.volume[offset] ?? 0;
    const traded = table.traded[offset] ?? -1;
    const quoted = Math.max(0, table.quoted[offset] ?? 0);
    const start = this.timeline.times[interval] ?? 0;
    const before = traded > 0 ? (table.volume[traded - 1] ?? 0) : volume;
    return {
      ltp: table.ltp[offset] ?? 0,
      volume: volume * this.record.lotSize,
      // As of the packet that told it last: between two of them nobody can know that it moved.
      oi: this.#oiAt(interval, quoted) * this.record.lotSize,
      lastTradeAt: traded >= 0 ? start + traded * STEP : this.#tradedBefore(interval),
      lastQuantity: Math.max(1, Math.min(20, volume - before)) * this.record.lotSize,
      quotedAt: start + quoted * STEP,
      lotsPerMinute: this.#lots(interval) / (Math.max(1, this.timeline.steps(interval)) * (STEP / 60_000)),
    };
  }

  /** The last price at every step of an interval; one entry when nothing moves in it. */
  prices(interval: number): Int32Array {
    return this.#table(interval).ltp;
  }

  /** Cumulative lots at every step, and the step of the last trade so far; as long as `prices`. */
  volumes(interval: number): Int32Array {
    return this.#table(interval).volume;
  }

  lastTrades(interval: number): Int32Array {
    return this.#table(interval).traded;
  }

  /** OI in units at a step. */
  oiAt(interval: number, offset: number): number {
    return this.#oiAt(interval, offset) * this.record.lotSize;
  }

  #table(interval: number): Table {
    const known = this.#tables.get(interval);
    if (known) return known;
    const made = this.#isStill(interval) ? this.#still(interval) : this.#moving(interval);
    if (this.#tables.size >= KEPT_TABLES) this.#tables.delete(this.#tables.keys().next().value ?? interval);
    this.#tables.set(interval, made);
    return made;
  }

  /** Nothing traded: the price waits for the next snapshot. */
  #still(interval: number): Table {
    const row = interval - this.record.first;
    return {
      ltp: Int32Array.of(this.#ltp[row] ?? 0),
      volume: Int32Array.of(this.#volume[row] ?? 0),
      traded: Int32Array.of(this.#lots(interval - 1) > 0 ? 0 : -1),
      quoted: Int32Array.of(0),
    };
  }

  #moving(interval: number): Table {
    const steps = this.timeline.steps(interval);
    const random = seeded(this.#seed, this.record.token, interval);
    const trades = this.#trades(interval, steps, random);
    const model = this.#model(interval, steps, random);
    const table = {
      ltp: new Int32Array(steps),
      volume: this.#spread(interval, trades, random),
      traded: new Int32Array(steps),
      quoted: new Int32Array(steps),
    };
    const refresh = Math.min(0.3, 0.02 + this.#lots(interval) / steps);
    let [ltp, traded, quoted] = [this.recorded(interval), -1, 0];
    for (let step = 0; step < steps; step++) {
      if (trades[step] === 1) {
        if (step > 0) ltp = model[step] ?? ltp;
        traded = step;
        quoted = step;
      } else if (random() < refresh) quoted = step;
      table.ltp[step] = ltp;
      table.traded[step] = traded;
      table.quoted[step] = quoted;
    }
    return table;
  }

  /** In which steps the instrument trades; an index is computed once a second, the volatility index every 15. */
  #trades(interval: number, steps: number, random: Random): Uint8Array {
    const trades = new Uint8Array(steps);
    const { kind } = this.record;
    if (kind === 'index' || kind === 'volatility-index') {
      const every = (kind === 'index' ? 1000 : 15_000) / STEP;
      for (let step = 0; step < steps; step += every) trades[step] = 1;
      return trades;
    }
    const chance = Math.min(0.55, this.#lots(interval) / steps);
    for (let step = 0; step < steps; step++) trades[step] = random() < chance ? 1 : 0;
    // Whatever was recorded was traded at some instant, and what was traded before the snapshot ended at its price.
    if (this.#lots(interval - 1) > 0) trades[0] = 1;
    trades[1 + Math.floor(random() * (steps - 1))] = 1;
    return trades;
  }

  /** The price the instrument would trade at, step by step, on the tick grid. */
  #model(interval: number, steps: number, random: Random): Int32Array {
    const { from, to, pull, noise, mostNoise } = this.#bridge(interval);
    const tick = this.#tick();
    const stray = noise > 0 ? bridge(random, steps, noise / Math.sqrt(60_000 / STEP)) : null;
    const wander = this.timeline.wander(interval);
    const model = new Int32Array(steps);
    for (let step = 0; step < steps; step++) {
      const extra = Math.min(mostNoise, Math.max(-mostNoise, stray?.[step] ?? 0));
      const price = from + ((to - from) * step) / steps + pull * (wander[step] ?? 0) + extra;
      model[step] = Math.max(tick, Math.round(price / tick) * tick);
    }
    return model;
  }

  /** What leads from one snapshot to the next: the two prices, how much of the underlying's wander counts, and own noise. */
  #bridge(interval: number) {
    const row = interval - this.record.first;
    const [from, to] = [this.#ltp[row] ?? 0, this.#ltp[row + 1] ?? this.#ltp[row] ?? 0];
    const half = this.#tick() / 2;
    // Half a tick and 0.3 % of premium a minute: enough to look alive, too little to invent a move.
    const noise = { option: half + 0.003 * from, future: half, index: 0, 'volatility-index': 0 }[this.record.kind];
    const minutes = (this.timeline.steps(interval) * STEP) / 60_000;
    const pull = ((this.#beta[row] ?? 0) / 100) * this.#underlyingPrice;
    return { from, to, pull, noise, mostNoise: 1.5 * noise * Math.sqrt(minutes) };
  }

  /** Between which prices the whole interval lies, without working it out step by step. */
  bounds(interval: number): { readonly low: number; readonly high: number } {
    const { from, to, pull, mostNoise } = this.#bridge(interval);
    if (this.#isStill(interval)) return { low: from, high: from };
    const wander = this.timeline.widest(interval);
    const margin = mostNoise + this.#tick();
    return {
      low: Math.min(from, to) + Math.min(pull * wander.low, pull * wander.high) - margin,
      high: Math.max(from, to) + Math.max(pull * wander.low, pull * wander.high) + margin,
    };
  }

  /** Shares the interval's recorded lots out over its trades. */
  #spread(interval: number, trades: Uint8Array, random: Random): Int32Array {
    const base = this.#volume[interval - this.record.first] ?? 0;
    const weights = new Float64Array(trades.length);
    let total = 0;
    // The first step shows what the snapshot showed.
    for (let step = 1; step < trades.length; step++) {
      if (trades[step] === 1) total += 0.2 + random();
      weights[step] = total;
    }
    const share = total > 0 ? this.#lots(interval) / total : 0;
    const volume = new Int32Array(trades.length);
    // The small addition keeps rounding errors from losing the last lot.
    for (let step = 0; step < trades.length; step++)
      volume[step] = base + Math.floor(share * (weights[step] ?? 0) + 1e-6);
    return volume;
  }

  #isStill(interval: number): boolean {
    return this.timeline.isLast(interval) || (this.record.lotSize > 0 && this.#lots(interval) <= 0);
  }

  #lots(interval: number): number {
    const row = interval - this.record.first;
    return (this.#volume[row + 1] ?? this.#volume[row] ?? 0) - (this.#volume[row] ?? 0);
  }

  #oiAt(interval: number, offset: number): number {
    const row = interval - this.record.first;
    const [from, to] = [this.#oi[row] ?? 0, this.#oi[row + 1] ?? this.#oi[row] ?? 0];
    return Math.round(from + (to - from) * Math.min(1, offset / this.timeline.steps(interval)));
  }

  /** The end of the last earlier interval in which it traded; the first snapshot when there was none. */
  #tradedBefore(interval: number): EpochMs {
    for (let before = interval - 1; before >= this.record.first; before--) {
      if (this.#lots(before) > 0 || this.record.lotSize === 0) return this.timeline.times[before + 1] ?? 0;
    }
    return this.timeline.times[this.record.first] ?? 0;
  }

  #tick(): number {
    if (this.record.tickSize > 0) return this.record.tickSize;
    return this.record.kind === 'volatility-index' ? 1 : 5;
  }
}
