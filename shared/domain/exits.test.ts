import { describe, expect, it } from 'vitest';
import { CALL, PUT } from '#shared/engine/testing/world';
import { ist, LOT, NIFTY, quote } from '#shared/engine/testing/market';
import { NO_EXITS, type ExitPlan } from './exit-plan';
import { initialLevels, triggersOf } from './exits';
import type { Instrument, InstrumentId } from './instrument';
import { applyFill, FLAT } from './position';
import type { Leg, Trade } from './trade';
import { qty, rupees } from './units';

/** A call sold at 100 and a put sold at 90: ₹190 of premium a unit. */
const soldAt = { [CALL]: 100, [PUT]: 90 };

function leg(instrument: InstrumentId, price: number, levels: Partial<Leg> = {}): Leg {
  return {
    id: instrument === CALL ? 'call' : 'put',
    instrument,
    side: 'sell',
    qty: qty(LOT),
    role: 'main',
    status: 'open',
    position: applyFill(FLAT, { side: 'sell', qty: qty(LOT), price: rupees(price) }),
    entry: rupees(price),
    stop: null,
    target: null,
    best: null,
    exitReason: null,
    ...levels,
  };
}

function straddle(exits: Partial<ExitPlan>, ofCall: Partial<Leg> = {}): Trade {
  return {
    id: 't',
    owner: { kind: 'strategy', instance: 'i' },
    callId: null,
    name: 'Sell straddle',
    product: 'intraday',
    status: 'open',
    legs: [leg(CALL, soldAt[CALL] ?? 0, ofCall), leg(PUT, soldAt[PUT] ?? 0)],
    exits: { ...NO_EXITS, ...exits },
    openedAt: ist('09:30'),
    closedAt: null,
    entryReason: '',
    exitReason: null,
    exitedBy: null,
  };
}

interface Seen {
  readonly call?: number;
  readonly put?: number;
  readonly spot?: number;
  readonly clock?: string;
}

/** What sets the trade off: which leg, null for all of it, why, and whether by a loss. */
function setOff(trade: Trade, { call = 100, put = 90, spot = 24_200, clock = '10:00' }: Seen) {
  const prices: Readonly<Record<string, number>> = { [CALL]: call, [PUT]: put, [NIFTY]: spot };
  const quoteOf = (id: InstrumentId) => {
    const price = prices[id];
    return price === undefined ? null : quote(id, price, ist(clock));
  };
  return triggersOf(trade, quoteOf, ist(clock)).map(({ leg: which, reason, isStop }) => [which, reason, isStop]);
}

describe('a trade is left', () => {
  it('by a leg alone at its stop or its target, at the level itself', () => {
    const call = straddle({}, { stop: rupees(125), target: rupees(40) });
    expect(setOff(call, { call: 124.95 })).toEqual([]);
    expect(setOff(call, { call: 125 })).toEqual([['call', 'Stop ₹125.00 hit at ₹125.00', true]]);
    expect(setOff(call, { call: 39.5 })).toEqual([['call', 'Target ₹40.00 reached at ₹39.50', false]]);
  });

  it('whole at the combined stop and target, as shares of the premium that was taken', () => {
    const both = straddle({ combinedStop: 0.2, combinedTarget: 0.5 });
    expect(setOff(both, { call: 137.95 })).toEqual([]);
    expect(setOff(both, { call: 138 })).toEqual([
      [null, 'Combined stop: loss ₹2,470.00 is 20.00 % of the entry premium, limit 20.00 %', true],
    ]);
    expect(setOff(both, { call: 50, put: 45 })).toEqual([
      [null, 'Combined target: gain ₹6,175.00 is 50.00 % of the entry premium, target 50.00 %', false],
    ]);
  });

  it('whole when the spot moved as far as the plan allows, either way, from where it was', () => {
    const moved = straddle({ move: { instrument: NIFTY, fraction: 0.007, reference: rupees(24_000) } });
    expect(setOff(moved, { spot: 24_167.95 })).toEqual([]);
    expect(setOff(moved, { spot: 24_168 })).toEqual([[null, expect.stringMatching(/^NIFTY 50 moved 0\.70 %/), true]]);
    expect(setOff(moved, { spot: 23_832 })).toHaveLength(1);
  });

  it('whole when another instrument crosses a bound', () => {
    const bounded = straddle({ bounds: { instrument: NIFTY, below: rupees(24_100), above: rupees(24_300) } });
    expect(setOff(bounded, { spot: 24_100.05 })).toEqual([]);
    expect(setOff(bounded, { spot: 24_100 })).toEqual([
      [null, 'NIFTY 50 fell to ₹24,100.00, through ₹24,100.00', false],
    ]);
    expect(setOff(bounded, { spot: 24_301 })).toEqual([
      [null, 'NIFTY 50 rose to ₹24,301.00, through ₹24,300.00', false],
    ]);
  });

  it('whole at the square-off, before anything else', () => {
    const squared = straddle({ squareOffAt: 15 * 60 + 15, combinedStop: 0.01 });
    expect(setOff(squared, { call: 150, clock: '15:14:59' })).toMatchObject([
      [null, expect.stringMatching(/^Combined/), true],
    ]);
    expect(setOff(squared, { call: 150, clock: '15:15' })).toEqual([[null, 'Square-off at 15:15', false]]);
  });

  it('by nothing that has no price', () => {
    const trade = straddle({ combinedStop: 0.01, bounds: { instrument: NIFTY, below: rupees(99_999), above: null } });
    expect(triggersOf(trade, () => null, ist('10:00'))).toEqual([]);
  });
});

describe('the levels of a leg that was entered', () => {
  // Of the instrument they only need its tick.
  const option = { tickSize: 5 } as Instrument;
  const exits: ExitPlan = { ...NO_EXITS, legStop: 0.25, legTarget: 0.6 };

  it('lie where the plan puts them, on the tick beyond: a sold leg’s stop above and its target below', () => {
    expect(initialLevels(leg(CALL, 100), exits, rupees(101.1), option)).toEqual({
      entry: rupees(101.1),
      stop: rupees(126.4),
      target: rupees(40.4),
      best: rupees(101.1),
    });
    expect(initialLevels({ ...leg(CALL, 100), side: 'buy' }, exits, rupees(101.1), option)).toMatchObject({
      stop: rupees(75.8),
      target: rupees(161.8),
    });
  });

  it('are none for a hedge, which protects the others', () => {
    expect(initialLevels({ ...leg(CALL, 100), role: 'hedge' }, exits, rupees(10), option)).toMatchObject({
      stop: null,
      target: null,
    });
  });
});
