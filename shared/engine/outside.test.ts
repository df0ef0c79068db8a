import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import type { Trade } from '#shared/domain/trade';
import { paise, rupees } from '#shared/domain/units';
import { LOT } from './testing/market';
import { violations } from './testing/invariants';
import { CALL, PUT, straddle, World } from './testing/world';

function sold(lots = 1, exits = {}, world = new World()): World {
  world.open(world.begin(), straddle('1', lots, exits));
  world.pass(5 * SECOND);
  return world;
}

const newest = (world: World): Trade => {
  const trade = [...world.engine.desk.trades.values()].at(-1);
  if (!trade) throw new Error('No trade was opened');
  return trade;
};
const call = (world: World) => newest(world).legs[0];
const exitsOf = (world: World): number => world.broker.taken().filter(({ order }) => order.purpose === 'exit').length;

/** What somebody does in Kite's own app, and the comparison of the minute. */
function closeOutside(world: World, units = LOT): void {
  world.broker.tradeOutside(CALL, 'buy', units, world.now);
  world.reconcile();
}

describe('a leg that was closed in another app', () => {
  it('is closed here at the price of the broker’s own trade, and told loudly', () => {
    const world = sold();
    world.price(CALL, 80);
    closeOutside(world);
    world.price(CALL, 85);
    world.pass(5 * SECOND);
    expect(call(world)).toMatchObject({
      status: 'closed',
      exitReason: 'Closed outside KiteDesk',
      position: { qty: 0, realised: LOT * rupees(20) },
    });
    expect(newest(world).legs[1]?.status).toBe('open');
    const notice = [...world.engine.desk.notices.values()].at(-1);
    expect([notice?.level, notice?.title]).toEqual(['error', 'Sell straddle 1: closed outside KiteDesk']);
    expect(violations(world)).toEqual([]);
  });

  it('is not exited once more: that would open the opposite', () => {
    const world = sold();
    closeOutside(world);
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    world.pass(20 * SECOND);
    expect([...world.broker.positions().values()]).toEqual([0, 0]);
    expect([newest(world).status, exitsOf(world)]).toEqual(['closed', 1]);
  });

  it('is known again after a restart from the journal', () => {
    const world = sold();
    closeOutside(world);
    world.pass(5 * SECOND);
    world.restart();
    world.pass(5 * SECOND);
    expect([call(world)?.status, world.misdeeds]).toEqual(['closed', []]);
  });

  it('in part keeps the rest, and an exit leaves only that', () => {
    const world = sold(3);
    closeOutside(world, 2 * LOT);
    world.pass(5 * SECOND);
    expect(call(world)).toMatchObject({ status: 'open', position: { qty: -LOT } });
    world.command({ kind: 'exit-trade', trade: newest(world).id });
    world.pass(5 * SECOND);
    expect([...world.broker.positions().values()]).toEqual([0, 0]);
  });

  it('of two trades is the older one’s', () => {
    const world = sold();
    const [instance = ''] = world.engine.desk.instances.keys();
    world.open(instance, straddle('2'));
    world.pass(5 * SECOND);
    closeOutside(world);
    world.pass(5 * SECOND);
    expect([...world.engine.desk.trades.values()].map(({ legs }) => legs[0]?.status)).toEqual(['closed', 'open']);
  });

  it('without a trade that the broker names is booked at the last price, as an estimate', () => {
    const world = sold();
    world.price(CALL, 90);
    world.broker.tradeOutside(CALL, 'buy', LOT, world.now);
    const nameless = (): void => {
      const books = world.broker.books();
      const fills = books.fills.filter(({ tradeId }) => !tradeId.startsWith('O'));
      world.handle({ kind: 'books', books: { ...books, fills } });
    };
    nameless();
    world.now += 5 * SECOND;
    nameless();
    expect(call(world)?.position.realised).toBe(LOT * rupees(10));
    expect([...world.engine.desk.notices.values()].at(-1)?.detail).toContain('an estimate from the last price');
  });

  it('while an exit of ours rests leads to its cancellation first', () => {
    const world = sold();
    world.broker.isEmpty = true;
    world.command({ kind: 'exit-leg', trade: newest(world).id, leg: '1' });
    world.pass(SECOND);
    closeOutside(world);
    world.pass(20 * SECOND);
    world.broker.isEmpty = false;
    world.pass(5 * SECOND);
    expect([world.broker.positions().get(CALL), call(world)?.status]).toEqual([0, 'closed']);
  });
});

describe('what was opened in another app', () => {
  it('in an instrument of ours is left alone, and our exit takes only ours', () => {
    const world = sold();
    world.broker.tradeOutside(CALL, 'sell', 2 * LOT, world.now);
    world.broker.tradeOutside(PUT, 'sell', LOT, world.now);
    world.reconcile();
    world.pass(5 * SECOND);
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    world.pass(5 * SECOND);
    expect([...world.broker.positions().values()]).toEqual([-2 * LOT, -LOT]);
    expect(newest(world).legs.map(({ exitReason }) => exitReason)).toEqual(['Exit all by hand', 'Exit all by hand']);
  });
});

describe('positions that the broker tells late', () => {
  it('are not taken for a close: one look is none', () => {
    const world = sold();
    world.pass(5 * SECOND);
    const books = world.broker.books();
    world.handle({ kind: 'books', books: { ...books, positions: [] } });
    world.pass(10 * SECOND);
    expect(newest(world).legs.map(({ status }) => status)).toEqual(['open', 'open']);
    expect(newest(world).legs[0]?.position.realised).toBe(paise(0));
  });
});
