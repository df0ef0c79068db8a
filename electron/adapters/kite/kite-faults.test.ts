import { afterEach, describe, expect, it } from 'vitest';
import type { Option } from '#shared/domain/instrument';
import type { ApprovedOrder } from '#shared/domain/risk';
import { paise, qty, toTick } from '#shared/domain/units';
import type { FeedStatus } from '#shared/ports/feed';
import { middleOptions, openDemoDesk, quoted, type DemoDesk } from '../demo-desk.testkit';

let desk: DemoDesk | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
});

async function openQuoted(): Promise<{ desk: DemoDesk; call: Option; put: Option }> {
  desk = await openDemoDesk();
  const [call, put] = middleOptions(desk.catalogue);
  await quoted(desk, [call.id, put.id]);
  return { desk, call, put };
}

/** Resolves with the first status of this kind that comes from now on. */
function status({ kite }: DemoDesk, kind: FeedStatus['kind']): Promise<FeedStatus> {
  return new Promise((resolve) => {
    const stop: () => void = kite.feed.onStatus((status) => {
      if (status.kind === kind) queueMicrotask(() => (stop(), resolve(status)));
    });
  });
}

let count = 0;
function crossing({ book }: DemoDesk, option: Option): ApprovedOrder {
  count += 1;
  const ask = book.quote(option.id)?.ask ?? paise(0);
  const limit = toTick(paise(Math.round(ask * 1.1)), option.tickSize, 'up');
  // The gate is not what is tested here.
  return {
    id: `FAULT${process.pid}N${count}`,
    instrument: option.id,
    side: 'buy',
    qty: qty(option.lotSize),
    price: { kind: 'limit', limit },
    product: 'intraday',
  } as unknown as ApprovedOrder;
}

// A machine that is busy with other tests may take long to open an exchange.
describe('Kite on a demo exchange with faults', () => {
  it('finds an order whose reply was lost by its tag, there once', async () => {
    const { desk, call } = await openQuoted();
    const order = crossing(desk, call);
    desk.exchange.control.execute({ kind: 'fault', name: 'drop-reply', count: 1, scope: 'orders' });
    expect(await desk.kite.broker.place(order)).toMatchObject({ kind: 'unknown' });
    const { orders, fills } = await desk.kite.broker.books();
    expect(orders.filter((known) => known.orderId === order.id)).toMatchObject([
      { status: 'filled', filledQty: order.qty },
    ]);
    expect(fills.reduce((sum, fill) => sum + fill.qty, 0)).toBe(order.qty);
  });

  it.each(['rate-limit-json', 'rate-limit-text'] as const)(
    'takes %s for a refusal of an order, and reads on',
    async (name) => {
      const { desk, call } = await openQuoted();
      desk.exchange.control.execute({ kind: 'fault', name, count: 1, scope: 'orders' });
      expect(await desk.kite.broker.place(crossing(desk, call))).toMatchObject({ kind: 'rejected' });
      expect((await desk.kite.broker.books()).orders).toEqual([]);
    },
  );

  it('reads the books through a gateway that fails twice', async () => {
    const { desk } = await openQuoted();
    desk.exchange.control.execute({ kind: 'fault', name: 'gateway-html', count: 2 });
    expect((await desk.kite.broker.books()).funds.available).toBeGreaterThan(0);
  });

  it('keeps the book right through frames that are cut short', async () => {
    const { desk, call, put } = await openQuoted();
    desk.exchange.control.execute({ kind: 'speed', speed: 10 });
    desk.exchange.control.execute({ kind: 'fault', name: 'short-frame', count: 5 });
    const { feed } = desk.kite;
    await new Promise<void>((resolve) => {
      const stop = feed.onPrices(() => {
        if (feed.skipped().truncated < 5) return;
        stop();
        resolve();
      });
    });
    for (const { id } of [call, put]) {
      const quote = desk.book.quote(id);
      expect(quote?.ltp).toBeGreaterThan(0);
      expect(quote?.ask).toBeGreaterThan(quote?.bid ?? 0);
    }
  });

  it('asks for a login when the token dies in the day', async () => {
    const { desk } = await openQuoted();
    const { exchange, kite } = desk;
    exchange.control.execute({ kind: 'expire-token' });
    const asked = status(desk, 'login-required');
    await expect(kite.broker.books()).rejects.toThrow("Kite refused today's session; log in again");
    expect(await asked).toMatchObject({ kind: 'login-required' });
  });

  it('tells the same end however updates are repeated and turned around', async () => {
    const { desk, call } = await openQuoted();
    for (const name of ['duplicate-updates', 'reorder-updates', 'partial-fills'] as const) {
      desk.exchange.control.execute({ kind: 'fault', name });
    }
    const order = crossing(desk, call);
    const done = new Promise<void>((resolve) => {
      desk.kite.broker.onUpdate((update) => {
        if (update.orderId === order.id && update.status === 'filled') resolve();
      });
    });
    const outcome = await desk.kite.broker.place(order);
    await done;
    const fills = outcome.kind === 'accepted' ? await desk.kite.broker.fillsOf(outcome.brokerId) : [];
    expect(new Set(fills.map((fill) => fill.tradeId)).size).toBe(fills.length);
    expect(fills.reduce((sum, fill) => sum + fill.qty, 0)).toBe(order.qty);
  });
});
