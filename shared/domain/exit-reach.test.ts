import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ist, NIFTY, NIFTY_FUTURE, quote } from '#shared/engine/testing/market';
import { isOutOfReach } from './exit-reach';
import { NO_EXITS, type ExitPlan } from './exit-plan';
import { triggersOf } from './exits';
import type { Trade } from './trade';
import { paise, qty, rupees } from './units';

const until = ist('10:00');
const around = (low: number, high: number) => ({ low: rupees(low), high: rupees(high), until });

function tradeWith(exits: Partial<ExitPlan>, leg: Partial<Trade['legs'][number]> = {}): Trade {
  const long = leg.side !== 'sell';
  return {
    id: 't',
    owner: { kind: 'strategy', instance: 'i' },
    callId: null,
    name: '',
    product: 'intraday',
    status: 'open',
    legs: [
      {
        id: '1',
        instrument: NIFTY_FUTURE,
        side: 'buy',
        qty: qty(65),
        role: 'main',
        status: 'open',
        position: { qty: qty(long ? 65 : -65), cost: paise((long ? 1 : -1) * 65 * 10_000), realised: paise(0) },
        entry: rupees(100),
        stop: null,
        target: null,
        best: rupees(100),
        exitReason: null,
        ...leg,
      },
    ],
    exits: { ...NO_EXITS, ...exits },
    openedAt: ist('09:30'),
    closedAt: null,
    entryReason: '',
    exitReason: null,
    exitedBy: null,
  };
}

describe('isOutOfReach', () => {
  it('knows the levels of a leg by its side', () => {
    const long = tradeWith({}, { stop: rupees(95), target: rupees(110) });
    expect([
      isOutOfReach(long, around(96, 109)),
      isOutOfReach(long, around(95, 109)),
      isOutOfReach(long, around(96, 110)),
    ]).toEqual([true, false, false]);
    const short = tradeWith({}, { side: 'sell', stop: rupees(105), target: rupees(90) });
    expect([isOutOfReach(short, around(91, 104)), isOutOfReach(short, around(106, 120))]).toEqual([true, false]);
  });

  it('is not told by prices where a stop follows them or counts several legs', () => {
    expect(isOutOfReach(tradeWith({ legTrail: 0.5 }), around(100, 100))).toBe(false);
    expect(isOutOfReach(tradeWith({ combinedStop: 0.5 }), around(100, 100))).toBe(false);
    expect(isOutOfReach(tradeWith({ move: { instrument: NIFTY, fraction: 0.5, reference: null } }), around(1, 1))).toBe(
      false,
    );
  });

  it('ends where the square-off begins', () => {
    expect(isOutOfReach(tradeWith({ squareOffAt: 10 * 60 + 1 }), around(1, 2))).toBe(true);
    expect(isOutOfReach(tradeWith({ squareOffAt: 10 * 60 }), around(1, 2))).toBe(false);
  });

  it('never says so of a price that sets an exit off', () => {
    const price = fc.integer({ min: 98, max: 102 });
    const level = fc.option(fc.integer({ min: 94, max: 106 }).map(rupees));
    const levels = fc.record({ below: level, above: level, stop: level, target: level });
    const rest = fc.record({
      side: fc.constantFrom('buy' as const, 'sell' as const),
      fraction: fc.constantFrom(0.02, 0.1),
      squareOffAt: fc.constantFrom(600, 601),
    });
    fc.assert(
      fc.property(fc.tuple(price, price, price), levels, rest, (prices, { below, above, stop, target }, terms) => {
        const [low = 0, at = 0, high = 0] = prices.toSorted((x, y) => x - y);
        const { side, fraction, squareOffAt } = terms;
        const trade = tradeWith(
          {
            bounds: { instrument: NIFTY, below, above },
            move: { instrument: NIFTY, fraction, reference: rupees(100) },
            squareOffAt,
          },
          { side, stop, target },
        );
        const isSetOff = triggersOf(trade, (id) => quote(id, at, until), until).length > 0;
        expect(isSetOff && isOutOfReach(trade, around(low, high))).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
