import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import { qty, rupees } from '#shared/domain/units';
import type { BrokerBooks, BrokerOrder } from '#shared/ports/broker';
import { LOT } from './testing/market';
import { CALL, World } from './testing/world';

const ELSEWHERE: BrokerOrder = {
  brokerId: '2601',
  orderId: null,
  instrument: CALL,
  side: 'buy',
  product: 'overnight',
  qty: qty(2 * LOT),
  filledQty: qty(LOT),
  averagePrice: 9_000,
  price: rupees(90),
  status: 'working',
  message: 'OPEN',
  updatedAt: 0,
};

/** A desk whose broker has this order of another app too. */
function beside(order = ELSEWHERE): World {
  const world = new World();
  world.begin();
  read(world, order);
  return world;
}

function read(world: World, order: BrokerOrder): void {
  const books: BrokerBooks = { ...world.broker.books(), orders: [order] };
  world.handle({ kind: 'books', books });
}

const cancel = (world: World, brokerId = '2601') => world.try({ kind: 'cancel-outside', brokerId });
const shown = (world: World) => world.engine.outside().orders.map((order) => order.isCancelRequested ?? false);

describe('an open order of another app', () => {
  it('is shown and left alone, also by Exit all', () => {
    const world = beside();
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    world.pass(60 * SECOND);
    expect([shown(world), world.cancelled]).toEqual([[false], []]);
  });

  it('is cancelled by a person, once for a double click, and the journal says so', () => {
    const world = beside();
    expect([cancel(world), cancel(world)]).toEqual([
      { ok: true, value: '' },
      { ok: true, value: '' },
    ]);
    expect([world.cancelled, shown(world)]).toEqual([['2601'], [true]]);
    expect(world.entries.map(({ fact }) => (fact.kind === 'noticed' ? fact.notice.detail : ''))).toContain(
      "By hand: buy 65 at ₹90.00, the broker's order 2601.",
    );
    read(world, { ...ELSEWHERE, status: 'cancelled' });
    expect(shown(world)).toEqual([]);
  });

  it('may be cancelled on a halted desk, which sends nothing but exits and cancels', () => {
    const world = beside();
    world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    cancel(world);
    expect(world.cancelled).toEqual(['2601']);
  });

  it.each(['refused', 'unknown'] as const)('can be tried again when the broker’s answer was %s', (kind) => {
    const world = beside();
    cancel(world);
    world.handle({ kind: 'outside-cancelled', brokerId: '2601', outcome: { kind, message: 'Order is being filled' } });
    expect(shown(world)).toEqual([false]);
    expect([...world.engine.desk.notices.values()].at(-1)).toMatchObject({
      level: 'warning',
      detail: "Order is being filled. The broker's order 2601; its book is read again.",
    });
    cancel(world);
    expect(world.cancelled).toEqual(['2601', '2601']);
  });

  it('that has ended, or that is no order of another app, is refused in words', () => {
    const world = beside({ ...ELSEWHERE, status: 'filled' });
    expect(cancel(world)).toEqual({
      ok: false,
      error: 'The broker has no open order 2601 of another app; it may just have ended',
    });
    expect(world.cancelled).toEqual([]);
  });
});
