import { candlesIn, candleOf, grouped, paise, pathOf, rowsIn, secondOf, type Candle, type Row } from './plain.testkit';

/** Last price, best bid and best offer in paise, volume of the day and open interest in units, and the second that they are of. */
export interface Price {
  readonly ltp: number;
  readonly bid: number;
  readonly ask: number;
  readonly volume: number;
  readonly oi: number;
  readonly second: number;
}

/** What was known of the market at one moment of a day. */
export interface Frame {
  readonly second: number;
  /** Of the path inside a candle, which was made up: of importance to open trades alone. */
  readonly isInside: boolean;
  readonly spot: number;
  /** What carries a view on the spot: 'future', or 'itself' for a share; null while it has no price. */
  readonly carrier: Omit<Price, 'bid' | 'ask'> | null;
  /** By '24200CE', all known so far. */
  readonly options: ReadonlyMap<string, Price>;
}

/** One day of one underlying, in numbers alone. */
export interface Market {
  readonly date: string;
  readonly symbol: string;
  readonly frames: readonly Frame[];
  /** Whether what trades has a volume, and whether its open interest is known. */
  readonly hasVolume: boolean;
  readonly hasOi: boolean;
  /** Ascending; none where no chain was recorded. */
  readonly strikes: readonly number[];
  /** Units of a lot of options and of the future; the future's tick. */
  readonly lots: { readonly option: number; readonly carrier: number };
  readonly tick: number;
  /** Minutes of the days before that were recorded, ascending. */
  readonly past: readonly Candle[];
}

/** Bid and offer where none was recorded: so far away from the last price, at least a tick, on the tick. */
const [OPTION_SHARE, TICK] = [0.001, 5];

/** Days of a recorded chain, of one underlying and expiry. */
export function chainMarkets(file: string): Market[] {
  const rows = rowsIn(file);
  const days = grouped(rows, ({ timestamp = '' }) => timestamp.slice(0, 10));
  return [...days].map(([date, own]) => chainMarket(date, own));
}

function chainMarket(date: string, rows: readonly Row[]): Market {
  const symbol = rows[0]?.['underlying'] ?? '';
  const lots = { option: lotOf(symbol, rows[0]?.['expiry'] ?? ''), carrier: lotOf(symbol, date) };
  // NSE's own chain tells the change of open interest and counts in lots.
  const unit = rows[0]?.['oi_change'] === undefined ? 1 : lots.option;
  const byTime = [...grouped(rows, ({ timestamp = '' }) => timestamp)].sort(([a], [b]) => a.localeCompare(b));
  const options = new Map<string, Price>();
  const fresh = byTime.map(([time, own]) => {
    const second = secondOf(time);
    for (const row of own) {
      const name = `${Number(row['strike'])}${row['option_type']}`;
      const ltp = paise(row['ltp']);
      const volume = Number(row['volume']) * unit;
      // A day's volume cannot shrink, so that quote is an old one; and what never traded has no price.
      if (ltp === 0 || volume < (options.get(name)?.volume ?? 0)) continue;
      options.set(name, { ...touchOf(row, ltp), ltp, volume, oi: Number(row['oi']) * unit, second });
    }
    const spot = own[0]?.['spot'];
    return { second, isInside: false, spot: spot === undefined ? null : paise(spot), options: new Map(options) };
  });
  const first = fresh[0]?.spot ?? paise(rows[0]?.['strike']);
  return withFuture({ date, symbol, lots, tick: futureTick(date, first), hasOi: true }, [...options.keys()], fresh);
}

function touchOf(row: Row, ltp: number): Pick<Price, 'bid' | 'ask'> {
  return row['bid'] === undefined ? around(ltp) : { bid: paise(row['bid']), ask: paise(row['ask']) };
}

function around(ltp: number): Pick<Price, 'bid' | 'ask'> {
  const away = Math.max(Math.round(ltp * OPTION_SHARE), TICK);
  return { bid: Math.max(TICK, Math.floor((ltp - away) / TICK) * TICK), ask: Math.ceil((ltp + away) / TICK) * TICK };
}

