import { describe, expect, it } from 'vitest';
import { istAt } from '#shared/domain/time';
import { rupees } from '#shared/domain/units';
import { violations } from './testing/invariants';
import { EXPIRIES, LOT, NIFTY } from './testing/market';
import { CALL, PUT, straddle, World } from './testing/world';

const [EXPIRY = ''] = EXPIRIES;
const at = (clock: string) => istAt(EXPIRY, clock);

/** A straddle sold at 100 and 90 that is still held when trading in it ends, with NIFTY last seen at a time and price. */
function held(seenAt: string, nifty: number): World {
  const world = new World();
  world.broker.product = 'overnight';
  world.open(world.begin(), { ...straddle('1'), product: 'overnight' });
  world.pass(2_000);
  world.now = at(seenAt);
  world.price(NIFTY, nifty);
  world.isOpen = false;
  world.now = at('15:40:58');
  return world;
}

const only = (world: World) => [...world.engine.desk.trades.values()][0];

describe('what is held until its expiry', () => {
  it('is settled a minute after the close at what it is worth at the index’s closing value, without an order', () => {
    const world = held('15:34', 24_260.35);
    const sent = world.placed.length;
    expect(only(world)?.status).toBe('open');
    world.pass(3_000);
    expect(only(world)).toMatchObject({
      status: 'closed',
      exitReason: 'Expired: NIFTY closed at 24,260.35',
      exitedBy: 'plan',
      legs: [
        { instrument: CALL, position: { qty: 0, realised: LOT * rupees(100 - 60.35) } },
        { instrument: PUT, position: { qty: 0, realised: LOT * rupees(90) } },
      ],
    });
    expect([world.placed.length, violations(world)]).toEqual([sent, []]);
    expect([...world.engine.desk.notices.values()].map(({ detail }) => detail)).toEqual([
      expect.stringContaining(`${LOT} NIFTY 24200 CE 18 Aug are settled at ₹60.35, because NIFTY closed at 24,260.35`),
      expect.stringContaining(`${LOT} NIFTY 24200 PE 18 Aug are settled at ₹0.00`),
    ]);
  });

  it('is the same after a restart', () => {
    const world = held('15:34', 24_260.35);
    world.pass(3_000);
    world.restart();
    world.pass(3_000);
    expect([only(world)?.status, world.misdeeds]).toEqual(['closed', []]);
  });

  it('waits for a price of the index from the end of its trading', () => {
    const world = held('15:10', 24_260.35);
    world.pass(60_000);
    expect(only(world)?.status).toBe('open');
    world.price(NIFTY, 24_150);
    world.pass(1_000);
    expect(only(world)).toMatchObject({ status: 'closed', exitReason: 'Expired: NIFTY closed at 24,150' });
  });

  it('waits for a feed that was lost in the closing auction', () => {
    const world = held('15:20', 24_260.35);
    world.handle({ kind: 'feed', isConnected: false });
    world.pass(60_000);
    expect(only(world)?.status).toBe('open');
    world.price(NIFTY, 24_150);
    world.pass(1_000);
    expect(only(world)).toMatchObject({ status: 'closed', exitReason: 'Expired: NIFTY closed at 24,150' });
  });

  it('neither differs from what the broker shows until the night, nor is what it shows somebody else’s', () => {
    const world = held('15:34', 24_260.35);
    for (let round = 0; round < 5; round += 1) {
      world.reconcile();
      world.pass(3_000);
    }
    expect([...world.broker.positions().values()]).toEqual([-LOT, -LOT]);
    expect(world.engine.outside().positions).toEqual([]);
    expect([...world.engine.desk.notices.values()].filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('is not touched while an order of it may still fill', () => {
    const world = held('15:34', 24_260.35);
    world.isOpen = true;
    world.broker.isDeaf = true;
    world.command({ kind: 'exit-trade', trade: only(world)?.id ?? '' });
    world.isOpen = false;
    world.pass(5_000);
    expect(only(world)?.legs.map(({ position }) => position.qty)).toEqual([-LOT, -LOT]);
  });
});
