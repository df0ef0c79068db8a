import { describe, expect, it } from 'vitest';
import type { Product } from '#shared/domain/order';
import { averageOf } from '#shared/domain/outside';
import { SECOND } from '#shared/domain/time';
import type { ManualOwner, Trade } from '#shared/domain/trade';
import { paise, qty, rupees, type Paise } from '#shared/domain/units';
import type { BrokerBooks } from '#shared/ports/broker';
import { violations } from './testing/invariants';
import { ist, LOT } from './testing/market';
import { CALL, straddle, World } from './testing/world';

const owner: ManualOwner = { kind: 'manual', by: 'hand', label: 'By hand' };

/** A desk that has compared the books after these trades of another app, in lots; short is negative. */
function outside(...lots: readonly number[]): World {
  const world = new World();
  world.begin();
  for (const each of lots) trade(world, each);
  world.reconcile();
  return world;
}

function trade(world: World, lots: number): void {
  world.broker.tradeOutside(CALL, lots > 0 ? 'buy' : 'sell', Math.abs(lots) * LOT, world.now);
}

interface Wish {
  readonly qty: number;
  readonly stop?: Paise;
  readonly target?: Paise;
  readonly product?: Product;
}

function adopt(world: World, { qty: units, stop, target, product = 'intraday' }: Wish): string {
  const levels = { stop: stop ?? null, target: target ?? null };
  return world.command({ kind: 'adopt', owner, instrument: CALL, product, qty: units, ...levels });
}

const shown = (world: World) =>
  world.engine.outside().positions.map((position) => [position.instrument, position.qty, averageOf(position)]);

function only(world: World): Trade {
  const [found, ...others] = world.engine.desk.trades.values();
  if (!found || others.length > 0) throw new Error('There is not one trade');
  return found;
}

/** The same books with other positions, as a broker would tell of what was held overnight. */
function overnight(world: World, averagePrice?: number): BrokerBooks {
  const position = { instrument: CALL, product: 'overnight' as const, qty: qty(-LOT), realisedAndOpen: paise(0) };
  return {
    ...world.broker.books(),
    positions: [averagePrice === undefined ? position : { ...position, averagePrice }],
  };
}

describe('what was made elsewhere', () => {
  it('is shown with what it cost, and nothing is sent for it', () => {
    const world = outside(-1);
    world.price(CALL, 110);
    trade(world, -1);
    world.reconcile();
    world.pass(60 * SECOND);
    expect(shown(world)).toEqual([[CALL, -2 * LOT, 10_500]]);
    expect([world.placed, world.engine.desk.trades.size]).toEqual([[], 0]);
  });

  it('is only what goes beyond ours in the same instrument', () => {
    const world = new World();
    world.open(world.begin(), straddle('1'));
    world.pass(5 * SECOND);
    trade(world, -2);
    world.reconcile();
    expect(shown(world)).toEqual([[CALL, -2 * LOT, 10_000]]);
  });

  it('of which a part was closed is the newest executions', () => {
    const world = outside(-1);
    world.price(CALL, 120);
    trade(world, -1);
    trade(world, 1);
    world.reconcile();
    expect(shown(world)).toEqual([[CALL, -LOT, 12_000]]);
  });

  it('includes orders that still work, until they are done', () => {
    const world = outside();
    const books = world.broker.books();
    const order = {
      brokerId: '1',
      orderId: null,
      instrument: CALL,
      side: 'buy' as const,
      product: 'intraday' as const,
      qty: qty(LOT),
      filledQty: qty(0),
      averagePrice: null,
      price: rupees(50),
      status: 'working' as const,
      message: '',
      updatedAt: world.now,
    };
    world.handle({ kind: 'books', books: { ...books, orders: [order] } });
    expect(world.engine.outside().orders).toMatchObject([{ brokerId: '1', qty: LOT, price: rupees(50) }]);
    world.handle({ kind: 'books', books: { ...books, orders: [{ ...order, status: 'cancelled' }] } });
    expect(world.engine.outside().orders).toEqual([]);
  });
});

