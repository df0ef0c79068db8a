import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDataFolder, startApp, until, type RunningApp } from '#electron/wiring/settings.testkit';
import type { InstrumentId } from '#shared/domain/instrument';
import { addDays } from '#shared/domain/time';
import type { Outcome } from '#shared/ipc/contract';

let app: RunningApp;
let directory: string;
const undo: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  const folder = await aDataFolder({ mode: 'demo', demo: { speed: 60 } });
  directory = folder.directory;
  undo.push(folder.remove);
  app = await startApp({ directory });
  undo.push(() => app.close());
});

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

const NIFTY = 'NSE:NIFTY 50' as InstrumentId;

describe('the requests about data', () => {
  it('find what is listed today, and keep a watch list that is subscribed at once', async () => {
    const found = valueOf(await app.handlers['instruments.search']({ typed: 'nifty fut' }));
    const [future] = found;
    expect(future).toMatchObject({ kind: 'future', exchange: 'NFO' });
    if (!future) throw new Error('There is no future');
    expect(await app.handlers['settings.setWatchlist']({ watchlist: [future.id] })).toMatchObject({ ok: true });
    const session = app.session();
    // The chain's own future has a price before anybody watches it.
    await until(session, 'its price, watched', () => {
      const { desk, quotes } = session.snapshot().tables;
      return desk.desk.watchlist.includes(future.id) && (quotes[future.id]?.ltp ?? 0) > 0;
    });
  });

  it('say which minutes of today are recorded, and export them', async () => {
    const session = app.session();
    const { date } = session.wiring;
    const startsAt = session.wiring.clock.now();
    await until(session, 'three minutes', () => session.wiring.clock.now() > startsAt + 180_000);
    await until(session, 'ticks on the disk', () => session.desk.isReconciled);
    const coverage = valueOf(await app.handlers['data.coverage']({ date }));
    expect(coverage?.any).toMatch(/^0+1+0?$/);
    expect(coverage?.instruments.map(({ id }) => id)).toContain(NIFTY);
    const call = coverage?.instruments.find(({ id }) => id.endsWith('CE'));
    expect(call?.name).toMatch(/^[A-Z]+ \d+ CE \d+ [A-Z][a-z]+$/);
    const state = valueOf(await app.handlers['data.state'](undefined));
    expect(state).toMatchObject({ mode: 'demo', today: date, days: [{ date, state: 'recording' }], lost: 0 });
    expect(state.written).toBeGreaterThan(0);

    const exported = valueOf(await app.handlers['data.export']({ date, format: 'json' }));
    const ticks: unknown = JSON.parse(await readFile(join(exported.folder, 'NIFTY 50.json'), 'utf8'));
    expect(ticks).toContainEqual(expect.objectContaining({ tradingsymbol: NIFTY }));
    expect(valueOf(await app.handlers['data.tidy'](undefined))).toEqual({ compacted: [], removed: [], faults: [] });
    expect(await app.handlers['data.export']({ date: '2020-01-01', format: 'csv' })).toMatchObject({ ok: false });
  });

  it('download candles of the exchange to a CSV file', async () => {
    const { date } = app.session().wiring;
    const choice = { instruments: [NIFTY], interval: '1m' as const, from: addDays(date, -1), to: date };
    expect(valueOf(await app.handlers['data.download'](choice)).downloads).toEqual(['1']);
    await app.session().wiring.data.downloads.idle();
    const [download] = valueOf(await app.handlers['data.downloads'](undefined));
    expect(download).toMatchObject({ state: 'done', progress: 1 });
    const lines = (await readFile(download?.detail ?? '', 'utf8')).trim().split('\n');
    expect(lines).toHaveLength((download?.candles ?? 0) + 1);
    expect(lines.at(-1)).toContain(date);
    expect(await app.handlers['data.download']({ ...choice, instruments: ['NSE:NOSUCH' as InstrumentId] })).toEqual({
      ok: false,
      error: { message: "NSE:NOSUCH is not in today's instruments" },
    });
    expect(await app.handlers['data.cancelDownload']({ download: '1' })).toMatchObject({ ok: false });
  });
});
