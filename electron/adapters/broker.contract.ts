import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Option, Side } from '#shared/domain/instrument';
import type { Order, OrderPrice } from '#shared/domain/order';
import type { Quote } from '#shared/domain/quote';
import { approve, type ApprovedOrder, type RiskContext } from '#shared/domain/risk';
import { signOf } from '#shared/domain/instrument';
import { minuteFromClock } from '#shared/domain/time';
import { paise, qty, toTick, type Paise } from '#shared/domain/units';
import type { Broker, BrokerOrder } from '#shared/ports/broker';

/** A broker with a live market behind it. */
export interface BrokerUnderTest {
  readonly broker: Broker;
  /** An option that is quoted on both sides at several rupees. */
  readonly option: Option;
  readonly quote: () => Quote;
  readonly close: () => Promise<void>;
}

/** A machine that is busy with other tests may take long to open an exchange. */
const PATIENCE_MS = 30_000;

/** What every Broker does, whatever is behind it. */
export function describeBroker(name: string, open: () => Promise<BrokerUnderTest>): void {
  describe(`${name} as a broker`, { timeout: PATIENCE_MS }, () => {
    let desk: Desk;
    beforeAll(async () => {
      desk = createDesk(await open());
    }, PATIENCE_MS);
    afterAll(() => desk.close());

    it('fills an order that crosses the spread, at its limit or better, and tells so', async () => {
      const { order, brokerId } = await desk.place('buy', 2);
      const done = await desk.until(brokerId, 'filled');
      expect(done).toMatchObject({
        orderId: order.id,
        side: 'buy',
        qty: order.qty,
        filledQty: order.qty,
        product: 'intraday',
      });
      expect(done.averagePrice).toBeLessThanOrEqual(order.price.limit);
    });

    it('tells the fills of an order, which add up to it and have names of their own', async () => {
      const { order, brokerId } = await desk.place('sell', 1);
      const done = await desk.until(brokerId, 'filled');
      const fills = await desk.broker.fillsOf(brokerId);
      expect(fills.reduce((sum, fill) => sum + fill.qty, 0)).toBe(order.qty);
      expect(new Set(fills.map((fill) => fill.tradeId)).size).toBe(fills.length);
      expect(fills.every((fill) => fill.side === 'sell' && fill.price >= order.price.limit)).toBe(true);
      const worth = fills.reduce((sum, fill) => sum + fill.qty * fill.price, 0);
      expect(done.averagePrice).toBeCloseTo(worth / order.qty, 1);
    });

    it('has no fills of an order that rests', async () => {
      const { order, brokerId } = await desk.rest('buy');
      await desk.until(brokerId, 'working');
      expect(await desk.broker.fillsOf(brokerId)).toEqual([]);
      await desk.broker.cancel({ ...order, brokerId });
    });

    it('cancels what rests, once', async () => {
      const { order, brokerId } = await desk.rest('buy');
      await desk.until(brokerId, 'working');
      expect(await desk.broker.cancel({ ...order, brokerId })).toEqual({ kind: 'accepted' });
      expect(await desk.until(brokerId, 'cancelled')).toMatchObject({ filledQty: 0 });
      expect(await desk.broker.cancel({ ...order, brokerId })).toMatchObject({ kind: 'refused' });
    });

    it('moves the price of what rests, so that it fills', async () => {
      const { order, brokerId } = await desk.rest('sell');
      await desk.until(brokerId, 'working');
      const moved = await desk.broker.modify({ ...order, brokerId }, desk.crossing('sell'));
      expect(moved).toEqual({ kind: 'accepted' });
      expect((await desk.until(brokerId, 'filled')).filledQty).toBe(order.qty);
    });

    it('holds a stop back until its trigger', async () => {
      const { ltp } = desk.quote();
      const price = { kind: 'stop-limit', trigger: desk.tick(ltp * 0.7), limit: desk.tick(ltp * 0.65) } as const;
      const { order, brokerId } = await desk.send('sell', 1, price);
      // Kite's ticker is silent about sleeping stops, so the books are asked.
      const { orders } = await desk.broker.books();
      expect(orders.find((known) => known.brokerId === brokerId)).toMatchObject({ status: 'working', filledQty: 0 });
      expect(await desk.broker.cancel({ ...order, brokerId })).toEqual({ kind: 'accepted' });
    });

    it('rejects, without an order or with a rejected one, a quantity that is no multiple of the lot', async () => {
      const order = desk.approved('buy', { ...desk.option, lotSize: qty(1) }, qty(1), desk.crossing('buy'));
      const outcome = await desk.broker.place(order);
      const { message } = outcome.kind === 'accepted' ? await desk.until(outcome.brokerId, 'rejected') : outcome;
      expect(outcome.kind).not.toBe('unknown');
      expect(message).toMatch(/lot/i);
    });

    it('keeps books in which orders, fills and positions agree', async () => {
      const { order, brokerId } = await desk.place('buy', 1);
      await desk.until(brokerId, 'filled');
      const { orders, fills, positions, funds } = await desk.broker.books();
      expect(orders.find((known) => known.orderId === order.id)).toMatchObject({ brokerId, status: 'filled' });
      for (const known of orders) {
        const filled = fills
          .filter((fill) => fill.brokerId === known.brokerId)
          .reduce((sum, fill) => sum + fill.qty, 0);
        expect(filled).toBe(known.filledQty);
      }
      const signed = fills.reduce((sum, fill) => sum + signOf(fill.side) * fill.qty, 0);
      const held = positions.filter((position) => position.instrument === desk.option.id);
      expect(held.reduce((sum, position) => sum + position.qty, 0)).toBe(signed);
      expect(funds.available).toBeGreaterThan(0);
    });

    it('asks margin for going short beyond what is held, and none for nothing', async () => {
      const price = desk.quote().ltp;
      const leg = {
        instrument: desk.option.id,
        side: 'sell',
        qty: qty(desk.option.lotSize * 10),
        product: 'intraday',
        price,
      } as const;
      expect(await desk.broker.margin([leg])).toBeGreaterThan(leg.qty * price);
      expect(await desk.broker.margin([])).toBe(0);
    });

    it('falls silent for a listener that stopped', async () => {
      const heard: BrokerOrder[] = [];
      const stop = desk.broker.onUpdate((update) => heard.push(update));
      stop();
      const { brokerId } = await desk.place('sell', 1);
      await desk.until(brokerId, 'filled');
      expect(heard).toEqual([]);
    });
  });
}

