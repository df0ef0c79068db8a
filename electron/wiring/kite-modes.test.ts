import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange } from '#electron/exchange/server';
import type { DeskSession } from '#electron/runner/desk-session';
import { initialParams } from '#shared/domain/params';
import { cashFlow } from '#shared/domain/position';
import { strategyById } from '#shared/engine/registry';
import { aDataFolder, startApp, startKiteStandIn, until, type RunningApp } from './settings.testkit';

const STRADDLE = 'atm-straddle-sell';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

let kite: Exchange;
let directory: string;

/** Everything as it is on a person's machine, except that Kite's address is that of a demo exchange. */
beforeEach(async () => {
  const folder = await aDataFolder({ mode: 'demo' });
  undo.push(folder.remove);
  directory = folder.directory;
  kite = await startKiteStandIn(join(directory, 'stand-in.json'));
  undo.push(kite.close);
});

async function start(): Promise<RunningApp> {
  const app = await startApp({ directory });
  undo.push(() => app.close());
  return app;
}

async function prepare(mode: 'paper' | 'live'): Promise<RunningApp> {
  const folder = await startApp({ directory });
  await folder.around.settings.set({ mode, kite: { apiKey: 'demokey', root: kite.url } });
  await folder.around.secrets.set('kite.apiSecret', 'demosecret');
  await folder.close();
  return start();
}

async function openMode(mode: 'paper' | 'live'): Promise<RunningApp> {
  const app = await prepare(mode);
  expect(await app.logIn()).toEqual({ ok: true, value: undefined });
  await until(app.session(), 'compared books', () => app.session().desk.isReconciled);
  return app;
}

/** Sets up a straddle seller and starts it; answers its id. */
async function sell({ handlers }: RunningApp, name: string): Promise<string> {
  const params = initialParams(strategyById(STRADDLE)?.params ?? {});
  const added = await handlers['instance.add']({ strategy: STRADDLE, name, params, approval: 'automatic' });
  if (!added.ok) throw new Error(added.error.message);
  await handlers['instance.start'](added.value);
  return added.value.instance;
}

const openTrade = ({ desk }: DeskSession) => [...desk.trades.values()].find(({ status }) => status === 'open');

/** From the file in which it keeps its book. */
async function ordersAtKite(): Promise<number> {
  const state = await readFile(join(directory, 'stand-in.json'), 'utf8');
  return (JSON.parse(state) as { readonly book: { readonly orders: readonly unknown[] } }).book.orders.length;
}

describe('paper', () => {
  it('trades the prices of Kite on an account of its own, which a restart finds as it was', async () => {
    const app = await openMode('paper');
    const session = app.session();
    expect(session.wiring).toMatchObject({ mode: 'paper', date: '2026-08-18', playback: null });
    await until(session, 'arming by itself', () => session.desk.isArmed);
    await sell(app, 'Mine');
    await until(session, 'an open straddle', () => openTrade(session) !== undefined);
    expect([...session.desk.orders.values()].map(({ status }) => status)).toEqual(['filled', 'filled']);
    expect(await ordersAtKite()).toBe(0);
    const before = await session.wiring.broker.books();
    const fills = [...session.desk.fills.values()];
    await app.close();
    undo.pop();

    const again = await start();
    await until(again.session(), 'compared books', () => again.session().desk.isReconciled);
    const after = await again.session().wiring.broker.books();
    expect(after.orders).toEqual(before.orders);
    expect(after.fills).toEqual(before.fills);
    expect([...again.session().desk.fills.values()]).toEqual(fills);
    expect(openTrade(again.session())?.legs.map(({ position }) => position.qty)).toEqual([-65, -65]);

    const trade = openTrade(again.session())?.id ?? '';
    await again.handlers['trade.exit']({ trade });
    await until(again.session(), 'a closed straddle', () => {
      return again.session().desk.trades.get(trade)?.status === 'closed';
    });
    const legs = again.session().desk.trades.get(trade)?.legs ?? [];
    const realised = legs.reduce((sum, leg) => sum + leg.position.realised, 0);
    expect(realised).toBe(cashFlow([...again.session().desk.fills.values()]));
    expect(await ordersAtKite()).toBe(0);
  });
});

