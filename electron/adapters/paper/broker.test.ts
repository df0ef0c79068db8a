import { describe, expect, it } from 'vitest';
import { createBook } from '#shared/domain/book';
import { createCatalogue } from '#shared/domain/catalogue';
import { instrumentId, type Index, type Option, type Side } from '#shared/domain/instrument';
import type { OrderPrice } from '#shared/domain/order';
import type { ApprovedOrder } from '#shared/domain/risk';
import { istAt, MINUTE } from '#shared/domain/time';
import { paise, qty } from '#shared/domain/units';
import type { BrokerOrder } from '#shared/ports/broker';
import { describeBroker } from '../broker.contract';
import { middleOptions, openDemoDesk, quoted } from '../demo-desk.testkit';
import { createPaperBroker } from './broker';
import { paperState, type PaperState } from './state';

describeBroker('paper on live prices', async () => {
  const desk = await openDemoDesk();
  const [option] = middleOptions(desk.catalogue);
  await quoted(desk, [option.id]);
  const { book, catalogue, clock, kite } = desk;
  return {
    broker: createPaperBroker({ book, catalogue, clock, feed: kite.feed }),
    option,
    quote: () => {
      const quote = book.quote(option.id);
      if (!quote) throw new Error(`${option.id} has no quote`);
      return quote;
    },
    close: desk.close,
  };
});

const call: Option = {
  kind: 'option',
  id: instrumentId('NFO', 'NIFTY2681824500CE'),
  exchange: 'NFO',
  symbol: 'NIFTY2681824500CE',
  token: 10_000_002,
  tickSize: paise(5),
  lotSize: qty(65),
  underlying: 'NIFTY',
  expiry: '2026-08-18',
  strike: paise(2_450_000),
  right: 'CE',
};
const spot: Index = {
  kind: 'index',
  id: instrumentId('NSE', 'NIFTY 50'),
  exchange: 'NSE',
  symbol: 'NIFTY 50',
  token: 256265,
  tickSize: paise(0),
  lotSize: qty(0),
};
const MIDDAY = istAt('2026-08-18', '12:00');

interface Market {
  readonly ltp: number;
  readonly bid?: number;
  readonly ask?: number;
  readonly units?: number;
  readonly volume?: number;
}

function paper(state?: PaperState) {
  const book = createBook({ capacity: 4 });
  const catalogue = createCatalogue([call, spot]);
  let now = MIDDAY;
  let told: (slots: Int32Array, count: number) => void = () => {};
  const feed = {
    onPrices: (listener: typeof told) => {
      told = listener;
      return () => {};
    },
  };
  let kept: PaperState | null = null;
  const keep = (next: PaperState) => {
    kept = structuredClone(next);
  };
  const slot = book.add(call);
  book.add(spot);
  const broker = createPaperBroker({
    book,
    catalogue,
    clock: { now: () => now },
    feed,
    keep,
    ...(state ? { state } : {}),
  });
  const updates: BrokerOrder[] = [];
  broker.onUpdate((update) => updates.push(update));
  let orders = 0;

  const market = ({ ltp, bid = 0, ask = 0, units = 65, volume = 1_000 }: Market) => {
    now += 1_000;
    const prices = { open: paise(ltp), high: paise(ltp), low: paise(ltp), close: paise(ltp) };
    book.put({
      id: call.id,
      ltp: paise(ltp),
      ...prices,
      volume: qty(volume),
      oi: qty(0),
      oiReference: qty(0),
      bid: paise(bid),
      ask: paise(ask),
      bidQty: qty(bid > 0 ? units : 0),
      askQty: qty(ask > 0 ? units : 0),
      exchangeAt: now,
      receivedAt: now,
    });
    told(Int32Array.of(slot), 1);
  };
  const order = (side: Side, lots: number, price: OrderPrice, instrument = call.id): ApprovedOrder => {
    orders += 1;
    // The gate is not what is tested here.
    return {
      id: `P${orders}`,
      tradeId: 't',
      legId: 'l',
      purpose: 'entry',
      instrument,
      side,
      qty: qty(lots * 65),
      price,
      product: 'intraday',
      status: 'approved',
      filledQty: qty(0),
      brokerId: null,
      message: '',
      chases: 0,
      isCancelRequested: false,
      times: { signalAt: 0, approvedAt: 0 },
    } as unknown as ApprovedOrder;
  };
  const place = async (...wanted: Parameters<typeof order>) => broker.place(order(...wanted));
  return {
    broker,
    market,
    order,
    place,
    updates,
    wait: (ms: number) => (now += ms),
    kept: () => kept,
    fills: async () => (await broker.books()).fills.map(({ price, qty }) => ({ price, qty })),
  };
}

const limit = (price: number): OrderPrice => ({ kind: 'limit', limit: paise(price) });

