import { describe, expect, it } from 'vitest';
import { bar, ist, LOT, NIFTY, NIFTY_FUTURE } from '#shared/engine/testing/market';
import { closed, opened } from '#shared/engine/testing/rehearsal';
import { NO_EXITS } from './exit-plan';
import { isOverSince, liveSince, openWith } from './signal-trade';
import { qty, rupees } from './units';

const { startAt } = bar(ist('10:00'), { close: 24_200 });
const action = openWith(
  {
    carrier: {
      leg: { instrument: NIFTY_FUTURE, side: 'buy', qty: qty(LOT), role: 'main' },
      symbol: 'NIFTY26AUGFUT',
      price: rupees(24_212),
      title: 'Buy NIFTY26AUGFUT at 24,212',
    },
    signal: 'long on the candle of 10:00:00',
    title: 'NIFTY long breakout',
    inputs: { Close: '24,200' },
    exits: { bounds: { instrument: NIFTY, below: rupees(24_100), above: null } },
  },
  { squareOffAt: '15:15', vehicle: 'itself' },
);

describe('openWith', () => {
  it('asks for one leg within the day, a share by the end of its continuous trading', () => {
    expect(action).toMatchObject({
      title: 'Buy NIFTY26AUGFUT at 24,212: NIFTY long breakout',
      legs: [{ instrument: NIFTY_FUTURE, side: 'buy', qty: LOT }],
      exits: { ...NO_EXITS, bounds: { below: rupees(24_100) }, squareOffAt: 15 * 60 + 10 },
      product: 'intraday',
    });
  });
});

describe('what became of a call', () => {
  const trade = opened(action, startAt + 1_000);
  const [call, later] = [{ at: startAt }, { at: startAt + 2_000 }];

  it('is its trade while that lives, and nothing of another call', () => {
    expect([liveSince([trade], call), isOverSince([trade], call)]).toEqual([trade, false]);
    expect([liveSince([trade], later), isOverSince([trade], later)]).toEqual([undefined, false]);
    expect([liveSince([trade], null), isOverSince([trade], null)]).toEqual([undefined, false]);
  });

  it('is over when its trade is', () => {
    const over = [closed(trade, startAt + 5_000)];
    expect([liveSince(over, call), isOverSince(over, call)]).toEqual([undefined, true]);
  });
});
