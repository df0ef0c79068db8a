import type { Book } from '#shared/domain/book';
import { expiryAt } from '#shared/domain/calendar';
import type { Catalogue } from '#shared/domain/catalogue';
import type { InstrumentId, Option, Right } from '#shared/domain/instrument';
import { createChainAnalytics, type ChainAnalytics, type UnderlyingPrices } from '#shared/domain/options/chain';
import { optionIndex } from '#shared/domain/options/chain-columns';
import { NO_IV } from '#shared/domain/options/implied-volatility';
import { DISCOUNT_RATE } from '#shared/domain/options/rate';
import { expiryForIv, type IvPercentile } from '#shared/domain/options/iv-percentile';
import { DAY, istDate } from '#shared/domain/time';
import { spotOf } from '#shared/domain/underlyings';
import { nearestPaise, qty, type EpochMs, type Paise } from '#shared/domain/units';
import { optionsOf, strikesOf, type Centres, type ChainWish } from '#shared/engine/subscriptions';
import { chainKey, strikeKey, type ChainView, type OptionCell, type StrikeView } from '#shared/ipc/views';
import { DayIvs, type KeptIvs } from './day-ivs';

interface WatchedChain {
  readonly key: string;
  readonly wish: ChainWish;
  readonly all: readonly Paise[];
  readonly analytics: ChainAnalytics;
  /** Version of each row when it was last shown. */
  readonly shown: Uint32Array;
  /** As `optionIndex` has it; undefined for a side that is not listed. */
  readonly options: (Option | undefined)[];
  /** Rows with an option whose quote changed since the row was last shown. */
  readonly repriced: Set<number>;
  strikes: readonly Paise[];
}

interface Cell {
  readonly chain: WatchedChain;
  readonly row: number;
  readonly option: Option;
}

export interface ChainChanges {
  readonly heads: readonly ChainView[];
  readonly rows: Readonly<Record<string, StrikeView>>;
  /** Keys of rows that have left the window. */
  readonly gone: readonly string[];
}

/** The option chains on the screen, with their analytics, recomputed only where quotes changed. */
export class ChainDesk {
  private readonly chains = new Map<string, WatchedChain>();
  private readonly cells = new Map<InstrumentId, Cell>();
  /** Those whose quotes came since they were last taken over: of a dozen quotes between two deltas only the last is looked at. */
  private readonly marked = new Set<Cell>();
  private readonly referenced = new Set<InstrumentId>();
  private readonly book: Book;
  private readonly catalogue: Catalogue;
  private readonly centres: Centres;
  private readonly ivs: DayIvs;

  constructor(book: Book, catalogue: Catalogue, centres: Centres, ivs: KeptIvs) {
    this.book = book;
    this.catalogue = catalogue;
    this.centres = centres;
    this.ivs = new DayIvs(ivs);
  }

  /** False when there is no such chain among the day's instruments. */
  watch(wish: ChainWish): boolean {
    const key = chainKey(wish.underlying, wish.expiry);
    const all = this.catalogue.strikes(wish.underlying, wish.expiry);
    if (all.length === 0) return false;
    if (this.chains.has(key)) return true;
    const analytics = createChainAnalytics({ strikes: all, expiryAt: expiryAt(wish.expiry), rate: DISCOUNT_RATE });
    const shown = new Uint32Array(all.length);
    const chain: WatchedChain = { key, wish, all, analytics, shown, options: [], repriced: new Set(), strikes: [] };
    this.chains.set(key, chain);
    all.forEach((strike, row) => this.addCells(chain, strike, row));
    return true;
  }

  wishes(): readonly ChainWish[] {
    return [...this.chains.values()].map((chain) => chain.wish);
  }

  onPrices(slots: Int32Array, count: number): void {
    for (let index = 0; index < count; index += 1) {
      this.mark(this.book.idAt(slots[index] ?? 0));
    }
  }

  /** The options in view, those nearest to the money first. */
  inView(): InstrumentId[] {
    return [...this.chains.values()].flatMap(({ wish, strikes }) => {
      const middle = (strikes.length - 1) / 2;
      const outwards = strikes.toSorted(
        (a, b) => Math.abs(strikes.indexOf(a) - middle) - Math.abs(strikes.indexOf(b) - middle),
      );
      return optionsOf(wish, outwards, this.catalogue).map((option) => option.id);
    });
  }

