import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import type { Trade } from '#shared/domain/trade';
import { spotOf } from '#shared/domain/underlyings';
import { rupees } from '#shared/domain/units';
import { optionId } from './testing/market';
import { CALL, PUT, straddle, World } from './testing/world';

const onlyTrade = (world: World): Trade => {
  const [trade] = world.engine.desk.trades.values();
  if (!trade) throw new Error('No trade was opened');
  return trade;
};

function shortStraddle(exits = {}): World {
  const world = new World();
  world.open(world.begin(), straddle('1', 1, exits));
  world.pass(SECOND);
  return world;
}

describe('a straddle', () => {
  it('is sold as one trade with two legs, each filled at the market', () => {
    const trade = onlyTrade(shortStraddle());
    expect(trade.status).toBe('open');
    expect(trade.legs.map((leg) => [leg.position.qty, leg.entry])).toEqual([
      [-65, rupees(100)],
      [-65, rupees(90)],
    ]);
  });

  it('is one call and one trade, however often the signal is repeated', () => {
    const world = shortStraddle();
    const [instance] = world.engine.desk.instances.keys();
    world.open(instance ?? '', straddle('1'));
    expect(world.engine.desk.calls.size).toBe(1);
    expect(world.engine.desk.trades.size).toBe(1);
  });

  it('buys its hedges first and sells only when they are filled', () => {
    const world = new World();
    world.price(optionId(24_700, 'CE'), 8);
    world.open(world.begin(), straddle('1', 1, {}, [optionId(24_700, 'CE')]));
    expect(world.placed).toHaveLength(1);
    world.pass(SECOND);
    expect([...world.engine.desk.orders.values()].map((order) => order.side)).toEqual(['buy', 'sell', 'sell']);
  });

  it('is left whole when the second leg is rejected', () => {
    const world = new World({ reject: 0.5, random: sequence(0.9, 0.1) });
    world.open(world.begin(), straddle('1'));
    world.pass(5 * SECOND);
    expect(onlyTrade(world).exitReason).toContain('not entered in full');
    expect(world.broker.positions().get(CALL) ?? 0).toBe(0);
    expect(onlyTrade(world).status).toBe('closed');
  });

  it('is sliced so that no order exceeds the freeze quantity', () => {
    const world = new World();
    world.open(world.begin(), straddle('1', 14));
    world.pass(SECOND);
    expect([...world.engine.desk.orders.values()].map((order) => order.qty)).toEqual([650, 260, 650, 260]);
  });
});

describe('an entry', () => {
  it('of several legs waits for the broker to say that the margin is there', () => {
    const world = new World();
    world.margin = rupees(150_000);
    world.open(world.begin(), straddle('1'));
    expect(world.placed).toEqual([]);
    const [call] = world.engine.desk.calls.values();
    expect([call?.outcome, call?.result]).toEqual([
      'refused',
      'The legs need a margin of ₹1,50,000.00, and ₹0.00 is free',
    ]);
  });

  it('is not made when the broker does not tell the margin', () => {
    const world = new World();
    world.margin = null;
    world.open(world.begin(), straddle('1'));
    expect([world.placed.length, world.engine.desk.trades.size]).toEqual([0, 0]);
  });

  it('that asks first is made on a yes, and once', () => {
    const world = new World();
    world.open(world.begin('ask'), straddle('1'));
    const [call] = world.engine.desk.calls.values();
    expect([call?.outcome, world.placed.length]).toEqual(['waiting', 0]);
    world.command({ kind: 'approve-call', call: call?.id ?? '' });
    expect(() => world.command({ kind: 'approve-call', call: call?.id ?? '' })).toThrow('no longer waits');
    world.pass(SECOND);
    expect(onlyTrade(world).status).toBe('open');
  });

  it('that asks first lapses when nobody answers, or when the program was restarted meanwhile', () => {
    const world = new World();
    const instance = world.begin('ask');
    world.open(instance, straddle('1'));
    world.pass(61 * SECOND);
    world.open(instance, straddle('2'));
    world.restart();
    world.pass(SECOND);
    expect([...world.engine.desk.calls.values()].map((call) => call.outcome)).toEqual(['lapsed', 'lapsed']);
    expect(world.placed).toEqual([]);
  });
});

