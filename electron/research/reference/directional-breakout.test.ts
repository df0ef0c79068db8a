import { describe, expect, it } from 'vitest';
import { istClock } from '#shared/domain/time';
import type { ResearchTrade } from '../results';
import { readChain } from '../sources/chain';
import { chargesOf, clockOf, fillOf, fixture, OPTION_AUGUST_2026, paise, rowsOf, type Candle } from './plain.testkit';
import { played } from './played.testkit';

/** Days of market through the whole desk take their time on a busy machine. */
const PATIENT = { timeout: 60_000 };

/**
 * NSE's chain of an expiry day, minute by minute: spot, prices, volume and open interest are recorded. No recording at hand has a
 * future's open interest beside a chain's, so the future's is what research makes of it: in step with the options'.
 */
const DAY = '2026-08-18-NIFTY-chain.csv.gz';
const [TICK, SHARE, LOT] = [5, 0.001, 65];
const [ATR, LOOKBACK, WINDOW, BARS, SPAN] = [14, 10, 75, 20, 15 * 60];
const [FROM, UNTIL, SQUARE_OFF] = [(9 * 60 + 20) * 60, (14 * 60 + 45) * 60, (15 * 60 + 15) * 60];
const [STOP_INSIDE, TARGET_R, PREMIUM_STOP] = [0.25, 2, 0.3];

interface Snapshot {
  readonly second: number;
  readonly spot: number;
  /** In paise and units by '24200CE': all known so far. */
  readonly prices: ReadonlyMap<string, number>;
  readonly interest: ReadonlyMap<string, number>;
  /** The future's: a thousandth of the options' together, and where calls and puts cost the same. */
  readonly volume: number;
  readonly oi: number;
  readonly forward: number;
}

function snapshotsOf(file: string): Snapshot[] {
  const [prices, interest, volumes] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const byTime = new Map<string, Record<string, string>[]>();
  for (const row of rowsOf(file))
    byTime.set(row['timestamp'] ?? '', [...(byTime.get(row['timestamp'] ?? '') ?? []), row]);
  return [...byTime]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([time, rows]) => {
      for (const row of rows) {
        const name = `${Number(row['strike'])}${row['option_type']}`;
        const volume = Number(row['volume']) * LOT;
        // A day's volume cannot shrink, so that quote is an old one.
        if (paise(row['ltp']) === 0 || volume < (volumes.get(name) ?? 0)) continue;
        volumes.set(name, volume);
        prices.set(name, paise(row['ltp']));
        interest.set(name, Number(row['oi']) * LOT);
      }
      const sum = (of: ReadonlyMap<string, number>) => Math.round([...of.values()].reduce((a, b) => a + b, 0) / 1_000);
      const [h = 0, m = 0, s = 0] = time.slice(11, 19).split(':').map(Number);
      const spot = paise(rows[0]?.['spot']);
      return {
        second: h * 3600 + m * 60 + s,
        spot,
        prices: new Map(prices),
        interest: new Map(interest),
        volume: sum(volumes),
        oi: sum(interest),
        forward: forwardOf(prices, spot),
      };
    });
}

function strikesOf(prices: ReadonlyMap<string, number>): number[] {
  return [...new Set([...prices.keys()].map((name) => Number.parseInt(name, 10)))].sort((a, b) => a - b);
}

function forwardOf(prices: ReadonlyMap<string, number>, spot: number): number {
  const near = strikesOf(prices)
    .toSorted((a, b) => Math.abs(a * 100 - spot) - Math.abs(b * 100 - spot))
    .slice(0, 5);
  const price = (name: string) => prices.get(name) ?? 0;
  return near.reduce((sum, k) => sum + k * 100 + price(`${k}CE`) - price(`${k}PE`), 0) / near.length;
}

function nearest(strikes: readonly number[], price: number): number {
  return strikes.reduce((best, k) => (Math.abs(k * 100 - price) < Math.abs(best * 100 - price) ? k : best));
}

/** Put minus call open interest by strike. */
function balances({ interest }: Snapshot): Map<number, { difference: number; total: number }> {
  return new Map(
    strikesOf(interest).flatMap((k) => {
      const [call, put] = [interest.get(`${k}CE`), interest.get(`${k}PE`)];
      return call === undefined || put === undefined
        ? []
        : [[k, { difference: put - call, total: put + call }] as const];
    }),
  );
}

