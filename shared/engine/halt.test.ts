import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import { paise, qty, rupees } from '#shared/domain/units';
import { LOT, RELIANCE } from './testing/market';
import { CALL, straddle, World } from './testing/world';

const instances = (world: World) => [...world.engine.desk.instances.values()];
const trades = (world: World) => [...world.engine.desk.trades.values()];
const lastCall = (world: World) => [...world.engine.desk.calls.values()].at(-1);

/** Two strategies with a sold straddle each. */
function two(limits = {}): World {
  const world = new World({}, limits);
  for (const signal of ['1', '2']) world.open(world.begin(), straddle(signal));
  world.pass(2 * SECOND);
  return world;
}

describe('a halt', () => {
  it('stops the strategies and says what starts them again', () => {
    const world = two();
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    world.pass(2 * SECOND);
    expect(instances(world).map(({ status, statusReason }) => [status, statusReason])).toEqual([
      ['stopped', 'Exit all by hand. Arm, then start it again'],
      ['stopped', 'Exit all by hand. Arm, then start it again'],
    ]);
  });
});

describe('the loss of one strategy', () => {
  it('at its limit closes its trades and stops it; the other goes on', () => {
    const world = two({ maxStrategyLoss: rupees(1_000) });
    const [first] = instances(world);
    world.open(first?.id ?? '', straddle('3', 4));
    world.pass(2 * SECOND);
    // 5 lots of the first lose ₹1,300, the other's one ₹260.
    world.price(CALL, 104);
    world.pass(5 * SECOND);
    expect(instances(world).map(({ status }) => status)).toEqual(['stopped', 'running']);
    expect(trades(world).map(({ status, exitedBy }) => [status, exitedBy])).toEqual([
      ['closed', 'limit'],
      ['open', null],
      ['closed', 'limit'],
    ]);
    expect(world.engine.desk.haltReason).toBeNull();
  });
});

describe('the gain of the day', () => {
  it('at its target is kept: everything is closed and halted', () => {
    const world = two({ dayTarget: rupees(1_000) });
    world.price(CALL, 92);
    world.pass(5 * SECOND);
    expect(trades(world).map(({ status }) => status)).toEqual(['closed', 'closed']);
    expect(world.engine.desk.haltReason).toBe("The day's gain ₹1,040.00 reached your target of ₹1,000.00");
  });

  it('without a target is left to run', () => {
    const world = two({ dayTarget: paise(0) });
    world.price(CALL, 1);
    world.pass(2 * SECOND);
    expect(world.engine.desk.haltReason).toBeNull();
  });
});

describe('shares', () => {
  it('are limited by what they are worth, not by lots', () => {
    const world = new World({}, { maxOpenLots: 1, maxShareValue: rupees(200_000) });
    world.price(RELIANCE, 1_400);
    const shares = (signal: string, units: number) => ({
      ...straddle(signal),
      legs: [{ instrument: RELIANCE, side: 'buy', qty: qty(units), role: 'main' } as const],
    });
    const instance = world.begin();
    world.open(instance, shares('1', 2 * LOT));
    world.pass(2 * SECOND);
    expect(trades(world)[0]?.status).toBe('open');
    world.open(instance, shares('2', LOT));
    expect(lastCall(world)?.result).toContain('would exceed the limit of ₹2,00,000.00');
  });
});

describe('the margin kept free', () => {
  it('refuses an entry that begins below it, and a basket that would go below it', () => {
    const world = new World({}, { minFreeMargin: 0.25 });
    const instance = world.begin();
    const funds = (available: number, used: number): void =>
      world.handle({
        kind: 'books',
        books: { ...world.broker.books(), funds: { available: rupees(available), used: rupees(used) } },
      });
    funds(20_000, 80_000);
    world.open(instance, straddle('1'));
    expect(lastCall(world)?.result).toBe('20.00 % of the margin is free; entries leave at least 25.00 %');
    funds(60_000, 40_000);
    world.margin = rupees(40_000);
    world.open(instance, straddle('2'));
    expect(lastCall(world)?.result).toContain('₹35,000.00 is free beside the ₹25,000.00 that entries leave');
  });
});

describe('a signal that comes while trading is not armed', () => {
  function unarmed(): World {
    const world = new World();
    const instance = world.begin();
    world.command({ kind: 'disarm' });
    world.open(instance, straddle('1'));
    return world;
  }

  it('waits, and is entered when a person arms', () => {
    const world = unarmed();
    expect([lastCall(world)?.outcome, world.placed]).toEqual(['waiting', []]);
    world.pass(20 * SECOND);
    world.command({ kind: 'arm' });
    world.pass(2 * SECOND);
    expect(trades(world).map(({ status }) => status)).toEqual(['open']);
  });

  it('is not entered before that by a yes', () => {
    const world = unarmed();
    expect(() => world.command({ kind: 'approve-call', call: lastCall(world)?.id ?? '' })).toThrow('not armed');
    expect(lastCall(world)?.outcome).toBe('waiting');
  });

  it('lapses when it is too old', () => {
    const world = unarmed();
    world.pass(61 * SECOND);
    world.command({ kind: 'arm' });
    world.pass(2 * SECOND);
    expect(lastCall(world)).toMatchObject({ outcome: 'lapsed', result: 'Trading was not armed within 60 s' });
    expect(world.placed).toEqual([]);
  });
});