describe('exits', () => {
  it('stops one leg and keeps the other when the plan says so', () => {
    const world = shortStraddle({ legStop: 0.25, afterLegStop: 'keep' });
    world.price(CALL, 125);
    world.pass(SECOND);
    const [call, put] = onlyTrade(world).legs;
    expect([call?.status, put?.status]).toEqual(['closed', 'open']);
    expect(call?.exitReason).toContain('Stop ₹125.00');
  });

  it('moves the other stop to cost after a leg stop, and leaves there', () => {
    const world = shortStraddle({ legStop: 0.25, afterLegStop: 'move-to-cost' });
    world.price(CALL, 130);
    world.pass(SECOND);
    expect(onlyTrade(world).legs[1]?.stop).toBe(rupees(90));
    world.price(PUT, 91);
    world.pass(SECOND);
    expect(onlyTrade(world).status).toBe('closed');
  });

  it('closes both legs after a leg stop when the plan says so', () => {
    const world = shortStraddle({ legStop: 0.25, afterLegStop: 'close-all' });
    world.price(PUT, 120);
    world.pass(SECOND);
    expect(onlyTrade(world).status).toBe('closed');
  });

  it('leaves at the combined stop, counted from the premium taken in', () => {
    const world = shortStraddle({ combinedStop: 0.1 });
    world.price(CALL, 110);
    expect(onlyTrade(world).exitReason).toBeNull();
    world.price(PUT, 99.05);
    world.pass(SECOND);
    expect(onlyTrade(world).exitReason).toContain('Combined stop');
  });

  it('keeps a stop that a person set when the rest of the entry fills', () => {
    const world = new World({ partial: 1, random: sequence(0.5) });
    world.open(world.begin(), straddle('1', 4, { legStop: 0.25 }));
    world.pass(250);
    const [leg] = onlyTrade(world).legs;
    expect(leg?.position.qty).toBeGreaterThan(-4 * 65);
    world.command({ kind: 'set-levels', trade: onlyTrade(world).id, leg: '1', stop: rupees(140), target: null });
    world.pass(5 * SECOND);
    expect(onlyTrade(world).legs[0]).toMatchObject({ position: { qty: -4 * 65 }, stop: rupees(140) });
  });

  it('counts the spot stop from the first price of a spot that had none at the fill', () => {
    const world = new World();
    const bank = spotOf('BANKNIFTY');
    world.open(world.begin(), straddle('1', 1, { move: { instrument: bank, fraction: 0.007, reference: null } }));
    world.pass(SECOND);
    world.price(bank, 58_000);
    expect(onlyTrade(world).exits.move?.reference).toBe(rupees(58_000));
  });

  it('is one exit however often it is clicked', () => {
    const world = shortStraddle();
    const { id } = onlyTrade(world);
    world.command({ kind: 'exit-trade', trade: id });
    world.command({ kind: 'exit-trade', trade: id });
    world.command({ kind: 'exit-leg', trade: id, leg: '1' });
    world.pass(SECOND);
    expect([...world.engine.desk.orders.values()].filter((order) => order.purpose === 'exit')).toHaveLength(2);
    expect(world.broker.positions().get(CALL)).toBe(0);
  });

  it('trails a stop behind the best price and never moves it back', () => {
    const world = new World();
    const action = straddle('1', 1, { legStop: 0.25, legTrail: 0.1 });
    world.open(world.begin(), { ...action, legs: action.legs.map((leg) => ({ ...leg, side: 'buy' })) });
    world.pass(SECOND);
    world.price(CALL, 140);
    expect(onlyTrade(world).legs[0]?.stop).toBe(rupees(126));
    world.price(CALL, 130);
    expect(onlyTrade(world).legs[0]?.stop).toBe(rupees(126));
  });
});

describe('the kill switch', () => {
  it('flattens everything and refuses entries until armed again', () => {
    const world = shortStraddle();
    const [instance = ''] = world.engine.desk.instances.keys();
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    world.pass(SECOND);
    expect(onlyTrade(world).status).toBe('closed');
    // Of a strategy that was stopped nothing is heard; what is ordered by hand is refused.
    world.open(instance, straddle('2'));
    expect(world.engine.desk.calls.size).toBe(1);
    const owner = { kind: 'manual', by: 'hand', label: 'By hand' } as const;
    const order = { kind: 'open-trade', owner, action: straddle('2'), why: '', approval: 'automatic' } as const;
    expect(() => world.command(order)).toThrow('halted');
    world.command({ kind: 'arm' });
    world.command({ kind: 'start', instance });
    world.open(instance, straddle('3'));
    world.pass(SECOND);
    expect([...world.engine.desk.trades.values()].at(-1)?.status).toBe('open');
  });

  it('is pulled by the day-loss limit', () => {
    const world = new World({}, { maxDayLoss: rupees(1_000) });
    world.open(world.begin(), straddle('1'));
    world.pass(SECOND);
    world.price(CALL, 120);
    world.pass(SECOND);
    expect(world.engine.desk.haltReason).toContain('reached your limit');
    expect(onlyTrade(world).status).toBe('closed');
  });
});

describe('an order without a reply', () => {
  it('is adopted when the broker has it, and never sent again', () => {
    const world = new World({ loseReply: 1, random: sequence(0.9, 0.9) });
    world.open(world.begin(), straddle('1'));
    world.pass(10 * SECOND);
    expect(onlyTrade(world).status).toBe('open');
    expect(world.placed).toHaveLength(2);
  });

  it('is given up only after it was missing from the books twice', () => {
    const world = new World({ loseReply: 1, random: sequence(0.1, 0.1) });
    world.open(world.begin(), straddle('1'));
    world.pass(SECOND);
    expect([...world.engine.desk.orders.values()].map((order) => order.status)).toEqual(['unknown', 'unknown']);
    world.pass(10 * SECOND);
    expect([...world.engine.desk.orders.values()].map((order) => order.status)).toEqual(['rejected', 'rejected']);
    expect(onlyTrade(world).status).toBe('failed');
  });
});

/** Draws the given numbers in turn, for ever. */
function sequence(...numbers: readonly number[]): () => number {
  let index = 0;
  return () => numbers[index++ % numbers.length] ?? 0;
}
