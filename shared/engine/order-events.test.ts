import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import type { OpenAction } from '#shared/domain/strategy';
import { CALL, straddle, World } from './testing/world';

function oneCall(): OpenAction {
  const action = straddle('1');
  return { ...action, legs: action.legs.slice(0, 1) };
}

const trade = (world: World) => [...world.engine.desk.trades.values()].at(-1);
const notices = (world: World) => [...world.engine.desk.notices.values()];
const titles = (world: World): readonly string[] => notices(world).map(({ title }) => title);

describe('a rejected order', () => {
  it('is told by the contract as a trader says it, in the words of the broker', () => {
    const world = new World({ reject: 1, random: () => 0 });
    world.open(world.begin(), oneCall());
    world.pass(SECOND);
    expect(notices(world).at(-1)).toMatchObject({
      level: 'error',
      title: 'Order rejected: NIFTY 24200 CE 18 Aug',
      detail: 'The broker says: “Insufficient funds”.',
    });
    // What may be searched for stays as it came.
    expect([...world.engine.desk.orders.values()].at(-1)?.message).toBe('Insufficient funds');
  });

  it('names the leg whose exit did not go through, which is tried again', () => {
    let chance = 1;
    const world = new World({ reject: 0.5, random: () => chance });
    world.open(world.begin(), oneCall());
    world.pass(2 * SECOND);
    chance = 0;
    world.command({ kind: 'exit-trade', trade: trade(world)?.id ?? '' });
    world.pass(SECOND);
    expect(notices(world).at(-1)).toMatchObject({
      title: 'Sell straddle 1: the exit of NIFTY 24200 CE 18 Aug did not go through',
      detail: 'The broker says: “Insufficient funds”. It is tried again until the leg is closed.',
    });
  });

  it('puts no words into the mouth of a broker that it never reached', () => {
    const world = new World();
    world.broker.isDeaf = true;
    world.open(world.begin(), oneCall());
    for (let reading = 0; reading < 3; reading += 1) {
      world.pass(3 * SECOND);
      world.reconcile();
    }
    expect(notices(world).find(({ title }) => title.startsWith('Order rejected'))?.detail).toBe(
      "Never reached the broker: it was not in the broker's order book when looked up twice.",
    );
  });
});

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
    expect(titles(world)).toContain('NIFTY 24200 CE 18 Aug: an order that was given up lives');
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
