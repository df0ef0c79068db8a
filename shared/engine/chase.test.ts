import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import { CALL, POLICY, straddle, World } from './testing/world';

describe('the exit of one leg', () => {
  it('that the broker rejected is sent again although the rest of the trade stays open', () => {
    let isRejecting = false;
    const world = new World({ reject: 0.5, random: () => (isRejecting ? 0 : 0.9) });
    world.open(world.begin(), straddle('1', 1, { legStop: 0.25, afterLegStop: 'keep' }));
    world.pass(SECOND);
    isRejecting = true;
    world.price(CALL, 130);
    isRejecting = false;
    world.pass(SECOND);
    expect(world.broker.positions().get(CALL)).toBe(-65);
    world.pass(5 * SECOND);
    expect(world.broker.positions().get(CALL)).toBe(0);
  });
});

describe('an order that rests although it crosses the market', () => {
  it('is looked up: its fill may have happened and the word of it been lost', () => {
    const world = new World({ loseUpdate: 1, random: () => 0.9 });
    world.open(world.begin(), straddle('1'));
    world.pass(POLICY.chaseAfterMs + SECOND);
    expect(statuses(world)).toEqual(['filled', 'filled']);
  });

  it('is priced after the market once for each move: Kite takes 25 modifications of an order', () => {
    const world = new World();
    world.open(world.begin(), straddle('1'));
    world.pass(SECOND);
    world.broker.isEmpty = true;
    const [trade] = world.engine.desk.trades.keys();
    world.command({ kind: 'exit-leg', trade: trade ?? '', leg: '1' });
    world.price(CALL, 120);
    world.pass(5 * POLICY.chaseAfterMs);
    expect(world.modified).toHaveLength(1);
  });

  it('is chased again after a modification was refused and the old price still stands', () => {
    let isRefusing = true;
    const world = new World({ refuseChange: 0.5, random: () => (isRefusing ? 0 : 0.9) });
    world.open(world.begin(), straddle('1'));
    world.pass(SECOND);
    world.broker.isEmpty = true;
    const [trade] = world.engine.desk.trades.keys();
    world.command({ kind: 'exit-leg', trade: trade ?? '', leg: '1' });
    world.price(CALL, 120);
    world.pass(POLICY.chaseAfterMs + SECOND);
    isRefusing = false;
    world.broker.isEmpty = false;
    world.pass(2 * POLICY.chaseAfterMs);
    expect(world.broker.positions().get(CALL)).toBe(0);
  });
});

describe('a cancellation', () => {
  /** A straddle whose orders rest at the broker. */
  function resting(random: () => number = () => 0.9): World {
    const world = new World({ refuseChange: 0.5, random });
    const instance = world.begin();
    world.broker.isEmpty = true;
    world.open(instance, straddle('1'));
    world.pass(SECOND);
    return world;
  }

  it('that was journalled but not sent when the program died is sent by the next run', () => {
    const world = resting();
    world.broker.isDeaf = true;
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    world.broker.isDeaf = false;
    world.restart();
    world.pass(2 * SECOND);
    expect(statuses(world)).toEqual(['cancelled', 'cancelled']);
  });

  it('that is refused is repeated with pauses, not with every tick of the clock', () => {
    let isRefusing = true;
    const world = resting(() => (isRefusing ? 0 : 0.9));
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    world.pass(3 * POLICY.retryExitAfterMs);
    expect(world.cancelled.length).toBeLessThanOrEqual(8);
    isRefusing = false;
    world.pass(POLICY.retryExitAfterMs + SECOND);
    expect(statuses(world)).toEqual(['cancelled', 'cancelled']);
  });
});

function statuses(world: World): string[] {
  return [...world.engine.desk.orders.values()].map((order) => order.status);
}
