import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import { CALL, straddle, World } from './testing/world';

describe('an order that is still on its way', () => {
  it('is not taken for lost, however often the books do not show it yet', () => {
    const world = new World({ travel: 8 * SECOND, random: () => 0.99 });
    world.open(world.begin(), straddle('1'));
    for (let second = 0; second < 12; second += 1) {
      world.pass(SECOND);
      world.reconcile();
    }
    expect([...world.engine.desk.orders.values()].map(({ purpose, status }) => [purpose, status])).toEqual([
      ['entry', 'filled'],
      ['entry', 'filled'],
    ]);
    expect(world.broker.positions().get(CALL)).toBe(-65);
  });
});

describe('fills that nobody told of', () => {
  it('leave a straddle whole that filled whole, however late they are read', () => {
    const world = new World();
    world.open(world.begin(), straddle('1'));
    // The laptop sleeps before the first answer comes.
    world.now += 30 * SECOND;
    expect(world.engine.desk.fills.size).toBe(0);
    world.reconcile();
    world.pass(SECOND);
    expect([...world.engine.desk.trades.values()].map(({ status }) => status)).toEqual(['open']);
  });
});
