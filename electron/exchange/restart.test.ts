import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDemo, type Demo } from './testing/demo';

const SELL = {
  exchange: 'NFO',
  tradingsymbol: 'NIFTY2681824200CE',
  transaction_type: 'SELL',
  order_type: 'MARKET',
  market_protection: '-1',
  quantity: '65',
  product: 'NRML',
};
const REST = { ...SELL, order_type: 'LIMIT', transaction_type: 'BUY', price: '5' };

let folder: string;
let statePath: string;
const running: Demo[] = [];

async function start(options: Parameters<typeof startDemo>[0] = {}): Promise<Demo> {
  const demo = await startDemo({ statePath, ...options });
  running.push(demo);
  return demo;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-exchange-'));
  statePath = join(folder, 'exchange.json');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((demo) => demo.close()));
  rmSync(folder, { recursive: true });
});

const READS = ['/orders', '/trades', '/portfolio/positions', '/user/margins/equity'];

describe('an exchange that is killed', () => {
  it('goes on with the same orders, trades, cash, clock and session', async () => {
    const first = await start();
    await first.login();
    await first.call('POST', '/orders/regular', SELL);
    await first.call('POST', '/orders/regular', REST);
    const before = await Promise.all(READS.map((path) => first.call('GET', path)));
    const { marketAt } = first.exchange.control.state();

    // Not closed: as after a kill, only what is on disk counts. The same token is still good.
    const second = await start();
    second.useTokenOf(first);
    const after = await Promise.all(READS.map((path) => second.call('GET', path)));
    expect(after.map((reply) => reply.body)).toEqual(before.map((reply) => reply.body));
    expect(second.exchange.control.state().marketAt).toBe(marketAt);
  });

  it('fills a resting order that the restart interrupted, exactly once', async () => {
    const first = await start();
    await first.login();
    await first.call('POST', '/orders/regular', { ...REST, price: '33' });
    const second = await start();
    second.useTokenOf(first);
    second.exchange.control.execute({ kind: 'seek', at: Date.parse('2026-08-18T13:30:00+05:30') });
    const trades = (await second.call('GET', '/trades')).body.data;
    expect(trades).toEqual([expect.objectContaining({ quantity: 65, average_price: 33 })]);

    const third = await start();
    third.useTokenOf(second);
    expect((await third.call('GET', '/trades')).body.data).toEqual(trades);
  });

  it('never gives an id twice, not even after the day starts again', async () => {
    const first = await start();
    await first.login();
    const place = async (demo: Demo) =>
      (await demo.call('POST', '/orders/regular', REST)).body.data as { order_id: string };
    const ids = [await place(first)];
    first.exchange.control.execute({ kind: 'restart-day' });
    ids.push(await place(first));
    const second = await start();
    second.useTokenOf(first);
    ids.push(await place(second));
    expect(new Set(ids.map((one) => one.order_id)).size).toBe(3);
    expect((await second.call('GET', '/orders')).body.data).toHaveLength(2);
  });

  it('keeps a damaged file aside, says so, and starts the day afresh', async () => {
    writeFileSync(statePath, '{"format":1,"dayId":"2026-08-18","bo');
    const demo = await start();
    expect(demo.exchange.control.state().note).toContain(`${statePath}.damaged`);
    await demo.login();
    expect((await demo.call('GET', '/orders')).body.data).toEqual([]);
    expect(readdirSync(folder)).toContain('exchange.json.damaged');
  });

  it('keeps the book of another day aside when a day is asked for', async () => {
    const first = await start();
    await first.login();
    const second = await start({ dayId: '2026-01-30' });
    expect(second.exchange.control.state().day.id).toBe('2026-01-30');
    expect(readdirSync(folder)).toContain('exchange.json.2026-08-18');
  });
});

describe('a day that starts again', () => {
  it('is not taken back by the clock of the run before', async () => {
    const first = await start();
    first.exchange.control.execute({ kind: 'seek', at: Date.parse('2026-08-18T14:00:00+05:30') });
    first.exchange.control.execute({ kind: 'restart-day' });
    const second = await start();
    expect(second.exchange.control.state().marketAt).toBe(Date.parse('2026-08-18T11:15:00+05:30'));
  });
});

describe('a disk that cannot be written', () => {
  it('does not end the demo, and is named', async () => {
    const demo = await start({ statePath: join(folder, 'missing', 'exchange.json') });
    await demo.login();
    expect((await demo.call('POST', '/orders/regular', SELL)).status).toBe(200);
    expect(demo.exchange.control.state().note).toContain('could not be saved: ENOENT');
    mkdirSync(join(folder, 'missing'));
    await demo.call('GET', '/orders');
    expect(demo.exchange.control.state().note).toBe('');
  });
});

describe('startExchange', () => {
  it('rejects a speed it cannot run at', async () => {
    await expect(startDemo({ speed: 5_000 })).rejects.toThrow('Expected a speed from 1 to 3600, found 5000');
  });

  it('rejects a port that is taken, with the reason', async () => {
    const first = await start({ statePath: null });
    await expect(startDemo({ port: first.exchange.port })).rejects.toThrow('EADDRINUSE');
  });

  it('rejects a day it does not have', async () => {
    await expect(startDemo({ dayId: '2020-01-01' })).rejects.toThrow('2020-01-01');
  });
});
