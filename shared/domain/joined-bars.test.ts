import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bar, closedBar, ist, NIFTY, NIFTY_FUTURE } from '#shared/engine/testing/market';
import { join, NOTHING_JOINED, type JoinedBar } from './joined-bars';
import type { ClosedBar } from './strategy';
import { MINUTE } from './time';

const sources = { signal: NIFTY, traded: NIFTY_FUTURE };
const index = (minute: number) =>
  closedBar(NIFTY, '1m', bar(ist('10:00') + minute * MINUTE, { close: 24_200 + minute }));
const future = (minute: number) =>
  closedBar(NIFTY_FUTURE, '1m', bar(ist('10:00') + minute * MINUTE, { close: 24_210 + minute, volume: 100 + minute }));

function joinAll(bars: readonly ClosedBar[], from = sources) {
  let state = NOTHING_JOINED;
  const all: JoinedBar[] = [];
  for (const each of bars) {
    const step = join(state, each, from);
    state = step.join;
    all.push(...step.joined);
  }
  return all.map(({ close, traded }) => [close / 100, traded ? traded.volume : null]);
}

describe('join', () => {
  it('pairs candles of the same stretch, whichever comes first', () => {
    expect(joinAll([index(0), future(0), future(1), index(1)])).toEqual([
      [24_200, 100],
      [24_201, 101],
    ]);
  });

  it('lets a candle go on alone when its partner has not come by the next', () => {
    expect(joinAll([index(0), index(1), future(1)])).toEqual([
      [24_200, null],
      [24_201, 101],
    ]);
  });

  it('pairs a share with itself', () => {
    const own = { signal: NIFTY_FUTURE, traded: NIFTY_FUTURE };
    expect(joinAll([future(0), index(0), future(1)], own)).toEqual([
      [24_210, 100],
      [24_211, 101],
    ]);
  });

  it('loses no candle of the signal and invents none, in whatever order partners come', () => {
    const anyOrder = fc.array(fc.constantFrom('index first', 'future first', 'no future', 'no index'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(anyOrder, (orders) => {
        const bars = orders.flatMap((order, minute) => {
          if (order === 'no future') return [index(minute)];
          if (order === 'no index') return [future(minute)];
          return order === 'index first' ? [index(minute), future(minute)] : [future(minute), index(minute)];
        });
        const expected = orders.flatMap((order, minute) =>
          order === 'no index' ? [] : [[24_200 + minute, order === 'no future' ? null : 100 + minute]],
        );
        // One more pair flushes a candle that still waits for its partner.
        const flush = [index(99), future(99)];
        expect(joinAll([...bars, ...flush])).toEqual([...expected, [24_299, 199]]);
      }),
    );
  });
});
