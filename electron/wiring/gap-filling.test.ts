import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '#electron/exchange/server';
import type { DeskSession } from '#electron/runner/desk-session';
import type { Bar } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import { MINUTE } from '#shared/domain/time';
import { aDataFolder, startApp, startKiteStandIn, until } from './settings.testkit';

interface PaperDesk {
  readonly kite: Exchange;
  readonly session: DeskSession;
}

/** A paper desk on a demo exchange in Kite's place, with the charts of an index, a future and an option open. */
async function openPaperDesk(undo: (end: () => Promise<void>) => void): Promise<PaperDesk> {
  const folder = await aDataFolder({ mode: 'demo' });
  undo(folder.remove);
  const kite = await startKiteStandIn(join(folder.directory, 'stand-in.json'));
  undo(kite.close);
  const first = await startApp({ directory: folder.directory });
  await first.around.settings.set({ mode: 'paper', kite: { apiKey: 'demokey', root: kite.url } });
  await first.around.secrets.set('kite.apiSecret', 'demosecret');
  await first.close();
  const app = await startApp({ directory: folder.directory });
  undo(() => app.close());
  await app.logIn();
  const session = app.session();
  const priceOf = (id: InstrumentId): number => session.wiring.book.quote(id)?.ltp ?? 0;
  await until(session, 'prices', () => charted(session).every((id) => priceOf(id) > 0));
  for (const id of charted(session)) await app.handlers['series.watch']({ instrument: id, interval: '1m' });
  return { kite, session };
}

function charted({ wiring: { catalogue } }: DeskSession): readonly InstrumentId[] {
  const [expiry = ''] = catalogue.expiries('NIFTY');
  const strikes = catalogue.strikes('NIFTY', expiry);
  const option = catalogue.option('NIFTY', expiry, strikes[Math.floor(strikes.length / 2)] ?? (0 as never), 'CE');
  const [future] = catalogue.futures('NIFTY');
  return ['NSE:NIFTY 50' as InstrumentId, ...(future ? [future.id] : []), ...(option ? [option.id] : [])];
}

/** Waits until a break has ended, was filled, and the minute that it ended in is over and corrected. */
async function untilWhole(session: DeskSession): Promise<void> {
  await until(session, 'a filled gap', () => session.market.gaps.gaps().at(-1)?.state === 'filled');
  const settledAt = session.wiring.clock.now() + 4 * MINUTE;
  await until(session, 'the bars after it', () => session.wiring.clock.now() > settledAt);
}

/** Our bars of the break against the candles of the exchange. Others are built of ticks, which at this speed skip prices. */
async function expectWhole(session: DeskSession): Promise<void> {
  const [gap] = session.market.gaps.gaps();
  if (!gap) throw new Error('There was no gap');
  const from = gap.from - MINUTE + 1;
  for (const id of charted(session)) {
    const isOfGap = ({ startAt }: Bar): boolean => startAt >= from && startAt <= gap.to;
    const ours = session.series.closed(id, '1m').filter(isOfGap);
    expect(ours.length).toBeGreaterThan(0);
    expect(ours).toEqual(await session.wiring.history.bars(id, '1m', from, gap.to));
  }
}

// Each waits mostly for the broker's limit on candles, so they wait together.
describe.concurrent('a desk whose prices stop', () => {
  it('fills what it missed behind a socket that was dropped', async ({ onTestFinished }) => {
    const { kite, session } = await openPaperDesk(onTestFinished);
    kite.control.execute({ kind: 'speed', speed: 60 });
    kite.control.execute({ kind: 'drop-sockets' });
    await untilWhole(session);
    const [gap] = session.market.gaps.gaps();
    expect(gap?.to).toBeGreaterThan(gap?.from ?? 0);
    await expectWhole(session);
    expect([...session.desk.notices.values()].map(({ title }) => title)).toContain('Missing prices were filled');
  });

  it('fills what it missed while the socket was open and silent', async ({ onTestFinished }) => {
    const { kite, session } = await openPaperDesk(onTestFinished);
    kite.control.execute({ kind: 'speed', speed: 60 });
    kite.control.execute({ kind: 'fault', name: 'silence' });
    await until(session, 'the break', () => session.snapshot().tables.desk.desk.feed.state === 'disconnected');
    kite.control.execute({ kind: 'clear-faults' });
    await untilWhole(session);
    const [gap] = session.market.gaps.gaps();
    expect((gap?.to ?? 0) - (gap?.from ?? 0)).toBeGreaterThan(3 * MINUTE);
    await expectWhole(session);
  });

  it('says what is missing while the broker has no candles, and fills it when he has', async ({ onTestFinished }) => {
    const { kite, session } = await openPaperDesk(onTestFinished);
    kite.control.execute({ kind: 'speed', speed: 20 });
    kite.control.execute({ kind: 'fault', name: 'gateway-html', scope: 'history', count: 4 });
    kite.control.execute({ kind: 'drop-sockets' });
    await until(session, 'a gap', () => session.snapshot().tables.desk.desk.gaps.length > 0);
    expect(session.snapshot().tables.desk.desk.gaps[0]?.state).toBe('filling');
    kite.control.execute({ kind: 'speed', speed: 60 });
    await untilWhole(session);
    await expectWhole(session);
  });
});
