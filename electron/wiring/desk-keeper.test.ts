import { readdir, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Exchange } from '#electron/exchange/server';
import type { DeskSession } from '#electron/runner/desk-session';
import { instrumentId } from '#shared/domain/instrument';
import { istAt } from '#shared/domain/time';
import { paise } from '#shared/domain/units';
import type { Handlers } from '#shared/ipc/contract';
import { aDataFolder, startApp, startKiteStandIn, until, type RunningApp } from './settings.testkit';

const FUTURE = instrumentId('NFO', 'NIFTY26AUGFUT');
const TICKET: Parameters<Handlers['trade.open']>[0] = {
  key: 'the click',
  name: 'Over night',
  legs: [{ instrument: FUTURE, side: 'buy', lots: 1, limit: null, stop: paise(1_000_000), target: null }],
  product: 'overnight',
  exits: { squareOffAt: null },
};

const HELD = { instrument: FUTURE, stop: paise(1_000_000), position: { qty: 65 } };

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** A way to the exchange which, like Kite, knows nothing of a clock that could be asked or set. */
async function withoutDemoClock({
  port,
}: Exchange): Promise<{ readonly url: string; readonly cut: (isNow: boolean) => void }> {
  let isCut = false;
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    client.on('error', () => client.destroy());
    client.once('data', (head) => {
      if (isCut || head.toString('latin1').startsWith('GET /demo/control')) return client.destroy();
      const kite = connect(port, '127.0.0.1', () => kite.write(head));
      kite.on('error', () => client.destroy());
      client.on('close', () => kite.destroy());
      kite.on('close', () => client.destroy());
      client.pipe(kite).pipe(client);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const hangUp = (): void => {
    for (const client of clients) client.destroy();
  };
  undo.push(async () => {
    server.close();
    hangUp();
  });
  const cut = (isNow: boolean): void => {
    isCut = isNow;
    hangUp();
  };
  // It listens on a port, so its address is none of a file.
  const address = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}`, cut };
}

/** Paper on Kite's stand-in, with a computer whose clock goes with the market until it is set on. */
async function openPaper() {
  const { directory, remove } = await aDataFolder({ mode: 'demo' });
  undo.push(remove);
  const kite = await startKiteStandIn(join(directory, 'stand-in.json'));
  undo.push(kite.close);
  const line = await withoutDemoClock(kite);
  let skipped = 0;
  const now = (): number => kite.control.state().marketAt + skipped;
  const folder = await startApp({ directory, now });
  await folder.around.settings.set({ mode: 'paper', kite: { apiKey: 'demokey', root: line.url } });
  await folder.around.secrets.set('kite.apiSecret', 'demosecret');
  await folder.close();
  const app = await startApp({ directory, now });
  undo.push(() => app.close());
  expect(await app.logIn()).toEqual({ ok: true, value: undefined });
  return {
    app,
    line,
    kite,
    journals: () => readdir(join(directory, 'paper', 'journal')),
    set: (date: string, clock: string): void => void (skipped += istAt(date, clock) - now()),
  };
}

/** A future bought by hand, to be held over night. */
async function buy(app: RunningApp): Promise<void> {
  const desk = app.session();
  desk.want(FUTURE);
  await until(desk, 'a price', () => desk.desk.isArmed && desk.wiring.book.quote(FUTURE) !== null);
  expect(await app.handlers['trade.open'](TICKET)).toMatchObject({ ok: true });
  await until(desk, 'the future', () => [...desk.desk.trades.values()].some(({ status }) => status === 'open'));
}

const shown = ({ keeper }: RunningApp) => keeper.snapshot().tables.desk.desk;
const heldBy = ({ desk }: DeskSession) => [...desk.trades.values()].flatMap(({ legs }) => legs);
const titles = ({ desk }: DeskSession) => [...desk.notices.values()].map(({ title }) => title);

describe('a desk that is left open over night', () => {
  it('is that of the new day in the morning, with what is held and its stops, and asks for the login', async () => {
    const { app, kite, journals, set: becomes } = await openPaper();
    await buy(app);
    becomes('2026-08-19', '05:59');
    await app.keeper.look();
    expect(app.session().wiring.date).toBe('2026-08-18');

    kite.control.execute({ kind: 'expire-token' });
    becomes('2026-08-19', '06:01');
    await app.keeper.look();
    const unknown = app.session();
    expect(unknown.wiring.date).toBe('2026-08-19');
    expect(heldBy(unknown)).toMatchObject([HELD]);
    expect(titles(unknown)).toEqual(expect.arrayContaining(['A new day has begun', 'Held from an earlier day']));
    expect(await journals()).toEqual(expect.arrayContaining(['2026-08-18.jsonl', '2026-08-19.jsonl']));
    await until(unknown, 'the wish for a login', () => shown(app).feed.state === 'login-required');

    becomes('2026-08-19', '07:30');
    expect(await app.logIn()).toEqual({ ok: true, value: undefined });
    const early = app.session();
    await until(early, 'compared books', () => early.desk.isReconciled);
    expect(heldBy(early)).toMatchObject([HELD]);

    // Kite has made the day's instruments since, and the session goes on.
    becomes('2026-08-19', '08:31');
    await app.keeper.look();
    const session = app.session();
    expect(session).not.toBe(early);
    await until(session, 'compared books', () => session.desk.isReconciled);
    expect(heldBy(session)).toMatchObject([HELD]);
    await app.keeper.look();
    expect(app.session()).toBe(session);
  });

  it('is opened as soon as it can be, when what it needs is not there in the morning', async () => {
    const { app, line, set: becomes } = await openPaper();
    line.cut(true);
    await rm(app.around.folder.resources, { recursive: true });
    becomes('2026-08-19', '06:01');
    await app.keeper.look();
    expect(shown(app).orders).toMatchObject({ state: 'closed' });
    line.cut(false);
    await app.keeper.look();
    expect(app.session().wiring.date).toBe('2026-08-19');
  });
});
