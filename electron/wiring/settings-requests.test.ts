import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cipher } from '#electron/storage/secrets';
import { aDataFolder, startApp, until, type AppOptions, type RunningApp } from './settings.testkit';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

let directory: string;
beforeEach(async () => {
  const folder = await aDataFolder({ demo: { speed: 10 } });
  undo.push(folder.remove);
  directory = folder.directory;
});

async function start(options: Omit<AppOptions, 'directory'> = {}): Promise<RunningApp> {
  const app = await startApp({ directory, ...options });
  undo.push(() => app.close());
  return app;
}

const NOTHING_HIDES: Cipher = {
  protection: { kind: 'none', reason: 'There is no keyring', isAccepted: false },
  encrypt: (text) => Buffer.from(text),
  decrypt: (bytes) => bytes.toString('utf8'),
};

const deskOf = ({ keeper }: RunningApp) => keeper.snapshot().tables.desk.desk;

describe('changing the mode', () => {
  it('closes the desk and opens the other, and back again with everything as it was left', async () => {
    const app = await start();
    const before = app.session();
    await until(before, 'arming', () => before.desk.isArmed);
    const deltas: number[] = [];
    const numbers = app.keeper.snapshot().seq;
    before.onDelta(({ seq }) => deltas.push(seq));
    expect(await app.handlers['settings.setMode']({ mode: 'paper' })).toEqual({ ok: true, value: undefined });
    expect(deskOf(app)).toMatchObject({ mode: 'paper', feed: { state: 'login-required' }, underlyings: [] });
    // The page follows by these numbers: a smaller one would be taken for old news.
    expect(app.keeper.snapshot().seq).toBeGreaterThan(Math.max(numbers, ...deltas));
    expect(app.around.settings.get().mode).toBe('paper');

    expect(await app.handlers['settings.setMode']({ mode: 'demo' })).toEqual({ ok: true, value: undefined });
    const after = app.session();
    expect(after).not.toBe(before);
    expect(after.desk.salt).toBe(before.desk.salt);
    expect([...after.desk.instances.keys()]).toEqual([...before.desk.instances.keys()]);
  });

  it('is refused while a trade is open, in words that name it, and nothing changes', async () => {
    const app = await start();
    const session = app.session();
    await until(session, 'arming', () => session.desk.isArmed);
    const straddle = [...session.desk.instances.values()].find(({ strategy }) => strategy === 'atm-straddle-sell');
    await app.handlers['instance.start']({ instance: straddle?.id ?? '' });
    await until(session, 'an open straddle', () => [...session.desk.trades.values()].some((t) => t.status === 'open'));

    expect(await app.handlers['settings.setMode']({ mode: 'live' })).toEqual({
      ok: false,
      error: {
        message: expect.stringMatching(
          /^1 trade is open on this desk \(.*: short 65 NIFTY \d+ CE 18 Aug, short 65 NIFTY \d+ PE 18 Aug\)\. Exit it first/,
        ),
      },
    });
    expect(app.session()).toBe(session);
    expect(app.around.settings.get().mode).toBe('demo');

    await app.handlers['trading.exitAll'](undefined);
    await until(session, 'a flat desk', () => [...session.desk.trades.values()].every((t) => t.status === 'closed'));
    expect(await app.handlers['settings.setMode']({ mode: 'live' })).toEqual({ ok: true, value: undefined });
  });

  it('lets the desk be opened again when what stood in its way has gone', async () => {
    const app = await start();
    await app.around.secrets.set('kite.accessToken', 'yesterday1234');
    await app.around.settings.set({ kite: { apiKey: 'demokey', root: 'http://127.0.0.1:9/' } });
    await app.handlers['settings.setMode']({ mode: 'paper' });
    expect(deskOf(app)).toMatchObject({
      feed: { state: 'closed', reason: expect.stringContaining('cannot be fetched') },
    });
    await app.around.secrets.wipe(['kite.accessToken']);
    expect(await app.handlers['desk.reopen'](undefined)).toEqual({ ok: true, value: undefined });
    expect(deskOf(app).feed.state).toBe('login-required');
  });
});

