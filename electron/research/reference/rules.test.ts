import { describe, expect, it } from 'vitest';
import { plain, played } from './played.testkit';
import { RECORDED, type Recorded } from './recordings.testkit';
import {
  average,
  bias,
  breakout,
  straddle,
  USUAL_AVERAGE,
  USUAL_BIAS,
  USUAL_ZONES,
  zones,
  type Pairing,
} from './rules.testkit';

const UNPROVEN = { ...USUAL_AVERAGE, filter: 0, volumeFactor: 0, leastSignals: null };
const PROVEN = { ...UNPROVEN, length: 1, history: 750, leastSignals: 10, cost: 0.00005 };
const FILTERED = { ...UNPROVEN, history: 300, filter: 0.0002, stopAtr: 3, leastSignals: 3, cost: 0 };
const SHARES = { ...UNPROVEN, length: 3, history: 500, volumeFactor: 0.8, stopAtr: 2 };
const WIDE = { ...USUAL_ZONES, length: 3, wick: 0.3, tolerance: 1, stopBeyond: 0.5, breakBeyond: 0.25, targetR: 1 };
const EAGER = { ...USUAL_BIAS, length: 1, threshold: 0, volumeFactor: 0, maxTrades: 10 };
const { minutes2024, share, expiry, january, february } = RECORDED;
const POLICIES = ['move-to-cost', 'close-all', 'keep'] as const;

/** With the trades that there have to be at least, for nothing would be proved by none. */
const CASES: readonly (readonly [string, Recorded, Pairing, number])[] = [
  ['S/R breakout', minutes2024, breakout({ length: 5, stop: 0.003, target: 0.004 }), 6],
  ['S/R breakout on minutes', minutes2024, breakout({ length: 1, stop: 0.001, target: 0.0015 }), 6],
  ['moving average as signals come', minutes2024, average({ ...UNPROVEN, history: 300 }), 6],
  ['moving average past a filter, once three signals have paid', minutes2024, average(FILTERED), 6],
  ['moving average on minutes, once ten signals have paid', minutes2024, average(PROVEN), 6],
  ['moving average on the volume of a share, left before its market closes', share, average(SHARES), 6],
  ['reversal on minutes', minutes2024, zones({ ...USUAL_ZONES, length: 1 }), 15],
  ['reversal with wide zones and near targets', minutes2024, zones(WIDE), 15],
  ['directional breakout on minutes', expiry, bias({ ...USUAL_BIAS, length: 1 }), 2],
  ['directional breakout on less volume and bias', expiry, bias({ ...EAGER, threshold: 30, volumeFactor: 1 }), 2],
  ['directional breakout on no volume at all', expiry, bias(EAGER), 3],
  ['directional breakout without a trail', expiry, bias({ ...EAGER, trail: false }), 3],
  ['directional breakout on three minutes', expiry, bias({ ...EAGER, length: 3, volumeFactor: 1, maxTrades: 2 }), 1],
  ...[expiry, january, february].flatMap((day) =>
    POLICIES.map((after) => [`straddle, ${after}, ${day.name}`, day, straddle({ afterLegStop: after }), 1] as const),
  ),
];

describe('with other parameters too every strategy trades by its rules, to the paisa', () => {
  it.each(CASES)('%s', async (_, { recording, markets }, { strategy, params, expected }, least) => {
    const { trades, metrics } = await played(recording(), strategy, params);
    const reference = markets().flatMap(expected);
    expect(reference.length).toBeGreaterThanOrEqual(least);
    expect(trades.map(plain)).toEqual(reference);
    expect(metrics.net).toBe(reference.reduce((sum, { net }) => sum + net, 0));
  });
});
