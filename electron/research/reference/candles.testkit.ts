import type { Frame, Market } from './market.testkit';
import { grouped, joined, type Candle } from './plain.testkit';

/** A candle of the index or share, with that of what is traded on its view. */
export interface Pair {
  readonly candle: Candle;
  /** Null where nothing of it traded in that time. */
  readonly traded: (Candle & { readonly oi: number }) | null;
  /** The frame that showed both to be over; undefined for the past, and for what the day ends in. */
  readonly told: Frame | undefined;
}

type Tick = { readonly second: number; readonly ltp: number; readonly volume: number | null; readonly oi: number };

/** Joined candles of a day in the order in which they are heard of. */
export function pairsOf(market: Market, length: number): Pair[] {
  const { frames, hasVolume, symbol } = market;
  const isShare = market.lots.carrier === 1 && symbol !== 'NIFTY';
  const carried = frames.flatMap(({ carrier }): Tick[] =>
    carrier ? [{ ...carrier, volume: hasVolume ? carrier.volume : null }] : [],
  );
  const spots = frames.map(({ second, spot }): Tick => ({ second, ltp: spot, volume: null, oi: 0 }));
  const traded = new Map(foldTicks(carried, market.date, length).map((candle) => [candle.minute, candle]));
  const candles = foldTicks(isShare ? carried : spots, market.date, length);
  let from = 0;
  const toldAt = ({ minute }: Candle): Frame | undefined => {
    while ((frames[from]?.second ?? Infinity) < (minute + length) * 60) from += 1;
    return frames[from];
  };
  return candles.map((candle, index) => {
    const own = traded.get(candle.minute) ?? null;
    // One whose other half never comes is given up waiting for when the next one is over.
    const next = candles[index + 1];
    return { candle, traded: own, told: own ? toldAt(candle) : next && toldAt(next) };
  });
}

/**
 * Candles of last prices. Where volume is counted a price that nobody traded at makes none, and a first look in the middle of the day
 * shows what may have traded hours ago.
 */
function foldTicks(ticks: readonly Tick[], date: string, length: number): (Candle & { readonly oi: number })[] {
  const open = 555 * 60;
  let counted: number | null = null;
  let last: number | null = null;
  const seen = ticks.flatMap(({ second, ltp, volume, oi }) => {
    const isNews = ltp !== last;
    const isFirst = counted === null;
    last = ltp;
    if (volume === null) return [{ second, ltp, traded: 0, oi }];
    counted ??= second < open + 60 ? 0 : volume;
    const traded = volume - counted;
    counted = Math.max(volume, counted);
    const isLookedAt = isFirst && second >= open + 60;
    return !isLookedAt && (traded > 0 || (isNews && volume > 0))
      ? [{ second, ltp, traded: Math.max(traded, 0), oi }]
      : [];
  });
  const startOf = (second: number) => 555 + Math.floor((second - open) / 60 / length) * length;
  const all = grouped(ticks, ({ second }) => startOf(second));
  return [...grouped(seen, ({ second }) => startOf(second))].map(([minute, own]) => {
    const prices = own.map(({ ltp }) => ltp);
    // Open interest is told with every look, also where nothing traded.
    const lastIn = all.get(minute)?.at(-1);
    return {
      date,
      minute,
      open: prices[0] ?? 0,
      high: Math.max(...prices),
      low: Math.min(...prices),
      close: prices.at(-1) ?? 0,
      volume: own.reduce((sum, { traded }) => sum + traded, 0),
      oi: lastIn?.oi ?? 0,
    };
  });
}

/** Candles of as many days before as it takes for `count` of them, on days as long as usual; the file may lack some of these days. */
export function pastOf({ date, past }: Market, length: number, count: number): Pair[] {
  let from = date;
  for (let days = Math.ceil(count / Math.max(1, 375 / length)); days > 0; days -= 1) from = tradingDayBefore(from);
  const minutes = past.filter((candle) => candle.date >= from);
  return [...grouped(minutes, ({ date: day }) => day).values()].flatMap((own) =>
    joined(own, length).map((candle) => ({ candle, traded: { ...candle, oi: 0 }, told: undefined })),
  );
}

/** The day candle of the trading day before, if it is among the four calendar days before this one. */
export function yesterdayOf({ date, past }: Market): Candle | null {
  const last = past.at(-1)?.date ?? '';
  const days = (Date.parse(date) - Date.parse(last)) / 86_400_000;
  if (!(days <= 4)) return null;
  const minutes = past.filter((candle) => candle.date === last);
  return joined(minutes, 1_440)[0] ?? null;
}

/** Of the years that are recorded as candles. */
const HOLIDAYS = ['2024-01-22', '2024-01-26', '2026-05-01', '2026-05-28', '2026-06-26'];

function tradingDayBefore(date: string): string {
  const day = new Date(Date.parse(date) - 86_400_000);
  const text = day.toISOString().slice(0, 10);
  const isClosed = day.getUTCDay() === 0 || day.getUTCDay() === 6 || HOLIDAYS.includes(text);
  return isClosed ? tradingDayBefore(text) : text;
}

/** Wilder's average of true ranges after each candle; ranges begin with the second. */
export function rangesOf(candles: readonly Candle[], count = 14): (number | null)[] {
  let average = 0;
  return candles.map(({ high, low }, i) => {
    const before = candles[i - 1];
    if (!before) return null;
    const range = Math.max(high, before.close) - Math.min(low, before.close);
    if (i <= count) average += range;
    if (i < count) return null;
    average = i === count ? average / count : average + (1 / count) * (range - average);
    return average;
  });
}

/** Extremes of the five candles before and after, the first of equal ones; none of fewer than twelve. */
export function swingsOf(candles: readonly Candle[]): { readonly highs: number[]; readonly lows: number[] } {
  const [highs, lows]: [number[], number[]] = [[], []];
  for (let i = 5; candles.length >= 12 && i < candles.length - 5; i += 1) {
    const [here, before, after] = [candles[i], candles.slice(i - 5, i), candles.slice(i + 1, i + 6)];
    if (!here) continue;
    if (before.every(({ high }) => high < here.high) && after.every(({ high }) => high <= here.high))
      highs.push(here.high);
    if (before.every(({ low }) => low > here.low) && after.every(({ low }) => low >= here.low)) lows.push(here.low);
  }
  return { highs, lows };
}

/** The outermost swings, while support lies below resistance. */
export function levelsOf(candles: readonly Candle[]): { readonly support: number; readonly resistance: number } | null {
  const { highs, lows } = swingsOf(candles);
  const [resistance, support] = [Math.max(...highs), Math.min(...lows)];
  return highs.length > 0 && lows.length > 0 && support < resistance ? { support, resistance } : null;
}

/** The last of these volumes as a multiple of the average of the twenty known before it; null while that is not known. */
export function volumeRatioOf(pairs: readonly Pair[]): number | null {
  const now = pairs.at(-1)?.traded;
  const before = pairs
    .slice(0, -1)
    .flatMap(({ traded }) => (traded ? [traded.volume] : []))
    .slice(-20);
  const average = before.reduce((sum, volume) => sum + volume, 0) / 20;
  return now && before.length === 20 && average > 0 ? now.volume / average : null;
}
