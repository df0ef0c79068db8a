import { describe, expect, it } from 'vitest';
import { NO_EXITS } from '#shared/domain/exit-plan';
import { SECOND } from '#shared/domain/time';
import type { OpenAction } from '#shared/domain/strategy';
import type { ManualOwner } from '#shared/domain/trade';
import { rupees } from '#shared/domain/units';
import { NIFTY } from './testing/market';
import { CALL, PUT, straddle, World } from './testing/world';

const OWNER: ManualOwner = { kind: 'manual', by: 'hand', label: 'By hand' };

/** An armed world without a strategy. */
function armed(): World {
  const world = new World();
  world.reconcile();
  world.command({ kind: 'arm' });
  return world;
}

function order(world: World, action: OpenAction, approval: 'automatic' | 'ask' = 'automatic'): string {
  return world.command({ kind: 'open-trade', owner: OWNER, action, why: 'Ordered by hand', approval });
}

const only = (world: World) => [...world.engine.desk.trades.values()];

/** One sold call, changed. */
function oneCall(change: Partial<OpenAction['legs'][number]>): OpenAction {
  const action = straddle('click');
  return { ...action, legs: action.legs.slice(0, 1).map((leg) => ({ ...leg, ...change })) };
}

describe('a trade opened by hand', () => {
  it('is one call and one trade, however often it is clicked', () => {
    const world = armed();
    const [first, second] = [order(world, straddle('click')), order(world, straddle('click'))];
    world.pass(SECOND);
    expect(second).toBe(first);
    expect(only(world).map(({ status, owner }) => [status, owner])).toEqual([['open', OWNER]]);
    expect([...world.engine.desk.calls.values()]).toMatchObject([
      { instance: null, strategy: 'By hand', outcome: 'taken' },
    ]);
  });

  it('is refused at once in the words of the gate', () => {
    const world = new World();
    world.reconcile();
    expect(() => order(world, straddle('click'))).toThrow('Trading is not armed');
    expect(world.placed).toEqual([]);
  });

  it('of several legs waits for the margin like a strategy’s', () => {
    const world = armed();
    world.margin = rupees(100_000);
    order(world, straddle('click'));
    expect([...world.engine.desk.calls.values()].map(({ outcome }) => outcome)).toEqual(['refused']);
  });

  it('waits for a yes where its source has to ask', () => {
    const world = armed();
    const call = order(world, straddle('alert'), 'ask');
    expect(world.placed).toEqual([]);
    world.command({ kind: 'approve-call', call });
    world.pass(SECOND);
    expect(only(world)[0]?.status).toBe('open');
  });

  it('is refused when its exit plan would end it at once: the market moved while it waited for the yes', () => {
    const world = armed();
    const bounds = { instrument: NIFTY, below: rupees(24_150), above: null };
    const call = order(world, { ...oneCall({}), exits: { ...NO_EXITS, bounds } }, 'ask');
    world.price(NIFTY, 24_140);
    world.command({ kind: 'approve-call', call });
    expect(world.engine.desk.calls.get(call)).toMatchObject({
      outcome: 'refused',
      result: 'It would be left at once: NIFTY 50 fell to ₹24,140.00, through ₹24,150.00',
    });
    expect(world.placed).toEqual([]);
  });

  it('rests at its own limit, is not chased, and is filled when the market comes to it', () => {
    const world = armed();
    order(world, oneCall({ limit: rupees(105) }));
    world.pass(60 * SECOND);
    expect([world.modified, world.broker.positions().get(CALL) ?? 0]).toEqual([[], 0]);
    world.price(CALL, 106);
    world.pass(SECOND);
    expect(only(world)[0]?.legs[0]).toMatchObject({ status: 'open', position: { qty: -65 } });
  });

  it('keeps the stop and target that were typed, and leaves at the stop', () => {
    const world = armed();
    order(world, oneCall({ stop: rupees(118), target: rupees(60) }));
    world.pass(SECOND);
    expect(only(world)[0]?.legs[0]).toMatchObject({ stop: rupees(118), target: rupees(60), entry: rupees(100) });
    world.price(CALL, 118);
    world.pass(SECOND);
    expect(only(world)[0]).toMatchObject({ status: 'closed', exitReason: 'Stop ₹118.00 hit at ₹118.00' });
  });

  it('sells only what its bought legs cover, and leaves the sold ones first', () => {
    const world = armed();
    const spread = straddle('click');
    const legs = spread.legs.map((leg) => (leg.instrument === PUT ? { ...leg, side: 'buy' as const } : leg));
    order(world, { ...spread, legs });
    const sides = (): string[] =>
      [...world.engine.desk.orders.values()].map(({ side, purpose }) => `${purpose} ${side}`);
    expect(sides()).toEqual(['entry buy']);
    world.pass(SECOND);
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    world.pass(5 * SECOND);
    expect(sides()).toEqual(['entry buy', 'entry sell', 'exit buy', 'exit sell']);
  });

  it('says beforehand what would refuse it, and changes nothing by that', () => {
    const world = new World();
    world.reconcile();
    const before = world.entries.length;
    const preview = world.engine.preview(OWNER, straddle('question', 14), world.now);
    expect(preview).toMatchObject({ refusals: [{ limit: 'arming' }], ordersOfLegs: [2, 2] });
    expect([world.entries.length, world.engine.desk.calls.size]).toEqual([before, 0]);
  });
});
