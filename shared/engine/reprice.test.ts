import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import type { ManualOwner } from '#shared/domain/trade';
import { rupees, type Paise } from '#shared/domain/units';
import { CALL, straddle, World } from './testing/world';
import type { Mishaps } from './testing/simulated-broker';

const OWNER: ManualOwner = { kind: 'manual', by: 'hand', label: 'By hand' };

/** A desk on which a call is offered by hand at this price, in rupees, and the market trades at 100. */
function offered(at: number | null, mishaps: Mishaps = {}): { readonly world: World; readonly id: string } {
  const world = new World(mishaps);
  world.reconcile();
  world.command({ kind: 'arm' });
  const action = straddle('click');
  const limit = at === null ? null : rupees(at);
  const legs = action.legs.filter(({ instrument }) => instrument === CALL).map((leg) => ({ ...leg, limit }));
  world.command({
    kind: 'open-trade',
    owner: OWNER,
    action: { ...action, legs },
    why: 'By hand',
    approval: 'automatic',
  });
  world.pass(SECOND);
  return { world, id: world.placed[0] ?? '' };
}

const move = (world: World, order: string, limit: Paise) => world.try({ kind: 'reprice-order', order, limit });
const order = (world: World, id: string) => world.engine.desk.orders.get(id);
const held = (world: World) => world.broker.positions().get(CALL) ?? 0;

describe('an entry that rests at a limit', () => {
  it('is moved by a person and fills at its new price, not at the one before', () => {
    const { world, id } = offered(110);
    expect(move(world, id, rupees(104))).toEqual({ ok: true, value: '' });
    world.pass(60 * SECOND);
    expect([world.modified, order(world, id)?.price, held(world)]).toEqual([
      [id],
      { kind: 'limit', limit: rupees(104) },
      0,
    ]);
    world.price(CALL, 105);
    world.pass(SECOND);
    expect([held(world), order(world, id)?.status]).toEqual([-65, 'filled']);
  });

  it('is moved once for a double click, and not at all to where it is', () => {
    const { world, id } = offered(110);
    const same = rupees(104);
    expect([move(world, id, rupees(110)), move(world, id, same), move(world, id, same)].map(({ ok }) => ok)).toEqual([
      true,
      true,
      true,
    ]);
    expect(world.modified).toEqual([id]);
  });

  it('takes no price that the gate would not let a new order have', () => {
    const { world, id } = offered(110);
    expect(move(world, id, rupees(104.02))).toMatchObject({ ok: false, error: expect.stringContaining('the tick') });
    expect(move(world, id, rupees(40))).toMatchObject({ ok: false, error: expect.stringContaining('last price') });
    world.command({ kind: 'disarm' });
    expect(move(world, id, rupees(104))).toMatchObject({ ok: false, error: expect.stringContaining('not armed') });
    expect([world.modified, order(world, id)?.price.limit]).toEqual([[], rupees(110)]);
  });

  it('stands at its old price again when the broker refuses the change, in the broker’s words', () => {
    const { world, id } = offered(110, { refuseChange: 1 });
    move(world, id, rupees(104));
    world.pass(5 * SECOND);
    expect(order(world, id)).toMatchObject({ status: 'working', price: { limit: rupees(110) } });
    expect([...world.engine.desk.notices.values()].map(({ detail }) => detail)).toContain(
      "The broker says: “Order cannot be modified”. Its limit is read from the broker's book.",
    );
  });

  it('still lies at its new price after the program died', () => {
    const { world, id } = offered(110);
    move(world, id, rupees(104));
    world.pass(SECOND);
    world.restart();
    expect(order(world, id)).toMatchObject({ status: 'working', price: { limit: rupees(104) } });
    expect(world.misdeeds).toEqual([]);
  });
});

describe('what cannot be moved says why', () => {
  const said = (world: World, id: string) => {
    const result = move(world, id, rupees(104));
    return result.ok ? '' : result.error;
  };

  it('when it is unknown, cancelled or on its way out', () => {
    const { world, id } = offered(110);
    expect(said(world, 'KD0')).toBe('There is no order KD0');
    world.command({ kind: 'cancel-order', order: id });
    expect(said(world, id)).toBe(`Order ${id} is being cancelled`);
    world.pass(SECOND);
    expect(said(world, id)).toBe(`Order ${id} is already cancelled`);
  });

  it('when it goes after the market by itself, which an exit always does', () => {
    const world = new World();
    const call = { ...straddle('signal'), legs: straddle('signal').legs.slice(0, 1) };
    world.broker.isEmpty = true;
    world.open(world.begin(), call);
    world.pass(SECOND);
    expect(said(world, world.placed[0] ?? '')).toContain('This entry goes after the market by itself');
    world.broker.isEmpty = false;
    world.price(CALL, 101);
    world.pass(10 * SECOND);
    world.broker.isEmpty = true;
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    world.pass(SECOND);
    const exit = [...world.engine.desk.orders.values()].find(({ purpose }) => purpose === 'exit');
    expect(said(world, exit?.id ?? '')).toContain('An exit goes after the market by itself');
  });
});
