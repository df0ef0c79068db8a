import { levelsOf, pastOf } from './candles.testkit';
import type { Market } from './market.testkit';
import type { Candle } from './plain.testkit';
import { HOURS, tradesOf, type Hours, type PlainTrade } from './session.testkit';

export interface BreakoutRules {
  readonly length: number;
  readonly stop: number;
  readonly target: number;
}

const WINDOW = 60;

/** The S/R breakout with a future or share: levels of the candles since the last exit, one trade per breakout. */
export function breakoutTrades(
  market: Market,
  { length, stop, target }: BreakoutRules,
  hours: Hours = HOURS,
): PlainTrade[] {
  let points: Candle[] = pastOf(market, length, WINDOW)
    .map(({ candle }) => candle)
    .slice(-WINDOW);
  let clearedAt = 0;
  let isLocked = false;
  return tradesOf(
    market,
    length,
    {
      onCandle({ candle }, { wasOpen, enter }) {
        if (wasOpen || isLocked || candle.minute * 60 < clearedAt) return;
        const [levels, previous] = [levelsOf(points), points.at(-1)];
        points = [...points, candle].slice(-WINDOW);
        if (!levels || !previous) return;
        const isUp = candle.close > levels.resistance && previous.close <= levels.resistance;
        const isDown = candle.close < levels.support && previous.close >= levels.support;
        if (isUp || isDown) isLocked = enter({ isLong: isUp, vehicle: 'carrier', legStop: stop, legTarget: target });
      },
      onLeft(second) {
        [points, clearedAt, isLocked] = [[], second, false];
      },
    },
    hours,
  );
}
