import { describe, expect, it } from 'vitest';
import { candleRecording, readCandles } from '../sources/candles';
import {
  fillOf,
  fixture,
  FUTURE_2024,
  joined,
  leave,
  minutesOf,
  pathOf,
  SHARE_2026,
  type Candle,
  type Open,
  type PlainTrade,
  type Terms,
} from './plain.testkit';
import { plain, played } from './played.testkit';

/** Days of market through the whole desk take their time on a busy machine. */
const PATIENT = { timeout: 60_000 };

const [FAST, SLOW, ATR, HORIZON, RECENT] = [9, 21, 14, 10, 30];
const [FROM, UNTIL] = [9 * 60 + 20, 14 * 60 + 45];

interface Rules {
  readonly length: number;
  readonly filter: number;
  readonly volumeFactor: number;
  readonly stopAtr: number;
  /** Signals that have to be measured before the past may say yes; null trades every signal. */
  readonly leastSignals: number | null;
  readonly cost: number;
  readonly squareOff: number;
}

/** Simple average of the first values, then exponential. */
function emas(values: readonly number[], period: number): (number | null)[] {
  let average = 0;
  return values.map((value, i) => {
    if (i < period) average += value;
    if (i < period - 1) return null;
    if (i === period - 1) average /= period;
    else average += (2 / (period + 1)) * (value - average);
    return average;
  });
}

/** Wilder's average of true ranges, which begin with the second candle. */
function atrs(candles: readonly Candle[]): (number | null)[] {
  let average = 0;
  return candles.map(({ high, low }, i) => {
    const before = candles[i - 1];
    if (!before) return null;
    const range = Math.max(high, before.close) - Math.min(low, before.close);
    if (i <= ATR) average += range;
    if (i < ATR) return null;
    if (i === ATR) average /= ATR;
    else average += (1 / ATR) * (range - average);
    return average;
  });
}

interface Cross {
  readonly isLong: boolean;
  readonly isClear: boolean;
  /** What past signals say at this moment. */
  readonly isProven: boolean;
  readonly stop: number;
}

/** Every cross of the two averages over past and present candles, by the index of its candle. */
function crossesOf(candles: readonly Candle[], rules: Rules): Map<number, Cross> {
  const closes = candles.map(({ close }) => close);
  const [fast, slow, atr] = [emas(closes, FAST), emas(closes, SLOW), atrs(candles)];
  const crosses = new Map<number, Cross>();
  const signals: { at: number; isLong: boolean }[] = [];
  let side: boolean | null = null;
  candles.forEach(({ close, volume }, i) => {
    const [f = null, s = null, a = null] = [fast[i], slow[i], atr[i]];
    if (f === null || s === null || a === null) return;
    const before = side;
    if (f !== s) side = f > s;
    if (before === null || side === null || side === before) return;
    const sign = side ? 1 : -1;
    const past = candles.slice(i - 20, i);
    const average = past.reduce((sum, candle) => sum + candle.volume, 0) / 20;
    const isClear =
      sign * (close / s - 1) >= rules.filter &&
      (rules.volumeFactor === 0 || (past.length === 20 && average > 0 && volume / average >= rules.volumeFactor));
    const measured = signals.filter(({ at }) => at + HORIZON <= i).slice(-RECENT);
    const gains = measured.map(
      (signal) =>
        (signal.isLong ? 1 : -1) * ((closes[signal.at + HORIZON] ?? 0) / (closes[signal.at] ?? 0) - 1) - rules.cost,
    );
    const isProven =
      rules.leastSignals === null ||
      (gains.length >= rules.leastSignals && gains.reduce((sum, gain) => sum + gain, 0) / gains.length > 0);
    crosses.set(i, { isLong: side, isClear, isProven, stop: Math.round(close - sign * rules.stopAtr * a) });
    if (isClear) signals.push({ at: i, isLong: side });
  });
  return crosses;
}

