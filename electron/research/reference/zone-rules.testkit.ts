import { pastOf, rangesOf, swingsOf, volumeRatioOf, yesterdayOf, type Pair } from './candles.testkit';
import type { Frame, Market } from './market.testkit';
import type { Candle } from './plain.testkit';
import { HOURS, tradesOf, type Hours, type PlainTrade } from './session.testkit';

export interface ZoneRules {
  readonly length: number;
  readonly wick: number;
  readonly volumeFactor: number;
  readonly tolerance: number;
  readonly stopBeyond: number;
  readonly breakBeyond: number;
  readonly targetR: number;
}

const [WINDOW, PAST, OPENING] = [75, 100, 15];

/** Low and high. */
type Zone = readonly [number, number];

/** High, low and close of the day before, and the seven pivots they make. */
function pivotsOf(day: Candle | null): number[] {
  if (!day) return [];
  const { high, low, close } = day;
  const pivot = (high + low + close) / 3;
  const pivots = [pivot, 2 * pivot - low, 2 * pivot - high, pivot + high - low, pivot - high + low];
  return [high, low, close, ...[...pivots, high + 2 * (pivot - low), low - 2 * (high - pivot)].map(Math.round)];
}

/** The strikes with most open interest in calls and in puts, the lower of equal ones. */
function defendedIn({ strikes }: Market, { options }: Frame): number[] {
  return ['CE', 'PE'].flatMap((right) => {
    const interest = strikes.map((strike) => options.get(`${strike}${right}`)?.oi ?? 0);
    const most = Math.max(0, ...interest);
    return most > 0 ? [(strikes[interest.indexOf(most)] ?? 0) * 100] : [];
  });
}

/** Levels that lie within the tolerance of the lowest of them are one zone. */
function zonesOf(levels: readonly number[], tolerance: number): Zone[] {
  const zones: [number, number][] = [];
  for (const level of levels.toSorted((a, b) => a - b)) {
    const last = zones.at(-1);
    if (last && level - last[0] <= tolerance) last[1] = level;
    else zones.push([level, level]);
  }
  return zones;
}

const meet = ([low, high]: Zone, [otherLow, otherHigh]: Zone): boolean => low <= otherHigh && otherLow <= high;

interface Rejection {
  readonly zone: Zone;
  readonly isLong: boolean;
}

/** What was seen of one day, candle by candle, after the candles of the days before. */
class Watch {
  private tests: { readonly zone: Zone; readonly isFromAbove: boolean }[] = [];
  private over: Zone[] = [];
  private zones: Zone[] = [];
  private opening: number[] = [];
  /** Average range after the last candle. */
  private range: number | null = null;
  private readonly pairs: Pair[];
  private readonly today: Candle[] = [];
  private readonly yesterdays: readonly number[];
  private readonly market: Market;
  private readonly rules: ZoneRules;

  constructor(market: Market, rules: ZoneRules) {
    this.market = market;
    this.rules = rules;
    this.pairs = pastOf(market, rules.length, PAST);
    this.yesterdays = pivotsOf(yesterdayOf(market));
    this.find([]);
  }

  get ratio(): number | null {
    return volumeRatioOf(this.pairs);
  }

  /** Folds a candle in; a rejection answers with where a trade on it would end. */
  close(pair: Pair, frame: Frame): (Rejection & { readonly stop: number; readonly target: number }) | null {
    const { candle } = pair;
    const [before, range] = [this.pairs.at(-1)?.candle, this.range];
    const rejected = before && range !== null ? this.rejectedBy(candle, before.close, range) : null;
    this.pairs.push(pair);
    this.today.push(candle);
    if (this.opening.length === 0 && candle.minute >= 555 + OPENING) {
      const first = this.today.filter(({ minute }) => minute < 555 + OPENING);
      if (first.length > 0)
        this.opening = [Math.max(...first.map(({ high }) => high)), Math.min(...first.map(({ low }) => low))];
    }
    this.find(defendedIn(this.market, frame));
    return rejected ? { ...rejected, ...this.endsOf(rejected, candle.close) } : null;
  }

  traded(zone: Zone): void {
    this.over.push(zone);
  }

  private find(defended: readonly number[]): void {
    const range = rangesOf(this.pairs.map(({ candle }) => candle)).at(-1) ?? null;
    this.range = range;
    const { highs, lows } = swingsOf(this.pairs.slice(-WINDOW).map(({ candle }) => candle));
    const levels = [...this.yesterdays, ...this.opening, ...defended, ...highs, ...lows];
    this.zones = range === null ? [] : zonesOf(levels, this.rules.tolerance * range);
  }

  private rejectedBy(candle: Candle, previous: number, range: number): Rejection | null {
    const { open, high, low, close } = candle;
    const known = [...this.over, ...this.tests.map(({ zone }) => zone)];
    for (const zone of this.zones) {
      if (known.some((other) => meet(other, zone))) continue;
      if (previous > zone[1] && low <= zone[1]) this.tests.push({ zone, isFromAbove: true });
      else if (previous < zone[0] && high >= zone[0]) this.tests.push({ zone, isFromAbove: false });
    }
    let rejected: Rejection | null = null;
    const beyond = this.rules.breakBeyond * range;
    this.tests = this.tests.filter(({ zone, isFromAbove }) => {
      if (isFromAbove ? close < zone[0] - beyond : close > zone[1] + beyond) {
        this.over.push(zone);
        return false;
      }
      if (isFromAbove ? close <= zone[1] : close >= zone[0]) return true;
      const wick = isFromAbove ? Math.min(open, close) - low : high - Math.max(open, close);
      const hasTouched = isFromAbove ? low <= zone[1] : high >= zone[0];
      const isLongEnough = (high === low ? 0 : wick / (high - low)) >= this.rules.wick;
      if (isLongEnough && hasTouched) rejected ??= { zone, isLong: isFromAbove };
      return false;
    });
    return rejected;
  }

  /** Behind the zone, and at twice the risk or the next zone. */
  private endsOf({ zone, isLong }: Rejection, close: number): { readonly stop: number; readonly target: number } {
    const beyond = this.rules.stopBeyond * (this.range ?? 0);
    const stop = Math.round(isLong ? zone[0] - beyond : zone[1] + beyond);
    const risk = Math.abs(close - stop) * this.rules.targetR;
    const ahead = this.zones
      .map(([low, high]) => (isLong ? low : high))
      .filter((p) => (isLong ? p > close : p < close));
    const target = isLong ? Math.min(Math.round(close + risk), ...ahead) : Math.max(Math.round(close - risk), ...ahead);
    return { stop, target };
  }
}

/** Reversals at key zones with a future or share. */
export function zoneTrades(market: Market, rules: ZoneRules, hours: Hours = HOURS): PlainTrade[] {
  const watch = new Watch(market, rules);
  return tradesOf(
    market,
    rules.length,
    {
      onCandle(pair, { frame, wasOpen, enter }) {
        const rejection = watch.close(pair, frame);
        const { ratio } = watch;
        const hasVolume = rules.volumeFactor === 0 || (ratio !== null && ratio >= rules.volumeFactor);
        if (!rejection || wasOpen || !hasVolume) return;
        const { isLong, stop, target, zone } = rejection;
        if (enter({ isLong, vehicle: 'carrier', stop, target })) watch.traded(zone);
      },
    },
    hours,
  );
}
