import { levelsOf, pastOf, rangesOf, volumeRatioOf, type Pair } from './candles.testkit';
import { nearestTo, type Frame, type Market } from './market.testkit';
import type { Candle } from './plain.testkit';
import { HOURS, tradesOf, type Hours, type PlainTrade } from './session.testkit';

export interface BiasRules {
  readonly length: number;
  readonly threshold: number;
  readonly volumeFactor: number;
  readonly maxTrades: number;
  readonly trail: boolean;
}

const [WINDOW, PAST, OPENING, SPAN] = [75, 100, 15, 15 * 60];
const [STOP_INSIDE, TARGET_R, PREMIUM_STOP] = [0.25, 2, 0.3];

/** Put minus call open interest by strike around the money, taken once a minute. */
interface Sample {
  readonly second: number;
  readonly balances: ReadonlyMap<number, number>;
}

function around({ strikes }: Market, { spot }: Frame, reach: number): number[] {
  const middle = strikes.indexOf(nearestTo(strikes, spot));
  return strikes.slice(Math.max(middle - reach, 0), middle + reach + 1);
}

function sampleOf(market: Market, frame: Frame): Sample {
  const balances = around(market, frame, 9).flatMap((strike) => {
    const [call, put] = [frame.options.get(`${strike}CE`), frame.options.get(`${strike}PE`)];
    return call && put ? [[strike, put.oi - call.oi] as const] : [];
  });
  return { second: frame.second, balances: new Map(balances) };
}

/** Its change over a quarter of an hour, five strikes either side of the spot's, as a share of all there; null before that is known. */
function shiftAt(market: Market, frame: Frame, samples: readonly Sample[]): number | null {
  const then = samples.findLast(({ second }) => second <= frame.second - SPAN);
  if (!then) return null;
  let [change, total] = [0, 0];
  for (const strike of around(market, frame, 5)) {
    const [call, put] = [frame.options.get(`${strike}CE`), frame.options.get(`${strike}PE`)];
    const before = then.balances.get(strike);
    if (!call || !put || before === undefined) continue;
    change += put.oi - call.oi - before;
    total += put.oi + call.oi;
  }
  return total === 0 ? null : change / total;
}

/** Prices whose crossing is a break, of the candles before: the opening range, the swings and the day so far. */
function barriersOf(
  all: readonly Candle[],
  today: readonly Candle[],
): { readonly up: number[]; readonly down: number[] } {
  const swings = levelsOf(all.slice(-WINDOW));
  const first = today.some(({ minute }) => minute >= 555 + OPENING)
    ? today.filter(({ minute }) => minute < 555 + OPENING)
    : [];
  const ranges = [first, today].filter(({ length }) => length > 0);
  return {
    up: [...(swings ? [swings.resistance] : []), ...ranges.map((own) => Math.max(...own.map(({ high }) => high)))],
    down: [...(swings ? [swings.support] : []), ...ranges.map((own) => Math.min(...own.map(({ low }) => low)))],
  };
}

/** 1 where the future rose on new positions over the last quarter of an hour, −1 where it fell on them. */
function builtBy(pairs: readonly Pair[]): number {
  const candles = pairs.flatMap(({ traded }) => (traded ? [traded] : []));
  const last = candles.at(-1);
  const span = SPAN / 60;
  const then =
    last && candles.findLast(({ minute }) => minute <= last.minute - span && minute >= last.minute - 2 * span);
  if (!last || !then) return 0;
  return last.oi > then.oi ? Math.sign(last.close - then.close) : 0;
}

const part = (weight: number, share: number) => Math.round(weight * Math.max(-1, Math.min(1, share)));

/** A candle that closed through a barrier, and what stands behind it. */
interface Reading {
  readonly isLong: boolean;
  readonly close: number;
  readonly broken: number;
  readonly range: number;
  /** 1 up, −1 down. */
  readonly candle: number;
  /** How far outside of the barriers it closed, in ranges. */
  readonly beyond: number;
  readonly volume: number | null;
  readonly built: number;
  readonly shift: number | null;
}

/** Where the trade would end, if volume, future, chain and score all agree with the break. */
function endsOf(reading: Reading, rules: BiasRules): { readonly stop: number; readonly target: number } | null {
  const { isLong, close, broken, range, volume, built, shift } = reading;
  const sign = isLong ? 1 : -1;
  const excess = volume === null ? 0 : rules.volumeFactor > 1 ? (volume - 1) / (rules.volumeFactor - 1) : 1;
  const price = part(40, reading.beyond / 0.25);
  const score = price + part(30, reading.candle * Math.max(excess, 0)) + 15 * built + part(15, (shift ?? 0) / 0.02);
  const hasVolume = rules.volumeFactor === 0 || (volume !== null && volume >= rules.volumeFactor);
  if (!hasVolume || built !== sign || shift === null || shift * sign <= 0 || score * sign <= rules.threshold)
    return null;
  const stop = Math.round(broken - sign * STOP_INSIDE * range);
  return { stop, target: Math.round(close + sign * TARGET_R * Math.abs(close - stop)) };
}

/** What was seen of one day. */
class Watch {
  private readonly market: Market;
  private readonly past: readonly Pair[];
  private readonly today: Pair[] = [];
  private readonly samples: Sample[] = [];

  constructor(market: Market, length: number) {
    this.market = market;
    this.past = pastOf(market, length, PAST);
  }

  sample(frame: Frame): void {
    const last = this.samples.at(-1);
    const isNewMinute = !last || Math.floor(frame.second / 60) > Math.floor(last.second / 60);
    if (isNewMinute) this.samples.push(sampleOf(this.market, frame));
  }

  /** Folds a candle in, and reads it when it closed through a barrier. */
  close(pair: Pair, frame: Frame): Reading | null {
    const pairs = [...this.past, ...this.today];
    const before = pairs.map(({ candle }) => candle);
    const { up, down } = barriersOf(
      before,
      this.today.map(({ candle }) => candle),
    );
    this.today.push(pair);
    const { open, close } = pair.candle;
    const [previous, range] = [before.at(-1)?.close, rangesOf([...before, pair.candle]).at(-1) ?? null];
    if (previous === undefined || range === null) return null;
    const over = up.filter((price) => close > price && previous <= price);
    const under = down.filter((price) => close < price && previous >= price);
    if (over.length + under.length === 0) return null;
    const isLong = over.length > 0;
    const beyond = Math.max(close - Math.min(...up), 0) - Math.max(Math.max(...down) - close, 0);
    return {
      isLong,
      close,
      broken: isLong ? Math.max(...over) : Math.min(...under),
      range,
      candle: Math.sign(close - open),
      beyond: beyond / range,
      volume: volumeRatioOf([...pairs, pair]),
      built: builtBy(this.today),
      shift: shiftAt(this.market, frame, this.samples),
    };
  }
}

/** The directional breakout with a bought option at the money. */
export function biasTrades(market: Market, rules: BiasRules, hours: Hours = HOURS): PlainTrade[] {
  const watch = new Watch(market, rules.length);
  let entries = 0;
  return tradesOf(
    market,
    rules.length,
    {
      onCandle(pair, { frame, wasOpen, enter }) {
        const reading = watch.close(pair, frame);
        const ends = reading && endsOf(reading, rules);
        if (!reading || !ends || wasOpen || entries >= rules.maxTrades) return;
        const { isLong, close } = reading;
        const trail = rules.trail ? { trailFrom: close } : {};
        if (enter({ isLong, vehicle: 'option', ...ends, legStop: PREMIUM_STOP, ...trail })) entries += 1;
      },
      onFrame: (frame) => watch.sample(frame),
    },
    hours,
  );
}