interface Snapshot extends Omit<Frame, 'spot' | 'carrier'> {
  readonly spot: number | null;
}

/** The future is where calls and puts cost the same, a thousandth of what the options have together; so is a spot that was not told. */
function withFuture(
  terms: Pick<Market, 'date' | 'symbol' | 'lots' | 'tick' | 'hasOi'>,
  names: readonly string[],
  snapshots: readonly Snapshot[],
): Market {
  const strikes = strikesOf(names);
  let before = 0;
  const frames = snapshots.flatMap(({ second, isInside, spot, options }): Frame[] => {
    const forward = Math.round(forwardOf(strikes, options, before));
    const sum = (of: (price: Price) => number) =>
      Math.round([...options.values()].reduce((total, price) => total + of(price), 0) / 1_000);
    const ltp = Math.floor(forward / terms.tick) * terms.tick;
    const future = { ltp, volume: sum(({ volume }) => volume), oi: sum(({ oi }) => oi), second };
    before = spot ?? forward;
    return before === 0 ? [] : [{ second, isInside, spot: before, carrier: forward > 0 ? future : null, options }];
  });
  return { ...terms, frames, strikes, hasVolume: true, past: [] };
}

function strikesOf(names: Iterable<string>): number[] {
  return [...new Set([...names].map((name) => Number.parseInt(name, 10)))].sort((a, b) => a - b);
}

export function nearestTo(strikes: readonly number[], price: number): number {
  return strikes.reduce((best, k) => (Math.abs(k * 100 - price) < Math.abs(best * 100 - price) ? k : best));
}

/** Middle of a tight quote; in a wide one, or with a side missing, the last price as far as the quote allows. And how far that may be off. */
function worthOf({ ltp, bid, ask }: Price): { readonly worth: number; readonly doubt: number } {
  const isQuoted = bid > 0 && ask >= bid;
  const middle = (bid + ask) / 2;
  const doubt = isQuoted ? ask - bid : 0.02 * ltp + 50;
  if (isQuoted && ask - bid <= Math.max(40, 0.1 * middle)) return { worth: middle, doubt };
  if (ask > 0 && bid > ask) return { worth: ltp, doubt };
  return { worth: ask > 0 ? Math.min(Math.max(ltp, bid), ask) : Math.max(ltp, bid), doubt };
}

/**
 * Each of the nine strikes nearest to the money says strike + call − put. Those further from the median, each weighed by how tightly it is
 * quoted, than they may be off are left out; the rest are averaged. If that lies elsewhere than was thought, once more from there.
 */
export function forwardOf(strikes: readonly number[], options: ReadonlyMap<string, Price>, hint: number): number {
  const votes = strikes.flatMap((strike, row) => {
    const [call, put] = [options.get(`${strike}CE`), options.get(`${strike}PE`)];
    if (!call || !put) return [];
    const [c, p] = [worthOf(call), worthOf(put)];
    const doubt = c.doubt + p.doubt;
    return [
      { row, gap: Math.abs(c.worth - p.worth), vote: strike * 100 + c.worth - p.worth, doubt, weight: 1 / (1 + doubt) },
    ];
  });
  if (votes.length === 0) return 0;
  const rowAt = (price: number) => strikes.indexOf(nearestTo(strikes, price));
  let middle = hint > 0 ? rowAt(hint) : votes.reduce((best, vote) => (vote.gap < best.gap ? vote : best)).row;
  let forward = 0;
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const near = votes
      .filter(({ row }) => Math.abs(row - middle) <= 12)
      .sort((a, b) => Math.abs(a.row - middle) - Math.abs(b.row - middle) || a.row - b.row)
      .slice(0, 9)
      .sort((a, b) => a.vote - b.vote);
    const half = near.reduce((sum, { weight }) => sum + weight, 0) / 2;
    let passed = 0;
    const median = near.find(({ weight }) => (passed += weight) >= half)?.vote ?? 0;
    const agreed = near.filter(({ vote, doubt }) => Math.abs(vote - median) <= doubt);
    const total = agreed.reduce((sum, { weight }) => sum + weight, 0);
    forward = agreed.reduce((sum, { vote, weight }) => sum + vote * weight, 0) / total;
    const next = rowAt(forward);
    if (Math.abs(next - middle) <= 1) break;
    middle = next;
  }
  return forward;
}