  /** Yesterday's open interest of an option is in the book: from now on its change can be told. */
  setReferenced(id: InstrumentId): void {
    this.referenced.add(id);
    const cell = this.cells.get(id);
    // Shown again even where the change turns out to be none.
    if (cell) cell.chain.shown[cell.row] = 0;
    this.mark(id);
  }

  private mark(id: InstrumentId): void {
    const cell = this.cells.get(id);
    if (cell) this.marked.add(cell);
  }

  private takeMarked(): void {
    for (const { chain, row, option } of this.marked) {
      const quote = this.book.quote(option.id);
      if (quote === null) continue;
      const { ltp, bid, ask } = chain.analytics.columns;
      const at = optionIndex(row, option.right);
      if (ltp[at] !== quote.ltp || bid[at] !== quote.bid || ask[at] !== quote.ask) chain.repriced.add(row);
      chain.analytics.update(row, option.right, quote);
    }
    this.marked.clear();
  }

  /** Brings every chain up to date and returns what a viewer has not seen yet. */
  publish(at: EpochMs): ChainChanges {
    this.takeMarked();
    const heads: ChainView[] = [];
    const rows: Record<string, StrikeView> = {};
    const gone: string[] = [];
    for (const chain of this.chains.values()) {
      this.recentre(chain, gone);
      const prices = this.underlyingPrices(chain.wish);
      chain.analytics.recompute(prices, at);
      this.noteIv(chain, at);
      const changed = this.changedRows(chain, rows);
      if (changed) heads.push(this.headOf(chain, prices, at));
    }
    return { heads, rows, gone };
  }

  /**
   * The rows in view whose quotes changed since they were last shown, with the greeks as they were last computed:
   * those of every row move with the forward, so `publish` computes and shows them, less often.
   */
  publishPrices(): Readonly<Record<string, StrikeView>> {
    this.takeMarked();
    const rows: Record<string, StrikeView> = {};
    for (const chain of this.chains.values()) {
      if (chain.repriced.size === 0) continue;
      const from = firstRow(chain);
      chain.strikes.forEach((strike, index) => {
        const row = from + index;
        // A row that was never shown appears with its figures complete.
        if (!chain.repriced.has(row) || chain.shown[row] === 0) return;
        rows[strikeKey(chain.key, strike)] = this.viewOf(chain, row, strike);
      });
      chain.repriced.clear();
    }
    return rows;
  }

  private addCells(chain: WatchedChain, strike: Paise, row: number): void {
    for (const right of ['CE', 'PE'] as const) {
      const option = this.catalogue.option(chain.wish.underlying, chain.wish.expiry, strike, right);
      if (!option) continue;
      chain.options[optionIndex(row, right)] = option;
      this.cells.set(option.id, { chain, row, option });
      const quote = this.book.quote(option.id);
      if (quote) chain.analytics.update(row, right, quote);
    }
  }

  private recentre(chain: WatchedChain, gone: string[]): void {
    const strikes = strikesOf(chain.wish, this.centres.of(chain.wish, this.catalogue, this.book.quote), this.catalogue);
    if (strikes[0] === chain.strikes[0] && strikes.length === chain.strikes.length) return;
    const kept = new Set(strikes);
    for (const strike of chain.strikes) if (!kept.has(strike)) gone.push(strikeKey(chain.key, strike));
    chain.strikes = strikes;
    for (const strike of strikes) chain.shown[chain.all.indexOf(strike)] = 0;
  }

  private changedRows(chain: WatchedChain, rows: Record<string, StrikeView>): boolean {
    let hasChanged = false;
    chain.repriced.clear();
    const from = firstRow(chain);
    for (const [index, strike] of chain.strikes.entries()) {
      const row = from + index;
      const version = chain.analytics.columns.version[row] ?? 0;
      if (version === 0 || chain.shown[row] === version) continue;
      chain.shown[row] = version;
      rows[strikeKey(chain.key, strike)] = this.viewOf(chain, row, strike);
      hasChanged = true;
    }
    return hasChanged;
  }