/** Its change over a quarter of an hour, five strikes either side of the spot's, as a share of all there; null before that is known. */
function shiftAt(now: Snapshot, earlier: readonly Snapshot[]): number | null {
  const then = earlier.findLast(({ second }) => second <= now.second - SPAN);
  if (!then) return null;
  const strikes = strikesOf(now.prices);
  const middle = strikes.indexOf(nearest(strikes, now.spot));
  const [before, current] = [balances(then), balances(now)];
  let [change, total] = [0, 0];
  for (const strike of strikes.slice(Math.max(middle - 5, 0), middle + 6)) {
    const [old, fresh] = [before.get(strike), current.get(strike)];
    if (!old || !fresh) continue;
    change += fresh.difference - old.difference;
    total += fresh.total;
  }
  return total === 0 ? null : change / total;
}

interface FutureCandle {
  readonly start: number;
  readonly close: number;
  readonly oi: number;
  readonly volume: number;
}

interface Row {
  readonly start: number;
  readonly candle: Candle;
  /** Null where the future was only joined in the middle of its day. */
  readonly future: FutureCandle | null;
  /** The snapshot that showed the candle to be over. */
  readonly told: Snapshot | undefined;
}

function rowsOfCandles(snapshots: readonly Snapshot[], length: number): Row[] {
  const starts = [...new Set(snapshots.map(({ second }) => second - ((second - 555 * 60) % (length * 60))))];
  return starts.map((start) => {
    const isIn = ({ second }: Snapshot) => second >= start && second < start + length * 60;
    const inside = snapshots.filter(isIn);
    const spots = inside.map(({ spot }) => spot);
    const candle = {
      date: '',
      minute: start / 60,
      open: spots[0] ?? 0,
      high: Math.max(...spots),
      low: Math.min(...spots),
      close: spots.at(-1) ?? 0,
      volume: 0,
    };
    // Its count for the day is known from the first snapshot on, what it traded from the second.
    const traded = inside.filter((snapshot) => snapshot !== snapshots[0]);
    const before = snapshots.findLast(({ second }) => second < (traded[0]?.second ?? 0));
    const last = traded.at(-1);
    const future =
      last && before ? { start, close: last.forward, oi: last.oi, volume: last.volume - before.volume } : null;
    return { start, candle, future, told: snapshots.find(({ second }) => second >= start + length * 60) };
  });
}

/** Wilder's average of true ranges after each candle. */
function rangesOf(candles: readonly Candle[]): (number | null)[] {
  let average = 0;
  return candles.map(({ high, low }, i) => {
    const before = candles[i - 1];
    if (!before) return null;
    const range = Math.max(high, before.close) - Math.min(low, before.close);
    average = i <= ATR ? average + range / ATR : average + (range - average) / ATR;
    return i < ATR ? null : average;
  });
}

/** The highest swing high and the lowest swing low of these candles: extremes of five either side, the first of equal ones. */
function swingsOf(points: readonly Candle[]): { high: number; low: number } | null {
  const half = LOOKBACK / 2;
  let [high, low] = [-Infinity, Infinity];
  for (let i = half; i < points.length - half; i += 1) {
    const [here, before, after] = [points[i], points.slice(i - half, i), points.slice(i + 1, i + 1 + half)];
    if (!here) continue;
    if (before.every((each) => each.high < here.high) && after.every((each) => each.high <= here.high))
      high = Math.max(high, here.high);
    if (before.every((each) => each.low > here.low) && after.every((each) => each.low >= here.low))
      low = Math.min(low, here.low);
  }
  return points.length >= 12 && Number.isFinite(high) && Number.isFinite(low) && low < high ? { high, low } : null;
}

/** Prices whose crossing is a break, of the candles before; this day's recording begins after its opening range. */
function barriersOf(before: readonly Candle[]): { up: number[]; down: number[] } {
  const swings = swingsOf(before.slice(-WINDOW));
  return {
    up: [...(swings ? [swings.high] : []), Math.max(...before.map(({ high }) => high))],
    down: [...(swings ? [swings.low] : []), Math.min(...before.map(({ low }) => low))],
  };
}

interface Rules {
  readonly length: number;
  readonly threshold: number;
  readonly volumeFactor: number;
  readonly maxTrades: number;
  readonly trail: boolean;
}

