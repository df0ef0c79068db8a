import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signOf, type Side } from '../instrument';
import { paise, qty } from '../units';
import type { Ladder } from './ladder';
import { advance, isTriggered, meet, openQty, take, type MarketStep, type WorkingOrder } from './match';

function order(side: Side, units: number, limit: number, trigger: number | null = null): WorkingOrder {
  return {
    side,
    qty: qty(units),
    filledQty: qty(0),
    limit: paise(limit),
    trigger: trigger === null ? null : paise(trigger),
  };
}

function ladder(bids: [number, number][], asks: [number, number][]): Ladder {
  const side = (levels: [number, number][]) =>
    levels.map(([price, units]) => ({ price: paise(price), qty: qty(units), orders: 1 }));
  return { bids: side(bids), asks: side(asks) };
}

function step(ltp: number, traded: number, book: Ladder): MarketStep {
  return { ltp: paise(ltp), tradedQty: qty(traded), ladder: book };
}

const BOOK = ladder(
  [
    [9995, 65],
    [9990, 130],
  ],
  [
    [10_000, 65],
    [10_005, 130],
    [10_020, 650],
  ],
);

describe('take', () => {
  it('fills level by level at the prices that rest there, not at the limit', () => {
    const { executions } = take(order('buy', 130, 10_010), BOOK);
    expect(executions).toEqual([
      { price: 10_000, qty: 65 },
      { price: 10_005, qty: 65 },
    ]);
  });

  it('stops at the limit and leaves the rest open', () => {
    const matched = take(order('buy', 325, 10_005), BOOK);
    expect(matched.order.filledQty).toBe(195);
    expect(openQty(matched.order)).toBe(130);
  });

  it('takes nothing when the limit does not reach the other side', () => {
    expect(take(order('sell', 65, 10_000), BOOK).executions).toEqual([]);
  });

  it('leaves the ladder without the units it took, so the next order cannot take them again', () => {
    const first = take(order('buy', 100, 10_005), BOOK);
    const second = take(order('buy', 300, 10_005), first.ladder);
    expect(first.order.filledQty + second.order.filledQty).toBe(195);
  });
});

describe('meet', () => {
  it('fills a resting buy at its own limit when the offers come down to it', () => {
    const down = step(9990, 0, ladder([], [[9980, 65]]));
    expect(meet(order('buy', 130, 9990), down).executions).toEqual([{ price: 9990, qty: 65 }]);
  });

  it('fills by what traded when the last price goes through the limit', () => {
    const through = step(9985, 100, ladder([], [[9995, 65]]));
    expect(meet(order('buy', 130, 9990), through).executions).toEqual([{ price: 9990, qty: 100 }]);
  });

  it('does not fill when the last price only touches the limit: the queue is not known', () => {
    const touch = step(9990, 5000, ladder([[9990, 65]], [[9995, 65]]));
    expect(meet(order('buy', 130, 9990), touch).executions).toEqual([]);
  });
});

describe('advance', () => {
  it('wakes a sell stop at or below its trigger and a buy stop at or above', () => {
    const sell = order('sell', 65, 9000, 9500);
    expect([9505, 9500, 9495].map((ltp) => isTriggered(sell, paise(ltp)))).toEqual([false, true, true]);
    const buy = order('buy', 65, 9800, 9500);
    expect([9495, 9500, 9505].map((ltp) => isTriggered(buy, paise(ltp)))).toEqual([false, true, true]);
  });

  it('lets a sleeping stop sleep', () => {
    const stop = order('buy', 65, 10_100, 10_050);
    expect(advance(stop, step(10_000, 1000, BOOK)).order).toEqual(stop);
  });

  it('crosses the spread at once when a stop wakes', () => {
    const woken = advance(order('buy', 65, 10_100, 10_000), step(10_000, 65, BOOK));
    expect(woken.order.trigger).toBeNull();
    expect(woken.executions).toEqual([{ price: 10_000, qty: 65 }]);
  });
});

describe('every match', () => {
  const level = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 2000 }));
  const sides = fc.record({ bids: fc.array(level, { maxLength: 5 }), asks: fc.array(level, { maxLength: 5 }) });
  const book = sides.map(({ bids, asks }) =>
    ladder(
      bids.map(([p, q]): [number, number] => [p * 5, q]).sort((a, b) => b[0] - a[0]),
      asks.map(([p, q]): [number, number] => [p * 5, q]).sort((a, b) => a[0] - b[0]),
    ),
  );
  const anOrder = fc
    .record({
      side: fc.constantFrom<Side>('buy', 'sell'),
      units: fc.integer({ min: 1, max: 3000 }),
      limit: fc.integer({ min: 1, max: 400 }),
      trigger: fc.option(fc.integer({ min: 1, max: 400 })),
    })
    .map((o) => order(o.side, o.units, o.limit * 5, o.trigger === null ? null : o.trigger * 5));
  const steps = fc.array(
    fc
      .record({ ltp: fc.integer({ min: 1, max: 400 }), traded: fc.nat(2000), book })
      .map((s) => step(s.ltp * 5, s.traded, s.book)),
    { minLength: 1, maxLength: 20 },
  );

  it('never fills more than the quantity, never at a worse price than the limit, and books what it executed', () => {
    fc.assert(
      fc.property(anOrder, steps, (start, market) => {
        let [now, executed] = [start, 0];
        for (const moment of market) {
          const matched = advance(now, moment);
          for (const execution of matched.executions) {
            expect(execution.qty).toBeGreaterThan(0);
            const gain = signOf(start.side) * (start.limit - execution.price);
            expect(gain).toBeGreaterThanOrEqual(0);
            executed += execution.qty;
          }
          now = matched.order;
        }
        expect(now.filledQty).toBe(executed);
        expect(now.filledQty).toBeLessThanOrEqual(start.qty);
      }),
    );
  });

  it('takes from the ladder exactly what it gives to an arriving order', () => {
    const units = (levels: Ladder['bids']) => levels.reduce((sum, one) => sum + one.qty, 0);
    fc.assert(
      fc.property(anOrder, book, (arriving, before) => {
        const { order: after, ladder: left } = take(arriving, before);
        const gone = units(before.bids) + units(before.asks) - units(left.bids) - units(left.asks);
        expect(gone).toBe(after.filledQty);
      }),
    );
  });

  it('gives the same result for the same market', () => {
    fc.assert(
      fc.property(anOrder, steps, (start, market) => {
        const run = () => market.reduce((state, moment) => advance(state, moment).order, start);
        expect(run()).toEqual(run());
      }),
    );
  });
});
