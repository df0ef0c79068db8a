import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { KiteConnect } from 'kiteconnect';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_CREDENTIALS } from './demo-account';
import { startExchange, type Exchange } from './server';
import { DAYS, requestToken } from './testing/demo';

interface Tick {
  readonly instrument_token: number;
  readonly mode: string;
  readonly last_price: number;
  readonly volume_traded?: number;
  readonly exchange_timestamp?: string;
  readonly depth?: {
    readonly buy: readonly { readonly price: number }[];
    readonly sell: readonly { readonly price: number }[];
  };
}

interface OrderUpdate {
  readonly order_id: string;
  readonly status: string;
  readonly filled_quantity: number;
  readonly price: number;
}

type Event =
  | { readonly kind: 'connected' | 'disconnected' }
  | { readonly kind: 'ticks'; readonly ticks: readonly Tick[] }
  | { readonly kind: 'order'; readonly order: OrderUpdate };

/** What Kite's own ticker, in a process of its own, has reported so far. */
class TickerProcess {
  readonly events: Event[] = [];
  readonly #child: ChildProcessWithoutNullStreams;
  #wake = () => {};

  constructor(root: string, accessToken: string, tokens: readonly number[]) {
    const script = fileURLToPath(new URL('./testing/kite-ticker.testkit.ts', import.meta.url));
    this.#child = spawn(process.execPath, [
      '--import',
      'tsx',
      script,
      root,
      DEMO_CREDENTIALS.apiKey,
      accessToken,
      tokens.join(','),
    ]);
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      // Written by our own child in this form.
      this.events.push(JSON.parse(line) as Event);
      this.#wake();
    });
  }

  get ticks(): readonly Tick[] {
    return this.events.flatMap((event) => (event.kind === 'ticks' ? event.ticks : []));
  }

  updates(orderId: string): readonly OrderUpdate[] {
    return this.events.flatMap((event) =>
      event.kind === 'order' && event.order.order_id === orderId ? [event.order] : [],
    );
  }

  /** Waits until what was reported satisfies `isDone`; the test's own time limit ends a vain wait. */
  async until(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  end(): void {
    this.#child.stdin.end();
  }
}

const CALL = 'NIFTY2681824200CE';
const ORDER = { exchange: 'NFO', tradingsymbol: CALL, quantity: 65, product: 'NRML', validity: 'DAY' } as const;

/** The parts of the client that this test uses, as its documentation has them; its own types are looser. */
interface Client {
  readonly requestInstance: { readonly defaults: { proxy: unknown } };
  generateSession(token: string, secret: string): Promise<{ access_token: string; user_id: string }>;
  getInstruments(
    exchange: string,
  ): Promise<{ tradingsymbol: string; instrument_token: string; name: string; expiry: Date }[]>;
  getLTP(keys: string[]): Promise<Record<string, { instrument_token: number; last_price: number }>>;
  placeOrder(variety: string, order: Record<string, unknown>): Promise<{ order_id: string }>;
  modifyOrder(variety: string, id: string, change: Record<string, unknown>): Promise<{ order_id: string }>;
  cancelOrder(variety: string, id: string): Promise<{ order_id: string }>;
  getOrderHistory(id: string): Promise<{ status: string; price: number }[]>;
  getOrders(): Promise<{ order_id: string; status: string; average_price: number }[]>;
  getOrderTrades(id: string): Promise<{ quantity: number; average_price: number }[]>;
  getPositions(): Promise<{ net: { tradingsymbol: string; quantity: number; sell_value: number }[] }>;
  getHistoricalData(...args: unknown[]): Promise<{ date: Date; close: number; oi?: number }[]>;
  orderBasketMargins(orders: Record<string, unknown>[]): Promise<{ final: { total: number } }>;
  invalidateAccessToken(): Promise<unknown>;
}

let exchange: Exchange;
let client: Client;
let ticker: TickerProcess;
let tokens: readonly number[];

beforeAll(async () => {
  exchange = await startExchange({ daysDirectory: DAYS, dayId: '2026-08-18' });
  const { apiKey, apiSecret } = DEMO_CREDENTIALS;
  // The class is the one of the package; Client names the methods used here with what they return.
  client = new KiteConnect({ api_key: apiKey, root: exchange.url }) as unknown as Client;
  client.requestInstance.defaults.proxy = false;
  const session = await client.generateSession(await requestToken(exchange.url), apiSecret);

  const dump = await client.getInstruments('NFO');
  const nearest = dump.filter(({ name, expiry }) => name === 'NIFTY' && expiry < new Date('2026-09-09'));
  const known = await client.getLTP(nearest.slice(0, 1000).map(({ tradingsymbol }) => `NFO:${tradingsymbol}`));
  tokens = [256265, ...Object.values(known).map((one) => one.instrument_token)].slice(0, 500);
  ticker = new TickerProcess(exchange.tickerUrl, session.access_token, tokens);
});