  private viewOf(chain: WatchedChain, row: number, strike: Paise): StrikeView {
    return { strike, ce: this.cellOf(chain, row, 'CE'), pe: this.cellOf(chain, row, 'PE') };
  }

  private cellOf(chain: WatchedChain, row: number, right: Right): OptionCell | null {
    const at = optionIndex(row, right);
    const option = chain.options[at];
    const quote = option ? this.book.quote(option.id) : null;
    if (!option || !quote) return null;
    const { columns } = chain.analytics;
    const hasGreeks = (columns.greekIv[at] ?? NO_IV) !== NO_IV;
    const greek = (column: Float64Array): number | null => (hasGreeks ? (column[at] ?? null) : null);
    const iv = columns.iv[at] ?? NO_IV;
    return {
      id: option.id,
      ltp: quote.ltp,
      close: quote.close,
      bid: quote.bid,
      ask: quote.ask,
      oi: quote.oi,
      oiChange: this.referenced.has(option.id) ? quote.oi - quote.oiReference : null,
      volume: quote.volume,
      iv: iv === NO_IV ? null : iv,
      delta: greek(columns.delta),
      gamma: greek(columns.gamma),
      theta: greek(columns.theta),
      vega: greek(columns.vega),
      at: quote.receivedAt,
    };
  }

  private underlyingPrices({ underlying, expiry }: ChainWish): UnderlyingPrices {
    const future = this.catalogue.futures(underlying).find((candidate) => candidate.expiry === expiry);
    return {
      spot: this.book.quote(spotOf(underlying))?.ltp ?? null,
      future: (future && this.book.quote(future.id)?.ltp) ?? null,
    };
  }

  private lotSize(chain: WatchedChain): number {
    const [strike] = chain.all;
    const { underlying, expiry } = chain.wish;
    return strike === undefined ? 0 : (this.catalogue.option(underlying, expiry, strike, 'CE')?.lotSize ?? 0);
  }

  private headOf(chain: WatchedChain, prices: UnderlyingPrices, at: EpochMs): ChainView {
    const { summary } = chain.analytics;
    const { underlying, expiry } = chain.wish;
    return {
      key: chain.key,
      underlying,
      expiry,
      spot: prices.spot,
      future: prices.future,
      forward: summary.forward,
      atmStrike: chain.all[summary.atmRow] ?? null,
      atmIv: summary.atmIv,
      ivPercentile: this.ivPercentile(underlying, at),
      pcrOi: summary.pcrOi,
      pcrVolume: summary.pcrVolume,
      maxPain: chain.all[summary.maxPainRow] ?? null,
      straddle: summary.straddle === null ? null : nearestPaise(summary.straddle),
      expectedMove: summary.expectedMove,
      daysToExpiry: Math.max(0, (expiryAt(expiry) - at) / DAY),
      lotSize: qty(this.lotSize(chain)),
      strikes: chain.strikes,
    };
  }

  /** Today's volatility of an underlying is that of one expiry, whichever of its chains is looked at. */
  private ivPercentile(underlying: string, at: EpochMs): IvPercentile | null {
    const expiry = expiryForIv(this.catalogue.expiries(underlying), istDate(at));
    const iv = expiry === null ? null : this.chains.get(chainKey(underlying, expiry))?.analytics.summary.atmIv;
    return iv === null || iv === undefined ? null : this.ivs.percentile(underlying, iv, at);
  }

  private noteIv({ wish: { underlying, expiry }, analytics }: WatchedChain, at: EpochMs): void {
    const { atmIv, forwardSource } = analytics.summary;
    // Without a forward of the options themselves call and put imply two volatilities.
    if (atmIv === null || forwardSource !== 'parity') return;
    if (expiryForIv(this.catalogue.expiries(underlying), istDate(at)) !== expiry) return;
    const pricedAt = this.book.quote(spotOf(underlying))?.receivedAt ?? 0;
    this.ivs.observe({ underlying, iv: atmIv, pricedAt }, at);
  }
}

/** The strikes in view follow each other in the chain. */
function firstRow({ all, strikes: [first] }: WatchedChain): number {
  return first === undefined ? 0 : all.indexOf(first);
}