describe('adopting a position', () => {
  it('makes it a trade by hand at what it cost, with its stop, and sends nothing', () => {
    const world = outside(-1);
    world.price(CALL, 90);
    const id = adopt(world, { qty: -LOT, stop: rupees(130), target: rupees(50) });
    expect(only(world)).toMatchObject({
      id,
      owner,
      status: 'open',
      legs: [{ status: 'open', entry: rupees(100), stop: rupees(130), target: rupees(50), position: { qty: -LOT } }],
    });
    expect([shown(world), world.placed, violations(world)]).toEqual([[], [], []]);
  });

  it('is the same trade when it is asked for twice', () => {
    const world = outside(-1);
    const id = adopt(world, { qty: -LOT });
    expect(adopt(world, { qty: -LOT })).toBe(id);
    world.reconcile();
    expect(adopt(world, { qty: -LOT })).toBe(id);
    expect(world.engine.desk.trades.size).toBe(1);
  });

  it('lets its stop work like any other', () => {
    const world = outside(-1);
    adopt(world, { qty: -LOT, stop: rupees(130) });
    world.price(CALL, 131);
    world.pass(5 * SECOND);
    expect(only(world)).toMatchObject({ status: 'closed', exitedBy: 'plan', legs: [{ position: { qty: 0 } }] });
    expect(only(world).legs[0]?.position.realised).toBe(-LOT * rupees(31));
    expect([...world.broker.positions().values()]).toEqual([0]);
  });

  it('lets it be exited with everything else', () => {
    const world = outside(-1);
    adopt(world, { qty: -LOT });
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    world.pass(5 * SECOND);
    expect([only(world).status, ...world.broker.positions().values()]).toEqual(['closed', 0]);
  });

  it('survives a restart, from its one fact', () => {
    const world = outside(-2);
    adopt(world, { qty: -2 * LOT, stop: rupees(130) });
    world.restart();
    world.pass(5 * SECOND);
    expect([world.misdeeds, shown(world), only(world).legs[0]?.stop]).toEqual([[], [], rupees(130)]);
    expect(world.entries.filter(({ fact }) => fact.kind === 'adopted')).toHaveLength(1);
  });

  it('notices when it is closed elsewhere all the same, at that price and no earlier one', () => {
    const world = outside(1, -1, -1);
    adopt(world, { qty: -LOT });
    world.price(CALL, 80);
    trade(world, 1);
    world.reconcile();
    world.pass(5 * SECOND);
    expect(only(world)).toMatchObject({ status: 'closed', exitReason: 'Closed outside KiteDesk' });
    expect(only(world).legs[0]?.position.realised).toBe(LOT * rupees(20));
  });

  it('takes what was held overnight at the broker’s mean price', () => {
    const world = outside();
    world.handle({ kind: 'books', books: overnight(world, 9_512.5) });
    adopt(world, { qty: -LOT, product: 'overnight' });
    expect(only(world).legs[0]).toMatchObject({ entry: 9_513, position: { qty: -LOT, cost: -LOT * 9_513 } });
    const [order] = world.engine.desk.orders.values();
    // Whatever it was charged was another day's.
    expect(order?.times.approvedAt).toBeLessThan(ist('00:00'));
  });
});

describe('an adoption that contradicts', () => {
  const refusal = (world: World, wish: Wish): string => {
    try {
      adopt(world, wish);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    return 'adopted';
  };

  it.each<[string, Wish, string]>([
    [
      'what is held by now',
      { qty: LOT },
      `You saw 65 of NIFTY 24200 CE 18 Aug, and the broker holds -65 by now; look again`,
    ],
    ['the product', { qty: -LOT, product: 'overnight' }, 'The broker holds nothing of NIFTY 24200 CE 18 Aug beyond'],
    ['its side, by the stop', { qty: -LOT, stop: rupees(90) }, 'must be above its price ₹100.00'],
    ['its side, by the target', { qty: -LOT, target: rupees(120) }, 'must be below its price ₹100.00'],
  ])('%s is refused in words', (_, wish, words) => {
    const world = outside(-1);
    expect(refusal(world, wish)).toContain(words);
    expect(world.engine.desk.trades.size).toBe(0);
  });

  it('the lot is refused', () => {
    const world = outside();
    world.broker.tradeOutside(CALL, 'buy', 10, world.now);
    world.reconcile();
    expect(refusal(world, { qty: 10 })).toBe('10 of NIFTY 24200 CE 18 Aug are no whole lots of 65');
  });

  it('nothing because the broker tells no cost is refused', () => {
    const world = outside();
    world.handle({ kind: 'books', books: overnight(world) });
    expect(refusal(world, { qty: -LOT, product: 'overnight' })).toBe(
      'The broker does not tell what NIFTY 24200 CE 18 Aug cost',
    );
  });

  it('the square-off is refused: it would be an exit at once', () => {
    const world = outside(-1);
    world.now = ist('15:16');
    expect(refusal(world, { qty: -LOT })).toContain('Intraday trades are squared off at 15:15');
  });

  it('a desk that has not compared the books is refused', () => {
    const world = outside(-1);
    world.restart(() => expect(refusal(world, { qty: -LOT })).toContain('have not been compared yet'));
  });
});