const part = (weight: number, share: number) => Math.round(weight * Math.max(-1, Math.min(1, share)));

interface Break {
  readonly isLong: boolean;
  readonly close: number;
  readonly stop: number;
  readonly target: number;
}

/** Whether a candle is a break that price, volume, the future and the chain agree on, and where its trade would end. */
function breakAt(rows: readonly Row[], i: number, snapshots: readonly Snapshot[], rules: Rules): Break | null {
  const candles = rows.slice(0, i + 1).map(({ candle }) => candle);
  const [row, previous, range] = [rows[i], candles[i - 1], rangesOf(candles)[i] ?? null];
  if (!row?.told || !previous || range === null) return null;
  const { up, down } = barriersOf(candles.slice(0, i));
  const { open, close } = row.candle;
  const over = up.filter((price) => close > price && previous.close <= price);
  const under = down.filter((price) => close < price && previous.close >= price);
  if (over.length + under.length === 0) return null;
  const isLong = over.length > 0;
  const sign = isLong ? 1 : -1;
  const broken = isLong ? Math.max(...over) : Math.min(...under);

  const futures = rows.slice(0, i + 1).flatMap(({ future }) => (future ? [future] : []));
  const past = futures.slice(-BARS - 1, -1).map(({ volume }) => volume);
  const volume =
    row.future && past.length === BARS ? row.future.volume / (past.reduce((a, b) => a + b, 0) / BARS) : null;
  const last = futures.at(-1);
  const then = futures.findLast(({ start }) => last && start <= last.start - SPAN);
  const isBuilding = Boolean(last && then && last.oi > then.oi);
  const built = isBuilding && last && then ? Math.sign(last.close - then.close) : 0;
  const shift = shiftAt(row.told, snapshots);

  const beyond = Math.max(close - Math.min(...up), 0) - Math.max(Math.max(...down) - close, 0);
  const excess = volume === null ? 0 : rules.volumeFactor > 1 ? (volume - 1) / (rules.volumeFactor - 1) : 1;
  const score =
    part(40, beyond / range / 0.25) +
    part(30, Math.sign(close - open) * Math.max(excess, 0)) +
    15 * built +
    part(15, (shift ?? 0) / 0.02);
  const hasVolume = rules.volumeFactor === 0 || (volume !== null && volume >= rules.volumeFactor);
  if (!hasVolume || built !== sign || shift === null || shift * sign <= 0 || score * sign <= rules.threshold)
    return null;
  const stop = Math.round(broken - sign * STOP_INSIDE * range);
  return { isLong, close, stop, target: Math.round(close + sign * TARGET_R * Math.abs(close - stop)) };
}

interface PlainTrade {
  readonly option: string;
  readonly enteredAt: string;
  readonly entry: number;
  readonly leftAt: string;
  readonly exit: number;
  readonly why: 'stop' | 'target' | 'premium' | 'trail' | 'square-off';
  readonly net: number;
}

interface OpenTrade extends Break {
  readonly option: string;
  readonly second: number;
  readonly entry: number;
  best: number;
}

/** What the trade was opened with, looked at from its first moment on. */
function planned(open: OpenTrade, { second, spot, prices }: Snapshot): PlainTrade['why'] | null {
  const sign = open.isLong ? 1 : -1;
  const least = Math.floor(Math.round(open.entry * (1 - PREMIUM_STOP)) / TICK) * TICK;
  if (second >= SQUARE_OFF) return 'square-off';
  if ((spot - open.stop) * sign <= 0) return 'stop';
  if ((spot - open.target) * sign >= 0) return 'target';
  return (prices.get(open.option) ?? 0) <= least ? 'premium' : null;
}

/** Back by the risk from the best price, after the risk was gained; the best price counts in twentieths of it. */
function isTrailed(open: OpenTrade, { spot }: Snapshot): boolean {
  const sign = open.isLong ? 1 : -1;
  const risk = Math.abs(open.close - open.stop);
  if ((spot - open.best) * sign >= risk / 20) open.best = spot;
  return (open.best - open.close) * sign >= risk && (open.best - spot) * sign >= risk;
}

