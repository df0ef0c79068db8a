import type { ParamValues } from '#shared/domain/params';
import { averageTrades, type AverageRules } from './average-rules.testkit';
import { biasTrades, type BiasRules } from './bias-rules.testkit';
import { breakoutTrades, type BreakoutRules } from './levels-rules.testkit';
import type { Market } from './market.testkit';
import { HOURS, type PlainTrade } from './session.testkit';
import { straddleTrades, type StraddleRules } from './straddle-rules.testkit';
import { zoneTrades, type ZoneRules } from './zone-rules.testkit';

/** A strategy's parameters, and what the independent computation makes of the same. */
export interface Pairing {
  readonly strategy: string;
  readonly params: ParamValues;
  readonly expected: (market: Market) => readonly PlainTrade[];
}

interface Times {
  /** Seconds that a candle or a price may be old. */
  readonly staleAfter?: number;
}

const SHARES_LEAVE = 15 * 60 + 10;

function hoursFor({ strikes, symbol }: Market, { staleAfter = HOURS.staleAfter }: Times) {
  const isShare = strikes.length === 0 && symbol !== 'NIFTY' && symbol !== 'BANKNIFTY';
  return { ...HOURS, staleAfter, squareOff: isShare ? SHARES_LEAVE : HOURS.squareOff };
}

const timesOf = ({ staleAfter }: Times): ParamValues => (staleAfter === undefined ? {} : { staleAfter });

/** Where no volume was recorded there is no rule of volume. */
function measured<Rules extends { readonly volumeFactor: number }>(rules: Rules, { hasVolume }: Market): Rules {
  return hasVolume ? rules : { ...rules, volumeFactor: 0 };
}

export const USUAL_BREAKOUT: BreakoutRules = { length: 5, stop: 0.01, target: 0.03 };

export function breakout(rules: BreakoutRules, times: Times = {}): Pairing {
  const { length, ...others } = rules;
  return {
    strategy: 'sr-breakout',
    params: { interval: `${length}m`, ...others, ...timesOf(times) },
    expected: (market) => breakoutTrades(market, rules, hoursFor(market, times)),
  };
}

export const USUAL_AVERAGE: AverageRules = {
  length: 5,
  history: 1_500,
  filter: 0.001,
  volumeFactor: 1.2,
  stopAtr: 1.5,
  leastSignals: 10,
  cost: 0.0005,
};

export function average(rules: AverageRules, times: Times = {}): Pairing {
  const { length, leastSignals, volumeFactor: _, ...others } = rules;
  const validation = { validate: leastSignals !== null, leastSignals: leastSignals ?? 10 };
  return {
    strategy: 'moving-average',
    params: { interval: `${length}m`, ...validation, ...volumeOf(rules, 1.2), ...others, ...timesOf(times) },
    expected: (market) => averageTrades(market, measured(rules, market), hoursFor(market, times)),
  };
}

/** Left to the strategy where it is the usual one, for it is another where no volume was recorded. */
function volumeOf({ volumeFactor }: { readonly volumeFactor: number }, usual: number): ParamValues {
  return volumeFactor === usual ? {} : { volumeFactor };
}

export const USUAL_ZONES: ZoneRules = {
  length: 5,
  wick: 0.5,
  volumeFactor: 1.2,
  tolerance: 0.5,
  stopBeyond: 0.25,
  breakBeyond: 0.5,
  targetR: 2,
};

export function zones(rules: ZoneRules, times: Times = {}): Pairing {
  const { length, volumeFactor: _, ...others } = rules;
  return {
    strategy: 'reversal-zones',
    params: { interval: `${length}m`, ...volumeOf(rules, 1.2), ...others, ...timesOf(times) },
    expected: (market) => zoneTrades(market, measured(rules, market), hoursFor(market, times)),
  };
}

export const USUAL_BIAS: BiasRules = { length: 5, threshold: 60, volumeFactor: 1.5, maxTrades: 2, trail: true };

export function bias(rules: BiasRules, times: Times = {}): Pairing {
  const { length, volumeFactor: _, ...others } = rules;
  return {
    strategy: 'directional-breakout',
    params: { interval: `${length}m`, ...volumeOf(rules, 1.5), ...others, ...timesOf(times) },
    // Without a chain no open interest can agree.
    expected: (market) =>
      market.strikes.length === 0 ? [] : biasTrades(market, measured(rules, market), hoursFor(market, times)),
  };
}

export function straddle(rules: StraddleRules): Pairing {
  return {
    strategy: 'atm-straddle-sell',
    params: { ...rules },
    expected: (market) => (market.strikes.length === 0 ? [] : straddleTrades(market, rules)),
  };
}
