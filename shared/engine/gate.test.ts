import { describe, expect, it } from 'vitest';
import { isBeyondPriceProtection } from '#shared/domain/matching/price-protection';
import { SECOND } from '#shared/domain/time';
import { qty, rupees } from '#shared/domain/units';
import { LOT, NIFTY_FUTURE, optionId } from './testing/market';
import { CALL, PUT, straddle, World } from './testing/world';

const lastCall = (world: World) => [...world.engine.desk.calls.values()].at(-1);

describe('the limit of open lots', () => {
  it('refuses a straddle whose legs exceed it together, before the first leg is sold', () => {
    const world = new World({}, { maxOpenLots: 10 });
    world.open(world.begin(), straddle('1', 6));
    expect(world.placed).toEqual([]);
    expect([lastCall(world)?.outcome, lastCall(world)?.result]).toEqual([
      'refused',
      '6 more lots on 6 would exceed the limit of 10 open lots',
    ]);
  });

  it('lets in a straddle that reaches it exactly', () => {
    const world = new World({}, { maxOpenLots: 10 });
    world.open(world.begin(), straddle('1', 5));
    world.pass(SECOND);
    expect(world.placed).toHaveLength(2);
  });

  it('counts legs that wait for their hedge, so that another trade cannot take their room', () => {
    const world = new World({ delay: 5 * SECOND, random: () => 0.99 }, { maxOpenLots: 6 });
    const wing = optionId(24_700, 'CE');
    world.price(wing, 8);
    const instance = world.begin();
    world.open(instance, straddle('1', 1, {}, [wing]));
    world.open(instance, straddle('2', 2));
    expect(lastCall(world)?.outcome).toBe('refused');
  });
});

describe('an exit into a thin book', () => {
  it('asks for no more than the exchange takes, though the nearest offer is far away', () => {
    const world = new World();
    world.open(world.begin(), straddle('1'));
    world.pass(SECOND);
    world.price(CALL, 20, 400);
    world.price(PUT, 90.05, 80);
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    const exits = [...world.engine.desk.orders.values()].filter(({ purpose }) => purpose === 'exit');
    // ₹20 above a premium of up to ₹50, 40 % above a dearer one: 126.07, on the grid.
    expect(exits.map(({ price }) => price.limit)).toEqual([rupees(40), rupees(126.05)]);
  });
});

describe('the limit of orders a day', () => {
  it('refuses a trade whose orders would not all fit, slices included', () => {
    const world = new World({}, { maxOrdersPerDay: 3 });
    const instance = world.begin();
    world.open(instance, straddle('1', 14));
    expect(lastCall(world)?.outcome).toBe('refused');
    world.open(instance, straddle('2', 1));
    expect(world.placed).toHaveLength(2);
  });
});

describe('the limit of orders a second', () => {
  it('is over when the second is: a burst does not block the next entry', () => {
    const world = new World({}, { maxOrdersPerSecond: 2 });
    const instance = world.begin();
    world.open(instance, straddle('1'));
    world.pass(10 * SECOND);
    world.open(instance, straddle('2'));
    expect(lastCall(world)?.outcome).toBe('taken');
    expect(world.placed).toHaveLength(4);
  });
});

describe('a leg that is refused when its turn comes', () => {
  it('takes the legs after it along: nothing is sold beside it', () => {
    const world = new World({ delay: 5 * SECOND, random: () => 0.99 });
    const wing = optionId(24_700, 'CE');
    world.price(wing, 8);
    world.open(world.begin(), straddle('1', 1, {}, [wing]));
    world.command({ kind: 'set-limits', limits: { ...world.limits, maxOrdersPerDay: 1 } });
    world.pass(30 * SECOND);
    const orders = [...world.engine.desk.orders.values()];
    expect(orders.map(({ purpose, side }) => [purpose, side])).toEqual([
      ['entry', 'buy'],
      ['exit', 'sell'],
    ]);
    expect([...world.engine.desk.trades.values()].map((trade) => trade.status)).toEqual(['closed']);
  });
});

describe('the price of an order', () => {
  it("keeps the exit of a future inside the exchange's price protection, which options are far from", () => {
    const world = new World();
    world.price(NIFTY_FUTURE, 24_230);
    const leg = { instrument: NIFTY_FUTURE, side: 'buy', qty: qty(LOT), role: 'main' } as const;
    world.open(world.begin(), { ...straddle('1'), legs: [leg] });
    world.pass(SECOND);
    world.command({ kind: 'exit-all', reason: 'Enough' });
    const exit = [...world.engine.desk.orders.values()].at(-1);
    expect(exit?.purpose).toBe('exit');
    const limit = exit?.price.limit ?? rupees(0);
    expect(limit).toBeLessThan(rupees(24_200));
    expect(isBeyondPriceProtection('sell', limit, rupees(24_230), false)).toBe(false);
  });
});

describe('what may be traded', () => {
  const scope = { products: ['intraday'], allowed: ['NIFTY'], maxLots: { NIFTY: 4 } } as const;

  it('refuses a straddle whose legs exceed the lots of their underlying together', () => {
    const world = new World({}, { scope });
    const instance = world.begin();
    world.open(instance, straddle('1', 2));
    world.pass(SECOND);
    expect(world.placed).toHaveLength(2);
    world.open(instance, straddle('2', 1));
    expect(lastCall(world)?.result).toBe('1 more lots of NIFTY on 5 would exceed your limit of 4');
  });

  it('refuses another underlying and another product, and says which are allowed', () => {
    const world = new World({}, { scope: { ...scope, allowed: ['BANKNIFTY'] } });
    world.open(world.begin(), straddle('1'));
    expect(lastCall(world)?.result).toMatch(/is not among what your limits allow: BANKNIFTY$/);
    const other = new World({}, { scope });
    other.open(other.begin(), { ...straddle('1'), product: 'overnight' });
    expect(lastCall(other)?.result).toMatch(/is ordered overnight \(NRML\); your limits allow intraday \(MIS\)$/);
  });

  it('keeps nobody from leaving what was entered before', () => {
    const world = new World();
    world.open(world.begin(), straddle('1'));
    world.pass(SECOND);
    const limits = { ...world.limits, scope: { products: [], allowed: ['BANKNIFTY'], maxLots: { NIFTY: 0 } } };
    world.command({ kind: 'set-limits', limits });
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    world.pass(5 * SECOND);
    expect([...world.broker.positions().values()]).toEqual([0, 0]);
  });
});