/** One day of the rules, after the candles of the days before. */
function tradesOf(day: readonly Candle[], past: readonly Candle[], rules: Rules, terms: Terms): PlainTrade[] {
  const trades: PlainTrade[] = [];
  const today = joined(day, rules.length);
  const crosses = crossesOf([...past, ...today], rules);
  let open: (Open & { stop: number }) | null = null;
  for (const minute of day) {
    for (const { second, price, isOpen } of pathOf(minute)) {
      if (open) {
        const isStopped = open.side === 'buy' ? price <= open.stop : price >= open.stop;
        const why = minute.minute >= rules.squareOff ? 'square-off' : isStopped ? 'stop' : null;
        if (why) trades.push(leave(open, { at: second, price, why }, terms));
        if (why) open = null;
      }
      // A candle is over when something trades after its end; the last one of the file's gaps as well.
      const index = isOpen ? today.findLastIndex((candle) => candle.minute + rules.length <= minute.minute) : -1;
      const isFirstAfter =
        index >= 0 &&
        !day.some(
          (other) => other.minute < minute.minute && other.minute >= (today[index]?.minute ?? 0) + rules.length,
        );
      const cross = isFirstAfter ? crosses.get(past.length + index) : undefined;
      if (!cross) continue;
      if (open) trades.push(leave(open, { at: second, price, why: 'cross' }, terms));
      open = null;
      const isLate = minute.minute * 60 - ((today[index]?.minute ?? 0) + rules.length) * 60 > 15;
      if (!cross.isClear || !cross.isProven || isLate || minute.minute < FROM || minute.minute >= UNTIL) continue;
      const side = cross.isLong ? 'buy' : 'sell';
      open = { side, second, entry: fillOf(side, price, terms.tick), stop: cross.stop };
    }
  }
  return trades;
}

interface Case {
  readonly file: string;
  /** Trading days of the calendar; the file may lack some. */
  readonly dates: readonly string[];
  readonly historyDays: number;
  readonly units: number;
  readonly tick: number;
  readonly rates: Terms['rates'];
}

function expected({ file, dates, historyDays, ...terms }: Case, rules: Rules): PlainTrade[] {
  // A minute without volume is no trade, so it makes no candle.
  const minutes = minutesOf(file).filter(({ volume }) => rules.volumeFactor === 0 || volume > 0);
  const dayOf = (date: string) => minutes.filter((candle) => candle.date === date);
  return dates.flatMap((date, index) => {
    // Its own minute of zero volume is in the file's history all the same.
    const past = dates.slice(Math.max(0, index - historyDays), index).flatMap((other) =>
      joined(
        minutesOf(file).filter((candle) => candle.date === other),
        rules.length,
      ),
    );
    return tradesOf(dayOf(date), past, rules, { date, ...terms });
  });
}

const JANUARY = ['01', '02', '03', '04', '05', '08', '09', '10', '11', '12', '15', '16'].map((day) => `2024-01-${day}`);
const INDEX: Case = {
  file: 'NIFTY50-minute-2024-01.csv.gz',
  dates: JANUARY,
  historyDays: 0,
  units: 50,
  tick: 5,
  rates: FUTURE_2024,
};
const MAY = ['18', '19', '20', '21', '22', '25', '26', '27', '29'].map((day) => `2026-05-${day}`);
const SHARE: Case = {
  file: 'ICICIBANK-minute-2026-05.csv.gz',
  dates: MAY,
  historyDays: 4,
  units: 200,
  tick: 10,
  rates: SHARE_2026,
};

describe('the moving average over recorded minutes', PATIENT, () => {
  it.each([
    ['5m', 300, { length: 5, filter: 0, volumeFactor: 0, stopAtr: 1.5, leastSignals: null, cost: 0.0005 }],
    ['5m', 300, { length: 5, filter: 0.0002, volumeFactor: 0, stopAtr: 3, leastSignals: 3, cost: 0 }],
    ['1m', 750, { length: 1, filter: 0, volumeFactor: 0, stopAtr: 1.5, leastSignals: 10, cost: 0.00005 }],
  ])('trades the index on candles of %s by its rules, to the paisa', async (interval, history, terms) => {
    const rules: Rules = { ...terms, squareOff: 15 * 60 + 15 };
    const result = await played(candleRecording(readCandles(fixture(INDEX.file), null)), 'moving-average', {
      interval,
      history,
      ...paramsOf(rules),
    });
    const reference = expected({ ...INDEX, historyDays: history / (375 / rules.length) }, rules);
    expect(reference.length).toBeGreaterThan(5);
    expect(result.trades.map(plain)).toEqual(reference);
    expect(result.metrics.net).toBe(reference.reduce((sum, { net }) => sum + net, 0));
  });

  it('trades a share by its own volume, and leaves it before its market closes', async () => {
    const rules: Rules = {
      length: 3,
      filter: 0,
      volumeFactor: 0.8,
      stopAtr: 2,
      leastSignals: null,
      cost: 0,
      squareOff: 15 * 60 + 10,
    };
    const recording = candleRecording(readCandles(fixture(SHARE.file), null));
    const result = await played(recording, 'moving-average', {
      interval: '3m',
      history: 500,
      quantity: 200,
      ...paramsOf(rules),
    });
    const reference = expected(SHARE, rules);
    expect(reference.length).toBeGreaterThan(5);
    expect(result.trades.map(plain)).toEqual(reference);
  });
});

function paramsOf({ filter, volumeFactor, stopAtr, leastSignals, cost }: Rules) {
  return { filter, volumeFactor, stopAtr, cost, validate: leastSignals !== null, leastSignals: leastSignals ?? 10 };
}
