import { describe, expect, it } from 'vitest';
import { carriedOver, carriedTrades } from '#shared/domain/carried';
import { createCatalogue } from '#shared/domain/catalogue';
import { SECOND } from '#shared/domain/time';
import { rupees } from '#shared/domain/units';
import { violations } from './testing/invariants';
import { DATE, INSTRUMENTS, LOT } from './testing/market';
import { CALL, PUT, straddle, World } from './testing/world';

/** A new day after one that sold a straddle at 100 and 90 overnight, started once more from its own journal. */
function nextDay(): World {
  const before = new World();
  before.broker.product = 'overnight';
  before.open(before.begin(), {
    ...straddle('1', 1, { legStop: 0.25, afterLegStop: 'close-all' }),
    product: 'overnight',
  });
  before.pass(2 * SECOND);
  const { trades } = carriedTrades(before.engine.desk.trades.values(), createCatalogue(INSTRUMENTS));
  const world = new World();
  world.broker.product = 'overnight';
  for (const instrument of [CALL, PUT]) world.broker.tradeOutside(instrument, 'sell', LOT, world.now);
  const opened = { kind: 'day-opened', date: DATE, salt: 'ABC', carried: carriedOver(trades) } as const;
  world.handle({ kind: 'fact', fact: opened });
  world.restart();
  return world;
}

const onlyTrade = (world: World) => [...world.engine.desk.trades.values()][0];

describe('a straddle that is held overnight', () => {
  it('is open in the new day, equals the broker’s position, and nothing is sent for it', () => {
    const world = nextDay();
    world.pass(10 * SECOND);
    expect(onlyTrade(world)).toMatchObject({
      status: 'open',
      legs: [
        { status: 'open', stop: rupees(125), position: { qty: -LOT, cost: -LOT * rupees(100), realised: 0 } },
        { status: 'open', position: { qty: -LOT, cost: -LOT * rupees(90), realised: 0 } },
      ],
    });
    expect([world.placed, violations(world), world.misdeeds]).toEqual([[], [], []]);
  });

  it('is left at the stop it was given, though nobody armed', () => {
    const world = nextDay();
    world.price(CALL, 130);
    world.pass(5 * SECOND);
    expect([...world.broker.positions().values()]).toEqual([0, 0]);
    expect(onlyTrade(world)).toMatchObject({ status: 'closed', exitReason: 'Stop ₹125.00 hit at ₹130.00' });
  });

  it('that the broker no longer holds is closed here as well', () => {
    const world = nextDay();
    world.broker.tradeOutside(CALL, 'buy', LOT, world.now);
    world.reconcile();
    world.pass(5 * SECOND);
    expect(onlyTrade(world)?.legs.map(({ status }) => status)).toEqual(['closed', 'open']);
  });
});
