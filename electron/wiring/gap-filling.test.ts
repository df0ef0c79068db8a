import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange } from '#electron/exchange/server';
import type { DeskSession } from '#electron/runner/desk-session';
import { barLength, type Bar, type BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import { MINUTE } from '#shared/domain/time';
import { aDataFolder, startApp, startKiteStandIn, until, type RunningApp } from './settings.testkit';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

let kite: Exchange;
let app: RunningApp;

/** A paper desk on a demo exchange in Kite's place, with the charts of an index, a future and an option open. */
beforeEach(async () => {
  const folder = await aDataFolder({ mode: 'demo' });
  undo.push(folder.remove);
  kite = await startKiteStandIn(join(folder.directory, 'stand-in.json'));
  undo.push(kite.close);
  const first = await startApp({ directory: folder.directory });
  await first.around.settings.set({ mode: 'paper', kite: { apiKey: 'demokey', root: kite.url } });
  await first.around.secrets.set('kite.apiSecret', 'demosecret');
  await first.close();
  app = await startApp({ directory: folder.directory });
  undo.push(() => app.close());
  await app.logIn();
  await until(app.session(), 'prices', () => charted(app.session()).every((id) => priceOf(id) > 0));
  for (const id of charted(app.session())) {
    for (const interval of ['1m', '5m'] as const) await app.handlers['series.watch']({ instrument: id, interval });
  }
}, 60_000);

const priceOf = (id: InstrumentId): number => app.session().wiring.book.quote(id)?.ltp ?? 0;

function charted({ wiring: { catalogue } }: DeskSession): readonly InstrumentId[] {
  const [expiry = ''] = catalogue.expiries('NIFTY');
  const strikes = catalogue.strikes('NIFTY', expiry);
  const option = catalogue.option('NIFTY', expiry, strikes[Math.floor(strikes.length / 2)] ?? (0 as never), 'CE');
  const [future] = catalogue.futures('NIFTY');
  return ['NSE:NIFTY 50' as InstrumentId, ...(future ? [future.id] : []), ...(option ? [option.id] : [])];
}

/** Waits until a break has ended, was filled, and the bar of `interval` that it ended in is over and corrected. */
async function untilWhole(session: DeskSession, interval: BarInterval): Promise<void> {
  await until(session, 'a filled gap', () => session.market.gaps.gaps().at(-1)?.state === 'filled');
  const settledAt = session.wiring.clock.now() + barLength(interval) + MINUTE;
  await until(session, 'the bars after it', () => session.wiring.clock.now() > settledAt);
}

/** Our bars of the break against the candles of the exchange. Others are built of ticks, which at this speed skip prices. */
async function expectWhole(session: DeskSession, interval: BarInterval): Promise<void> {
  const [gap] = session.market.gaps.gaps();
  if (!gap) throw new Error('There was no gap');
  const from = gap.from - barLength(interval) + 1;
  for (const id of charted(session)) {
    const isOfGap = ({ startAt }: Bar): boolean => startAt >= from && startAt <= gap.to;
    const ours = session.series.closed(id, interval).filter(isOfGap);
    expect(ours.length).toBeGreaterThan(0);
    expect(ours).toEqual(await session.wiring.history.bars(id, interval, from, gap.to));
  }
}

describe('a desk whose prices stop', { timeout: 90_000 }, () => {
  it('fills what it missed behind a socket that was dropped', async () => {
    const session = app.session();
    kite.control.execute({ kind: 'speed', speed: 60 });
    kite.control.execute({ kind: 'drop-sockets' });
    await untilWhole(session, '1m');
    const [gap] = session.market.gaps.gaps();
    expect(gap?.to).toBeGreaterThan(gap?.from ?? 0);
    await expectWhole(session, '1m');
    expect([...session.desk.notices.values()].map(({ title }) => title)).toContain('Missing prices were filled');
  });

  it('fills what it missed while the socket was open and silent', async () => {
    const session = app.session();
    kite.control.execute({ kind: 'speed', speed: 60 });
    kite.control.execute({ kind: 'fault', name: 'silence' });
    await until(session, 'the break', () => session.snapshot().tables.desk.desk.feed.state === 'disconnected');
    kite.control.execute({ kind: 'clear-faults' });
    await untilWhole(session, '1m');
    const [gap] = session.market.gaps.gaps();
    expect((gap?.to ?? 0) - (gap?.from ?? 0)).toBeGreaterThan(3 * MINUTE);
    await expectWhole(session, '1m');
  });

  it('says what is missing while the broker has no candles, and fills it when he has', async () => {
    const session = app.session();
    kite.control.execute({ kind: 'speed', speed: 20 });
    kite.control.execute({ kind: 'fault', name: 'gateway-html', scope: 'history', count: 4 });
    kite.control.execute({ kind: 'drop-sockets' });
    await until(session, 'a gap', () => session.snapshot().tables.desk.desk.gaps.length > 0);
    expect(session.snapshot().tables.desk.desk.gaps[0]?.state).toBe('filling');
    kite.control.execute({ kind: 'speed', speed: 60 });
    await untilWhole(session, '1m');
    await expectWhole(session, '1m');
  });
});