afterAll(async () => {
  ticker.end();
  await exchange.close();
});

describe('the unmodified kiteconnect package', () => {
  it('gets ticks of 500 instruments in full mode', async () => {
    expect(tokens).toHaveLength(500);
    // The client subscribes first and chooses the mode afterwards; prices may come in between.
    const fullTicks = () => ticker.ticks.filter((tick) => tick.mode === 'full');
    await ticker.until(() => new Set(fullTicks().map((tick) => tick.instrument_token)).size === 500);
    const full = fullTicks();
    const call = full.find((tick) => tick.depth && tick.last_price > 1);
    expect(call?.depth?.buy).toHaveLength(5);
    expect(call?.depth?.sell).toHaveLength(5);
    expect(call?.exchange_timestamp).toMatch(/^2026-08-18T05:45:/);
    const index = full.find((tick) => tick.instrument_token === 256265);
    expect(index?.last_price).toBeGreaterThan(24_000);
  });

  it('places, modifies and cancels, and hears of each', async () => {
    const { order_id: id } = await client.placeOrder('regular', {
      ...ORDER,
      transaction_type: 'BUY',
      order_type: 'LIMIT',
      price: 5,
    });
    await client.modifyOrder('regular', id, { price: 5.05 });
    await client.cancelOrder('regular', id);
    await ticker.until(() => ticker.updates(id).length >= 3);
    expect(ticker.updates(id).map(({ status, price }) => [status, price])).toEqual([
      ['OPEN', 5],
      ['UPDATE', 5.05],
      ['CANCELLED', 5.05],
    ]);
    const history = await client.getOrderHistory(id);
    expect(history.map((state) => state.status)).toEqual([
      'PUT ORDER REQ RECEIVED',
      'VALIDATION PENDING',
      'OPEN PENDING',
      'OPEN',
      'MODIFY VALIDATION PENDING',
      'MODIFY PENDING',
      'MODIFIED',
      'OPEN',
      'CANCEL PENDING',
      'CANCELLED',
    ]);
  });

  it('sells at the market under protection and finds order, trades and position in agreement', async () => {
    const market = { ...ORDER, transaction_type: 'SELL', order_type: 'MARKET', market_protection: -1, tag: 'first1' };
    const { order_id: id } = await client.placeOrder('regular', market);
    await ticker.until(() => ticker.updates(id).some((update) => update.status === 'COMPLETE'));
    const order = (await client.getOrders()).find((one) => one.order_id === id);
    const trades = await client.getOrderTrades(id);
    const value = trades.reduce((sum, trade) => sum + trade.quantity * trade.average_price, 0);
    expect(order).toMatchObject({ status: 'COMPLETE' });
    expect((order?.average_price ?? 0) * 65).toBeCloseTo(value, 6);
    const { net } = await client.getPositions();
    expect(net).toEqual([expect.objectContaining({ tradingsymbol: CALL, quantity: -65 })]);
    expect(net[0]?.sell_value).toBeCloseTo(value, 6);
  });

  it('is told in the broker’s words why an order is refused', async () => {
    const naked = { ...ORDER, transaction_type: 'BUY', order_type: 'MARKET' };
    await expect(client.placeOrder('regular', naked)).rejects.toMatchObject({
      error_type: 'InputException',
      message: expect.stringContaining('Market orders without market protection are not allowed'),
    });
  });

  it('reads candles and basket margins', async () => {
    const candles = await client.getHistoricalData(256265, 'minute', '2026-08-18 10:43:00', '2026-08-18 10:52:59');
    expect(candles).toHaveLength(10);
    expect(candles[0]?.date.toISOString()).toBe('2026-08-18T05:13:00.000Z');
    const basket = await client.orderBasketMargins([
      { ...ORDER, transaction_type: 'SELL', order_type: 'MARKET', variety: 'regular' },
    ]);
    expect(basket.final.total).toBeGreaterThan(100_000);
  });

  it('is locked out once it gave its token back', async () => {
    await client.invalidateAccessToken();
    await expect(client.getOrders()).rejects.toMatchObject({ error_type: 'TokenException' });
  });
});