function leave(open: OpenTrade, { second, prices }: Snapshot, why: PlainTrade['why']): PlainTrade {
  const { option, entry } = open;
  const exit = fillOf('sell', prices.get(option) ?? 0, TICK, SHARE);
  const charges = chargesOf('buy', entry * LOT, OPTION_AUGUST_2026) + chargesOf('sell', exit * LOT, OPTION_AUGUST_2026);
  const net = (exit - entry) * LOT - charges;
  return { option, enteredAt: clockOf(open.second), entry, leftAt: clockOf(second), exit, why, net };
}

/** The day by its rules. A candle that is over at the moment of an exit is no entry: the trade is still being closed. */
function expected(file: string, rules: Rules): PlainTrade[] {
  const snapshots = snapshotsOf(file);
  const rows = rowsOfCandles(snapshots, rules.length);
  const trades: PlainTrade[] = [];
  let open: OpenTrade | null = null;
  let entries = 0;
  for (const snapshot of snapshots) {
    const { second, prices, forward } = snapshot;
    const why = open && (planned(open, snapshot) ?? (rules.trail && isTrailed(open, snapshot) ? 'trail' : null));
    if (open && why) trades.push(leave(open, snapshot, why));
    const wasOpen: boolean = open !== null;
    if (why) open = null;
    const i = rows.findIndex(({ told, start }) => told === snapshot && second - start - rules.length * 60 <= 15);
    const isTime = second >= FROM && second < UNTIL;
    const found: Break | null =
      i < 0 || !isTime || wasOpen || entries >= rules.maxTrades ? null : breakAt(rows, i, snapshots, rules);
    if (!found) continue;
    const option = `${nearest(strikesOf(prices), forward)}${found.isLong ? 'CE' : 'PE'}`;
    const entry = fillOf('buy', prices.get(option) ?? 0, TICK, SHARE);
    const entered: OpenTrade = { ...found, option, second, entry, best: found.close };
    // The candle is over, and its price may have come back since: then there is nothing to enter for.
    if (planned(entered, snapshot)) continue;
    entries += 1;
    open = entered;
  }
  return trades;
}

/** A played trade in the words of the computation above. */
function plain({ legs, exitReason, net }: ResearchTrade): PlainTrade {
  const [leg] = legs;
  return {
    option: leg?.instrument.slice(-7) ?? '',
    enteredAt: istClock(leg?.enteredAt ?? 0),
    entry: leg?.entry ?? 0,
    leftAt: istClock(leg?.leftAt ?? 0),
    exit: leg?.exit ?? 0,
    why: whyOf(exitReason ?? leg?.exitReason ?? '', leg?.instrument.endsWith('CE') ?? false),
    net,
  };
}

function whyOf(reason: string, isLong: boolean): PlainTrade['why'] {
  if (reason.startsWith('Square-off')) return 'square-off';
  if (reason.startsWith('Trailing')) return 'trail';
  if (reason.startsWith('Stop')) return 'premium';
  return reason.includes(isLong ? ' fell to ' : ' rose to ') ? 'stop' : 'target';
}

const usual: Rules = { length: 1, threshold: 60, volumeFactor: 1.5, maxTrades: 2, trail: true };

describe('the directional breakout over a recorded expiry day', PATIENT, () => {
  it.each([
    ['1m', 'by its own parameters', usual, 2],
    ['1m', 'on less volume and bias', { ...usual, threshold: 30, volumeFactor: 1, maxTrades: 10 }, 2],
    ['1m', 'on no volume at all', { ...usual, threshold: 0, volumeFactor: 0, maxTrades: 10 }, 3],
    ['1m', 'without a trail', { ...usual, threshold: 0, volumeFactor: 0, maxTrades: 10, trail: false }, 3],
    ['3m', 'on less volume', { ...usual, length: 3, threshold: 0, volumeFactor: 1 }, 1],
    ['3m', 'on no volume at all', { ...usual, length: 3, threshold: 0, volumeFactor: 0, maxTrades: 10 }, 2],
    ['5m', 'on less volume', { ...usual, length: 5, threshold: 0, volumeFactor: 1 }, 0],
  ])('on candles of %s, %s, enters and leaves by its rules, to the paisa', async (interval, _, rules, least) => {
    const { length: __, ...params } = rules;
    const result = await played(readChain(fixture(DAY), null), 'directional-breakout', { interval, ...params });
    const reference = expected(DAY, rules);
    expect(reference.length).toBeGreaterThanOrEqual(least);
    expect(result.trades.map(plain)).toEqual(reference);
  });
});
