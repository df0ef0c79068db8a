import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import { optionId } from './testing/market';
import { CALL, straddle, World } from './testing/world';

function onlyStatus(world: World): string | undefined {
  return [...world.engine.desk.trades.values()].at(-1)?.status;
}

describe('the deadline of a second leg', () => {
  it('counts by our own clock: a broker whose clock is behind does not make a straddle overdue', () => {
    // Both legs are told of half a second apart.
    let draws = 0;
    const world = new World({ skew: -60 * SECOND, delay: 2 * SECOND, random: () => (draws++ % 4) / 4 });
    world.open(world.begin(), straddle('1'));
    world.pass(8 * SECOND);
    expect(onlyStatus(world)).toBe('open');
  });

  it('ends a straddle whose second leg is missing, and closes that leg too when it fills after all', () => {
    let draws = 0;
    const world = new World({ travel: 20 * SECOND, random: () => (draws++ === 0 ? 0 : 0.99) });
    world.open(world.begin(), straddle('1'));
    world.pass(12 * SECOND);
    const [trade] = world.engine.desk.trades.values();
    expect([trade?.exitReason, trade?.exitedBy]).toEqual([
      'Not all legs were filled within 10 s of the first',
      'limit',
    ]);
    world.pass(60 * SECOND);
    expect(onlyStatus(world)).toBe('closed');
    expect([...world.broker.positions().values()]).toEqual([0, 0]);
  });
});

describe('an exit while the market is closed', () => {
  it('is said to wait, once, and leaves when the market opens', () => {
    const world = new World();
    world.open(world.begin(), straddle('1'));
    world.pass(SECOND);
    world.isOpen = false;
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    world.pass(30 * SECOND);
    const waiting = [...world.engine.desk.notices.values()].filter(({ detail }) => detail.includes('market is closed'));
    expect(waiting).toHaveLength(2);
    world.isOpen = true;
    world.pass(10 * SECOND);
    expect(world.broker.positions().get(CALL)).toBe(0);
  });
});

describe('a leg of several slices', () => {
  it('is entered in full although the limit of orders a second holds the last slices back', () => {
    const world = new World({}, { maxOrdersPerSecond: 1 });
    world.open(world.begin(), straddle('1', 14));
    world.pass(5 * SECOND);
    const [trade] = world.engine.desk.trades.values();
    expect(trade?.legs.map(({ status, position }) => [status, position.qty])).toEqual([
      ['open', -910],
      ['open', -910],
    ]);
  });
});

describe('a hedge', () => {
  it('stays while an entry of a main leg may still fill', () => {
    const wing = optionId(24_700, 'CE');
    const world = new World();
    world.price(wing, 8);
    const instance = world.begin();
    world.open(instance, straddle('1', 1, {}, [wing]));
    // The hedge has filled; the main legs are sent and rest.
    world.broker.isEmpty = true;
    world.pass(SECOND);
    world.broker.isDeaf = true;
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    world.pass(SECOND);
    expect(world.engine.desk.orders.size).toBe(3);
    world.broker.isDeaf = false;
    world.broker.isEmpty = false;
    world.pass(20 * SECOND);
    expect([...world.broker.positions().values()]).toEqual([0, 0, 0]);
  });
});
