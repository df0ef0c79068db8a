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
  type Candle,
  type Open,
  type PlainTrade,
  type Terms,
} from './plain.testkit';
import { plain, played } from './played.testkit';

/** Days of market through the whole desk take their time on a busy machine. */
const PATIENT = { timeout: 60_000 };

const MINUTES = 'NIFTY50-minute-2024-01.csv.gz';
const [LOOKBACK, WINDOW] = [10, 60];
const [FROM, UNTIL, SQUARE_OFF] = [9 * 60 + 20, 14 * 60 + 45, 15 * 60 + 15];

/** Highest swing high and lowest swing low: extremes of the five candles before and after, the first of equal ones. */
function levelsOf(points: readonly Candle[]): { support: number; resistance: number } | null {
  if (points.length < 12) return null;
  let [support, resistance] = [Infinity, -Infinity];
  const half = LOOKBACK / 2;
  for (let i = half; i < points.length - half; i += 1) {
    const here = points[i];
    if (!here) continue;
    const before = points.slice(i - half, i);
    const after = points.slice(i + 1, i + 1 + half);
    if (before.every(({ high }) => high < here.high) && after.every(({ high }) => high <= here.high))
      resistance = Math.max(resistance, here.high);
    if (before.every(({ low }) => low > here.low) && after.every(({ low }) => low >= here.low))
      support = Math.min(support, here.low);
  }
  return Number.isFinite(support) && Number.isFinite(resistance) && support < resistance
    ? { support, resistance }
    : null;
}

/** The rules of the breakout over one day, beginning with the candles of the day before. */
function tradesOf(
  day: readonly Candle[],
  yesterday: readonly Candle[],
  length: number,
  terms: Terms & { stop: number; target: number },
): PlainTrade[] {
  const trades: PlainTrade[] = [];
  const candles = joined(day, length);
  let points = joined(yesterday, length).slice(-WINDOW);
  let open: (Open & { stop: number; target: number }) | null = null;
  let clearedAt = 0;
  for (const minute of day) {
    for (const { second, price, isOpen } of pathOf(minute)) {
      let wasOpen: boolean = open !== null;
      if (open) {
        const sign = open.side === 'buy' ? 1 : -1;
        const why =
          minute.minute >= SQUARE_OFF
            ? 'square-off'
            : (price - open.stop) * sign <= 0
              ? 'stop'
              : (price - open.target) * sign >= 0
                ? 'target'
                : null;
        if (why) {
          trades.push(leave(open, { at: second, price, why }, terms));
          [open, points, clearedAt, wasOpen] = [null, [], second, true];
        }
      }
      const closed = isOpen ? candles.find((candle) => candle.minute + length === minute.minute) : undefined;
      if (!closed || wasOpen || closed.minute * 60 < clearedAt) continue;
      const [levels, previous] = [levelsOf(points), points.at(-1)];
      points = [...points, closed].slice(-WINDOW);
      const isTime = minute.minute >= FROM && minute.minute < UNTIL;
      if (!levels || !previous || !isTime) continue;
      const isLong = closed.close > levels.resistance && previous.close <= levels.resistance;
      const isShort = closed.close < levels.support && previous.close >= levels.support;
      if (!isLong && !isShort) continue;
      const side = isLong ? 'buy' : 'sell';
      const entry = fillOf(side, price, terms.tick);
      const up = (value: number) => Math.ceil(Math.round(value) / terms.tick) * terms.tick;
      const down = (value: number) => Math.floor(Math.round(value) / terms.tick) * terms.tick;
      open = isLong
        ? { side, second, entry, stop: down(entry * (1 - terms.stop)), target: up(entry * (1 + terms.target)) }
        : { side, second, entry, stop: up(entry * (1 + terms.stop)), target: down(entry * (1 - terms.target)) };
    }
  }
  return trades;
}

function expected(length: number, stop: number, target: number): PlainTrade[] {
  const minutes = minutesOf(MINUTES);
  const dates = [...new Set(minutes.map(({ date }) => date))];
  const dayOf = (date: string | undefined) => minutes.filter((candle) => candle.date === date);
  return dates.flatMap((date, index) =>
    tradesOf(dayOf(date), dayOf(dates[index - 1]), length, {
      date,
      units: 50,
      tick: 5,
      rates: FUTURE_2024,
      stop,
      target,
    }),
  );
}

describe('S/R breakout over recorded minutes', PATIENT, () => {
  it.each([
    ['5m', 5, 0.003, 0.004],
    ['1m', 1, 0.001, 0.0015],
    ['5m', 5, 0.01, 0.03],
  ])('does on candles of %s what its rules say, to the paisa', async (interval, length, stop, target) => {
    const recording = candleRecording(readCandles(fixture(MINUTES), null));
    const result = await played(recording, 'sr-breakout', { interval, stop, target });
    const reference = expected(length, stop, target);
    expect(reference.length).toBeGreaterThan(5);
    expect(result.trades.map(plain)).toEqual(reference);
    expect(result.metrics.net).toBe(reference.reduce((sum, { net }) => sum + net, 0));
  });
});