type Sent = { readonly order: ApprovedOrder; readonly brokerId: string };
type Desk = ReturnType<typeof createDesk>;

function createDesk({ broker, option, quote, close }: BrokerUnderTest) {
  const updates: BrokerOrder[] = [];
  const waiting = new Set<() => void>();
  broker.onUpdate((update) => {
    updates.push(update);
    for (const wake of waiting) wake();
  });
  let count = 0;

  const tick = (price: number) => toTick(paise(Math.round(price)), option.tickSize, 'down');
  const limitAt = (price: number): OrderPrice & { kind: 'limit' } => ({ kind: 'limit', limit: tick(price) });

  /** Well through the other side, so that a market on the move does not make it rest. */
  function crossing(side: Side) {
    const { bid, ask } = quote();
    return limitAt(side === 'buy' ? ask * 1.1 + option.tickSize : bid * 0.9);
  }

  function approved(side: Side, instrument: Option, units: Order['qty'], price: OrderPrice): ApprovedOrder {
    count += 1;
    const intent = {
      tradeId: 'trade',
      legId: 'leg',
      purpose: 'exit',
      instrument: instrument.id,
      side,
      qty: units,
      price,
      product: 'intraday',
      signalAt: 0,
    } as const;
    const result = approve(`CONTRACT${process.pid}N${count}`, intent, permissive(instrument, units));
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  }

  async function send(side: Side, lots: number, price: OrderPrice): Promise<Sent> {
    const order = approved(side, option, qty(lots * option.lotSize), price);
    const outcome = await broker.place(order);
    if (outcome.kind !== 'accepted') throw new Error(`Expected the order to be accepted: ${outcome.message}`);
    return { order, brokerId: outcome.brokerId };
  }

  return {
    broker,
    option,
    quote,
    close,
    tick,
    crossing,
    approved,
    send,
    place: (side: Side, lots: number) => send(side, lots, crossing(side)),
    rest: (side: Side) => send(side, 1, limitAt(side === 'buy' ? quote().bid * 0.75 : quote().ask * 1.25)),
    until: async (brokerId: string, status: BrokerOrder['status']): Promise<BrokerOrder> => {
      for (;;) {
        const found = updates.find((update) => update.brokerId === brokerId && update.status === status);
        if (found) return found;
        await new Promise<void>((resolve) => {
          waiting.add(resolve);
        });
      }
    },
  };
}

/** Lets everything through that is well formed: the gate has tests of its own. */
function permissive(instrument: Option, exitableQty: number): RiskContext {
  return {
    now: 0,
    limits: {
      maxDayLoss: NO_LIMIT,
      maxStrategyLoss: NO_LIMIT,
      dayTarget: NO_LIMIT,
      maxOpenLots: NO_LIMIT,
      maxShareValue: NO_LIMIT,
      minFreeMargin: 0,
      maxOrdersPerSecond: NO_LIMIT,
      maxOrdersPerDay: NO_LIMIT,
      priceBand: NO_LIMIT,
      priceBandFloor: NO_LIMIT,
      noEntriesAfter: minuteFromClock('23:59'),
      staleAfterMs: NO_LIMIT,
    },
    isArmed: true,
    isHalted: false,
    isReconciled: true,
    isMarketOpen: true,
    isFeedConnected: true,
    instrument,
    quote: null,
    dayPnl: paise(0),
    strategyPnl: paise(0),
    openLots: 0,
    openLotsOfUnderlying: 0,
    openShareValue: paise(0),
    freeMargin: null,
    ordersThisSecond: 0,
    ordersToday: 0,
    exitableQty,
  };
}

const NO_LIMIT: Paise = paise(Number.MAX_SAFE_INTEGER);