describe('secrets', () => {
  it('go in and are never shown again', async () => {
    const app = await start();
    expect((await app.handlers['settings.read'](undefined)).kite.apiSecret).toBe('none');
    expect(await app.handlers['settings.setApiSecret']({ apiSecret: 'hushhush42' })).toEqual({
      ok: true,
      value: { lasts: 'kept' },
    });
    const view = await app.handlers['settings.read'](undefined);
    expect(view).toMatchObject({ kite: { apiSecret: 'kept' }, unprotected: null });
    expect(JSON.stringify(view)).not.toContain('hushhush42');
    expect(await readFile(join(directory, 'settings.json'), 'utf8')).not.toContain('hushhush42');
    await app.handlers['settings.forgetApiSecret'](undefined);
    expect((await app.handlers['settings.read'](undefined)).kite.apiSecret).toBe('none');
  });

  it('that nothing protects last until the app ends, and the view says why', async () => {
    const app = await start({ cipher: NOTHING_HIDES });
    expect(await app.handlers['settings.setApiSecret']({ apiSecret: 'hushhush42' })).toEqual({
      ok: true,
      value: { lasts: 'session' },
    });
    expect(await app.handlers['settings.read'](undefined)).toMatchObject({
      kite: { apiSecret: 'session' },
      unprotected: 'There is no keyring',
    });
  });

  it('of the day belong to one API key: another key ends them', async () => {
    const app = await start();
    await app.around.settings.set({ kite: { apiKey: 'first', root: 'http://127.0.0.1:9/' } });
    await app.around.secrets.set('kite.accessToken', 'token1234');
    const redirectUrl = 'http://127.0.0.1:5000/kite';
    await app.handlers['settings.setKite']({ apiKey: 'first', redirectUrl });
    expect(app.around.secrets.get('kite.accessToken')).toBe('token1234');
    await app.handlers['settings.setKite']({ apiKey: 'second', redirectUrl });
    expect(app.around.secrets.get('kite.accessToken')).toBeNull();
    expect(app.around.settings.get().kite).toMatchObject({ apiKey: 'second', redirectUrl });
  });
});

describe('what is watched', () => {
  it('is in force at once on a desk with nothing open', async () => {
    const app = await start();
    const underlyings = [{ name: 'NIFTY', optionRange: 5 }];
    expect(await app.handlers['settings.setUnderlyings']({ underlyings })).toEqual({
      ok: true,
      value: { isInForce: true },
    });
    expect(app.session().wiring.underlyings).toEqual(underlyings);
  });
});

describe('importing a configuration', () => {
  const text = [
    '[zerodha]',
    'api_key = abc123',
    'api_secret = hushhush42',
    '[contracts]',
    'nifty_lot_size = 75',
    'nifty_option_range = 7',
  ].join('\n');

  it('takes what it can, says what it left out, and shows no secret', async () => {
    const app = await start({ chooseFile: () => Promise.resolve({ path: '/old/config.conf', text }) });
    const reply = await app.handlers['settings.import'](undefined);
    expect(reply).toMatchObject({ ok: true, value: { file: '/old/config.conf' } });
    expect(JSON.stringify(reply)).not.toContain('hushhush42');
    expect(reply.ok && reply.value?.taken).toHaveLength(3);
    expect(reply.ok && reply.value?.ignored).toEqual([expect.stringContaining('contracts.nifty_lot_size: lot sizes')]);
    expect(app.around.secrets.get('kite.apiSecret')).toBe('hushhush42');
    expect(app.around.settings.get()).toMatchObject({ kite: { apiKey: 'abc123' } });
    expect(app.around.settings.get().underlyings).toContainEqual({ name: 'NIFTY', optionRange: 7 });
  });

  it('that is damaged is refused in words; choosing nothing is no fault', async () => {
    const wrong = await start({
      chooseFile: () => Promise.resolve({ path: '/old/config.json', text: '{ "api_key": ' }),
    });
    expect(await wrong.handlers['settings.import'](undefined)).toEqual({
      ok: false,
      error: {
        message: expect.stringMatching(
          /^\/old\/config\.json could not be imported: The file begins like JSON, but is not/,
        ),
      },
    });
    await wrong.close();
    undo.pop();
    const none = await start();
    expect(await none.handlers['settings.import'](undefined)).toEqual({ ok: true, value: null });
  });
});
