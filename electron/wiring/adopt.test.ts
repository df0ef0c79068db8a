import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startExchange } from '#electron/exchange/server';
import { DeskHost } from '#electron/runner/desk-host';
import type { DeskSession } from '#electron/runner/desk-session';
import { BY_HAND } from '#electron/runner/hand-trades';
import { instrumentId } from '#shared/domain/instrument';
import { paise } from '#shared/domain/units';
import { demoSurroundings } from './demo.testkit';
import { openDemo } from './open-demo';
import { until } from './settings.testkit';

const CALL = instrumentId('NFO', 'NIFTY2681824200CE');
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** A desk on an exchange of its own, in whose account another app trades too. */
async function open() {
  const state = await mkdtemp(join(tmpdir(), 'kitedesk-adopt-'));
  undo.push(() => rm(state, { recursive: true, force: true }));
  const exchange = await startExchange({
    daysDirectory: join(import.meta.dirname, '../../resources/days'),
    dayId: '2026-08-18',
    statePath: join(state, 'exchange.json'),
    speed: 60,
  });
  undo.push(() => exchange.close());
  const host = new DeskHost();
  undo.push(await openDemo(host, await demoSurroundings({ undo, exchangeUrl: exchange.url })));
  undo.push(() => host.close());
  const session = host.session();
  if (!session) throw new Error('There is no desk');
  await until(session, 'a price', () => session.desk.isArmed && session.wiring.book.quote(CALL) !== null);
  return { session, exchange };
}

const outside = (session: DeskSession) => session.snapshot().tables.desk.desk.outside.positions;

describe('a position that another app made at the exchange', () => {
  it('is shown, adopted with a stop, exited from here, and its result is the exchange’s own', async () => {
    const { session, exchange } = await open();
    exchange.control.execute({ kind: 'foreign-order', symbol: CALL, side: 'sell', units: 65 });
    await until(session, 'what was made elsewhere', () => outside(session).length === 1);
    expect(outside(session)).toMatchObject([{ instrument: CALL, product: 'overnight', qty: -65 }]);
    expect([session.desk.orders.size, session.desk.trades.size]).toEqual([0, 0]);

    const stop = paise(100_000);
    const wish = { instrument: CALL, product: 'overnight', qty: -65, stop, target: null } as const;
    const adopted = session.runner.command({ kind: 'adopt', owner: BY_HAND, ...wish });
    expect(session.runner.command({ kind: 'adopt', owner: BY_HAND, ...wish })).toEqual(adopted);
    const trade = adopted.ok ? adopted.value : '';
    expect(session.desk.trades.get(trade)?.legs).toMatchObject([{ status: 'open', stop, position: { qty: -65 } }]);

    session.runner.command({ kind: 'exit-trade', trade });
    await until(session, 'the exit', () => session.desk.trades.get(trade)?.status === 'closed');
    const { positions } = await session.wiring.broker.books();
    const day = session.ledger.day();
    expect(positions).toMatchObject([{ instrument: CALL, qty: 0, realisedAndOpen: day.realised }]);
    // Two orders of the account, each charged once.
    expect(day.charges).toBeGreaterThan(2 * 2_000);
    await until(session, 'no difference any more', () => outside(session).length === 0);
  });
});

describe('an order that another app left open at the exchange', () => {
  it('is shown, cancelled by one click, however often it is repeated, and gone from the broker’s book', async () => {
    const { session, exchange } = await open();
    exchange.control.execute({ kind: 'foreign-order', symbol: CALL, side: 'buy', units: 65, limit: 1 });
    const shown = () => session.snapshot().tables.desk.desk.outside.orders;
    await until(session, 'the order made elsewhere', () => shown().length === 1);
    const quoteOfIt = () => session.snapshot().tables.quotes[CALL];
    await until(session, 'its contract and price', () => quoteOfIt()?.name === 'NIFTY 24200 CE 18 Aug');
    const [{ brokerId } = { brokerId: '' }] = shown();
    for (const _ of [1, 2])
      expect(session.runner.command({ kind: 'cancel-outside', brokerId })).toEqual({ ok: true, value: '' });
    await until(session, 'its end', () => shown().length === 0);
    const { orders } = await session.wiring.broker.books();
    expect(orders).toMatchObject([{ brokerId, status: 'cancelled', filledQty: 0 }]);
    expect(
      [...session.desk.notices.values()].filter(({ title }) => title.startsWith('Cancelling an order')),
    ).toHaveLength(1);
  });
});