/** A day of candles of options, beside the index's of the same minutes. */
export function optionMarket(file: string, spotFile: string): Market {
  const rows = rowsIn(file);
  const date = rows[0]?.['timestamp']?.slice(0, 10) ?? '';
  const spots = new Map(candlesIn(spotFile).map((candle) => [candle.minute, pathOf(candle)]));
  const options = new Map<string, Price>();
  const minutes = [...grouped(rows, ({ timestamp = '' }) => secondOf(timestamp) / 60)].sort(([a], [b]) => a - b);
  const frames = minutes.flatMap(([minute, own]) => {
    const paths = own.map((row) => ({
      name: `${row['strike']}${row['option_type']}`,
      path: pathOf(candleOf(row)),
      traded: Number(row['volume']),
      before: options.get(`${row['strike']}${row['option_type']}`)?.volume ?? 0,
    }));
    return [0, 1, 2, 3].map((point): Snapshot => {
      for (const { name, path, traded, before } of paths) {
        const { price: ltp, second } = path[point] ?? { price: 0, second: 0 };
        const volume = before + Math.round((traded * (point + 1)) / 4);
        options.set(name, { ...around(ltp), ltp, volume, oi: 0, second });
      }
      const second = paths[0]?.path[point]?.second ?? 0;
      return {
        second,
        isInside: point > 0,
        spot: spots.get(minute)?.[point]?.price ?? null,
        options: new Map(options),
      };
    });
  });
  const lots = { option: lotOf('NIFTY', rows[0]?.['expiry'] ?? ''), carrier: lotOf('NIFTY', date) };
  return withFuture({ date, symbol: 'NIFTY', lots, tick: TICK, hasOi: true }, [...options.keys()], frames);
}

/** Days of minute candles: an index with a future at its own price, or a share. */
export function candleMarkets(file: string, symbol: string): Market[] {
  const all = candlesIn(file);
  const isIndex = symbol === 'NIFTY' || symbol === 'BANKNIFTY';
  const hasVolume = all.some(({ volume }) => volume > 0);
  const days = [...grouped(all, ({ date }) => date)];
  return days.map(([date, minutes], index): Market => {
    const price = minutes[0]?.open ?? 0;
    let traded = 0;
    const frames = minutes.flatMap((minute) => {
      const before = traded;
      traded += minute.volume;
      return pathOf(minute).map(({ second, price: ltp, isOpen }, point): Frame => {
        const volume = before + Math.round((minute.volume * (point + 1)) / 4);
        return { second, isInside: !isOpen, spot: ltp, carrier: { ltp, volume, oi: 0, second }, options: new Map() };
      });
    });
    return {
      date,
      symbol,
      frames,
      hasVolume,
      hasOi: false,
      strikes: [],
      lots: { option: 1, carrier: isIndex ? lotOf(symbol, date) : 1 },
      tick: isIndex ? futureTick(date, price) : shareTick(date, price),
      past: days.slice(0, index).flatMap(([, own]) => own),
    };
  });
}

/** Units of a lot by the expiry of the contract, or the day of the future, as far as these recordings reach. */
function lotOf(symbol: string, expiry: string): number {
  if (symbol === 'NIFTY')
    return expiry < '2021-07-01' ? 75 : expiry < '2025-01-01' ? 50 : expiry < '2026-01-01' ? 75 : 65;
  return 30;
}

/** Since 15 April 2025 futures tick in 5, 10 or 20 paise up to 15,000, up to 30,000 and above; before always in 5. */
function futureTick(date: string, price: number): number {
  if (date < '2025-04-15' || price <= 1_500_000) return 5;
  return price <= 3_000_000 ? 10 : 20;
}

/** Shares from ₹1,000 to ₹5,000 tick in 10 paise since then, cheaper ones in 5. */
function shareTick(date: string, price: number): number {
  return date < '2025-04-15' || price < 100_000 ? 5 : 10;
}