describe('the paper broker', () => {
  it('fills what crosses from the shown depth and meets the rest when the market comes to it', async () => {
    const { market, place, fills, updates } = paper();
    market({ ltp: 10_000, bid: 9_995, ask: 10_005 });
    await place('buy', 3, limit(10_010));
    expect(await fills()).toEqual([{ price: 10_005, qty: 65 }]);
    market({ ltp: 10_005, bid: 9_995, ask: 10_010 });
    expect(await fills()).toEqual([
      { price: 10_005, qty: 65 },
      { price: 10_010, qty: 65 },
    ]);
    expect(updates.map(({ status, filledQty }) => ({ status, filledQty }))).toEqual([
      { status: 'working', filledQty: 65 },
      { status: 'working', filledQty: 130 },
    ]);
  });

  it('sells no unit twice between two updates of the market', async () => {
    const { market, place, fills } = paper();
    market({ ltp: 10_000, bid: 9_995, ask: 10_005 });
    await place('buy', 1, limit(10_010));
    await place('buy', 1, limit(10_010));
    expect(await fills()).toHaveLength(1);
    market({ ltp: 10_000, bid: 9_995, ask: 10_005, volume: 1_065 });
    expect(await fills()).toHaveLength(2);
  });

  it('shares what traded through a price among those who wait there, first come first served', async () => {
    const { market, place, fills, broker } = paper();
    market({ ltp: 10_000, bid: 9_995, ask: 10_005 });
    const first = await place('buy', 2, limit(9_990));
    const second = await place('buy', 2, limit(9_990));
    market({ ltp: 9_980, bid: 9_975, ask: 9_995, volume: 1_200 });
    expect(await fills()).toEqual([
      { price: 9_990, qty: 130 },
      { price: 9_990, qty: 70 },
    ]);
    const { orders } = await broker.books();
    expect(orders.map(({ brokerId, status }) => ({ kind: 'accepted', brokerId, status }))).toEqual([
      { ...first, status: 'filled' },
      { ...second, status: 'working' },
    ]);
  });

  it('takes the last price for both sides where no depth is received', async () => {
    const { market, place, fills } = paper();
    market({ ltp: 10_000 });
    await place('sell', 4, limit(9_900));
    expect(await fills()).toEqual([{ price: 10_000, qty: 260 }]);
  });

  it('wakes a stop at its trigger and fills it like an order that arrives', async () => {
    const { market, place, fills, updates } = paper();
    market({ ltp: 10_000, bid: 9_995, ask: 10_005 });
    await place('buy', 1, { kind: 'stop-limit', trigger: paise(10_050), limit: paise(10_100) });
    market({ ltp: 10_045, bid: 10_040, ask: 10_050 });
    expect(await fills()).toEqual([]);
    market({ ltp: 10_050, bid: 10_045, ask: 10_055 });
    expect(await fills()).toEqual([{ price: 10_055, qty: 65 }]);
    expect(updates.map(({ status }) => status)).toEqual(['working', 'filled']);
  });

  it.each([
    ['a fraction of a tick', 1, limit(10_003), /Tick size/],
    ['more than the freeze quantity', 28, limit(10_000), /freeze limit of 1800/],
    ['a price far through the market', 1, limit(20_000), /price protection/],
  ])('refuses %s', async (_what, lots, price, message) => {
    const { market, place } = paper();
    market({ ltp: 10_000, bid: 9_995, ask: 10_005 });
    expect(await place('buy', lots, price)).toMatchObject({
      kind: 'rejected',
      message: expect.stringMatching(message),
    });
  });

  it('refuses what the account is not good for, with the orders that wait counted in', async () => {
    const { market, place } = paper();
    market({ ltp: 10_000, bid: 9_995, ask: 10_005 });
    for (let order = 0; order < 11; order++)
      expect(await place('buy', 27, limit(10_000))).toMatchObject({ kind: 'accepted' });
    // 12 × 27 lots × 65 × ₹100 = ₹21.06 lakh of the account's ₹20 lakh.
    expect(await place('buy', 27, limit(10_000))).toEqual({
      kind: 'rejected',
      message: 'Insufficient funds. Required margin is 2106000.00 but available margin is 2000000.00.',
    });
  });

  it('refuses an index, an instrument without a price and an order after hours', async () => {
    const { market, place, wait } = paper();
    expect(await place('buy', 1, limit(10_000))).toMatchObject({
      kind: 'rejected',
      message: expect.stringMatching(/no price/),
    });
    market({ ltp: 10_000, bid: 9_995, ask: 10_005 });
    expect(await place('buy', 1, limit(10_000), spot.id)).toMatchObject({
      kind: 'rejected',
      message: expect.stringMatching(/index/),
    });
    wait(5 * 60 * MINUTE);
    expect(await place('buy', 1, limit(10_000))).toMatchObject({
      kind: 'rejected',
      message: expect.stringMatching(/closed/),
    });
  });

  it('ends what still waits with the session', async () => {
    const { market, place, wait, broker } = paper();
    market({ ltp: 10_000, bid: 9_995, ask: 10_005 });
    await place('buy', 1, limit(9_000));
    wait(5 * 60 * MINUTE);
    expect((await broker.books()).orders).toMatchObject([{ status: 'cancelled', message: 'The session ended' }]);
  });

  it('counts money to the paisa', async () => {
    const { market, place, broker } = paper();
    market({ ltp: 10_000, bid: 9_995, ask: 10_005 });
    await place('buy', 1, limit(10_005));
    market({ ltp: 10_100, bid: 10_095, ask: 10_105 });
    const { positions, funds } = await broker.books();
    expect(positions).toEqual([{ instrument: call.id, product: 'intraday', qty: 65, realisedAndOpen: 65 * 95 }]);
    expect(funds).toEqual({ available: 200_000_000 - 65 * 10_005, used: 0 });
  });

  it('goes on after a restart where it stood', async () => {
    const before = paper();
    before.market({ ltp: 10_000, bid: 9_995, ask: 10_005 });
    await before.place('buy', 1, limit(10_005));
    await before.place('buy', 1, limit(9_900));
    const after = paper(paperState.parse(JSON.parse(JSON.stringify(before.kept()))));
    expect((await after.broker.books()).orders).toEqual((await before.broker.books()).orders);
    after.market({ ltp: 9_890, bid: 9_885, ask: 9_895 });
    const { orders, fills } = await after.broker.books();
    expect(orders.map(({ status }) => status)).toEqual(['filled', 'filled']);
    expect(new Set(fills.map(({ tradeId }) => tradeId)).size).toBe(2);
  });
});
