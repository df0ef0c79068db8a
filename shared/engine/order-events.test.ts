import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import type { OpenAction } from '#shared/domain/strategy';
import { CALL, straddle, World } from './testing/world';

function oneCall(): OpenAction {
  const action = straddle('1');
  return { ...action, legs: action.legs.slice(0, 1) };
}

const trade = (world: World) => [...world.engine.desk.trades.values()].at(-1);
const titles = (world: World): readonly string[] => [...world.engine.desk.notices.values()].map(({ title }) => title);

describe('an order that was given up and reaches the broker after all', () => {
  it('is cancelled at once when it is an entry that rests', () => {
    const world = new World({ late: 1, random: () => 0 });
    world.open(world.begin(), oneCall());
    world.pass(10 * SECOND);
    expect(trade(world)?.status).toBe('failed');
    world.broker.isEmpty = true;
    world.pass(12 * SECOND);
    world.reconcile();
    world.pass(5 * SECOND);
    expect([...world.engine.desk.orders.values()].map(({ status }) => status)).toEqual(['cancelled']);
    expect(titles(world)).toContain(`${CALL}: an order that was given up lives`);
  });

  it('is closed at once when it is an entry that filled, because its trade is over', () => {
    const world = new World({ late: 1, random: () => 0 });
    world.open(world.begin(), oneCall());
    world.pass(10 * SECOND);
    world.broker.calmDown();
    world.pass(12 * SECOND);
    world.reconcile();
    world.pass(5 * SECOND);
    expect(world.broker.executions()).toHaveLength(2);
    expect(world.broker.positions().get(CALL)).toBe(0);
    expect(trade(world)).toMatchObject({ status: 'closed', exitReason: 'Filled after it was given up' });
  });

  it('counts when it is an exit; where both it and its replacement fill, the excess is closed too', () => {
    const world = new World({ late: 1, random: () => 0 });
    world.broker.neverLate = 'entry';
    world.open(world.begin(), oneCall());
    world.pass(2 * SECOND);
    world.command({ kind: 'exit-trade', trade: trade(world)?.id ?? '' });
    world.pass(10 * SECOND);
    world.broker.calmDown();
    world.pass(30 * SECOND);
    world.reconcile();
    world.pass(10 * SECOND);
    world.reconcile();
    // One sale is the entry; another is what took an excess back.
    expect(world.broker.executions().filter(({ side }) => side === 'sell').length).toBeGreaterThan(1);
    expect([world.broker.positions().get(CALL), trade(world)?.legs[0]?.position.qty, trade(world)?.status]).toEqual([
      0,
      0,
      'closed',
    ]);
  });
});
