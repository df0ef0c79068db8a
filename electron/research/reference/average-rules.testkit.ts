import { pastOf, pairsOf, rangesOf, volumeRatioOf, type Pair } from './candles.testkit';
import type { Market } from './market.testkit';
import { HOURS, tradesOf, type Hours, type PlainTrade } from './session.testkit';

export interface AverageRules {
  readonly length: number;
  /** Past candles to learn from. */
  readonly history: number;
  readonly filter: number;
  readonly volumeFactor: number;
  readonly stopAtr: number;
  /** Signals that have to be measured before the past may say yes; null trades every signal. */
  readonly leastSignals: number | null;
  readonly cost: number;
}

const [FAST, SLOW, HORIZON, RECENT] = [9, 21, 10, 30];

interface Cross {
  readonly isLong: boolean;
  readonly mayTrade: boolean;
  readonly stop: number;
}

/** Every cross of the two averages, by the index of its candle. */
function crossesOf(pairs: readonly Pair[], rules: AverageRules): Map<number, Cross> {
  const candles = pairs.map(({ candle }) => candle);
  const closes = candles.map(({ close }) => close);
  const [fast, slow, ranges] = [averagesOf(closes, FAST), averagesOf(closes, SLOW), rangesOf(candles)];
  const crosses = new Map<number, Cross>();
  const signals: { readonly at: number; readonly sign: number }[] = [];
  let side: boolean | null = null;
  for (const [i, close] of closes.entries()) {
    const [f, s, range] = [fast[i] ?? null, slow[i] ?? null, ranges[i] ?? null];
    if (f === null || s === null || range === null) continue;
    const before: boolean | null = side;
    if (f !== s) side = f > s;
    if (before === null || side === null || side === before) continue;
    const sign = side ? 1 : -1;
    const ratio = volumeRatioOf(pairs.slice(Math.max(0, i - 200), i + 1));
    const isFar = sign * (close / s - 1) >= rules.filter;
    const hasVolume = rules.volumeFactor === 0 || (ratio !== null && ratio >= rules.volumeFactor);
    const measured = signals.filter(({ at }) => at + HORIZON <= i).slice(-RECENT);
    const gains = measured.map(
      (signal) => signal.sign * ((closes[signal.at + HORIZON] ?? 0) / (closes[signal.at] ?? 0) - 1) - rules.cost,
    );
    const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
    const isProven = rules.leastSignals === null || (gains.length >= rules.leastSignals && mean > 0);
    const stop = Math.round(close - sign * rules.stopAtr * range);
    crosses.set(i, { isLong: side, mayTrade: isFar && hasVolume && isProven, stop });
    // Where no volume is known a cross is measured by its price alone.
    if (isFar && (hasVolume || pairs[i]?.traded === null)) signals.push({ at: i, sign });
  }
  return crosses;
}

/** Simple average of the first values, then exponential. */
function averagesOf(values: readonly number[], period: number): (number | null)[] {
  let average = 0;
  return values.map((value, i) => {
    if (i < period) average += value;
    if (i < period - 1) return null;
    average = i === period - 1 ? average / period : average + (2 / (period + 1)) * (value - average);
    return average;
  });
}

/** The moving average with a future or share: in on a cross that counts, out on the opposite one. */
export function averageTrades(market: Market, rules: AverageRules, hours: Hours = HOURS): PlainTrade[] {
  const past = pastOf(market, rules.length, rules.history);
  const pairs = pairsOf(market, rules.length);
  const crosses = crossesOf([...past, ...pairs], rules);
  const places = new Map(pairs.map(({ candle }, index) => [candle.minute, past.length + index]));
  return tradesOf(
    market,
    rules.length,
    {
      onCandle({ candle }, { enter, leave }) {
        const cross = crosses.get(places.get(candle.minute) ?? -1);
        if (!cross) return;
        leave('cross');
        if (cross.mayTrade) enter({ isLong: cross.isLong, vehicle: 'carrier', stop: cross.stop });
      },
    },
    hours,
  );
}