describe('live', () => {
  it('holds entries back until the word is typed, and then sends them to Kite', async () => {
    const app = await openMode('live');
    const session = app.session();
    await sell(app, 'Too early');
    await until(session, 'a call that waits', () => {
      return [...session.desk.calls.values()].some(({ outcome }) => outcome === 'waiting');
    });
    expect(await ordersAtKite()).toBe(0);

    expect(app.handlers['trading.arm']({ confirmation: 'live' })).toEqual({
      ok: false,
      error: { message: 'Type LIVE to arm; found "live"' },
    });
    expect(session.desk.isArmed).toBe(false);
    expect(app.handlers['trading.arm']({ confirmation: 'LIVE' })).toEqual({ ok: true, value: undefined });
    await until(session, 'an open straddle', () => openTrade(session) !== undefined);
    expect(await ordersAtKite()).toBe(2);
    const { positions } = await session.wiring.broker.books();
    expect(positions.map(({ qty }) => qty)).toEqual([-65, -65]);
  });

  it('is disarmed again after a restart', async () => {
    const app = await openMode('live');
    await app.handlers['trading.arm']({ confirmation: 'LIVE' });
    await app.close();
    undo.pop();
    const again = await start();
    await until(again.session(), 'compared books', () => again.session().desk.isReconciled);
    expect(again.session().desk.isArmed).toBe(false);
  });
});

describe('the session with Kite', () => {
  it('is asked for in the words of what is missing', async () => {
    const reasonOf = (app: RunningApp) => app.keeper.snapshot().tables.desk.desk.orders;
    const app = await start();
    await app.around.settings.set({ kite: { root: kite.url } });
    await app.handlers['settings.setMode']({ mode: 'paper' });
    expect(reasonOf(app)).toEqual({
      state: 'login-required',
      reason: 'Enter your Kite API key and secret in Settings, then log in',
    });
    expect(app.keeper.loginUrl()).toMatchObject({ ok: false });
    await app.handlers['settings.setKite']({ apiKey: 'demokey', redirectUrl: 'http://127.0.0.1:5000/' });
    expect(reasonOf(app).reason).toBe('Enter your Kite API secret in Settings, then log in');
    await app.handlers['settings.setApiSecret']({ apiSecret: 'demosecret' });
    expect(reasonOf(app).reason).toBe('Kite ends every session at about 06:00 in the morning');
    expect(app.keeper.loginUrl()).toEqual({ ok: true, value: `${kite.url}/connect/login?api_key=demokey&v=3` });
  });

  it('ends at Kite and here with a logout, and the desk says so', async () => {
    const app = await openMode('paper');
    const token = app.around.secrets.get('kite.accessToken') ?? '';
    expect(await app.handlers['session.logout'](undefined)).toEqual({ ok: true, value: undefined });
    expect(app.around.secrets.get('kite.accessToken')).toBeNull();
    const headers = { 'X-Kite-Version': '3', Authorization: `token demokey:${token}` };
    expect((await fetch(`${kite.url}/user/profile`, { headers })).status).toBe(403);
    expect(app.keeper.snapshot().tables.desk.desk.feed.state).toBe('login-required');
  });

  it('that cannot be opened with a wrong secret says what Kite said', async () => {
    const app = await prepare('paper');
    await app.handlers['settings.setApiSecret']({ apiSecret: 'wrongsecret' });
    expect(await app.logIn()).toEqual({
      ok: false,
      error: {
        message: expect.stringMatching(/^Kite did not accept the login\. Check the API key and the API secret/),
      },
    });
  });
});
