import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDataFolder, startApp, until, type RunningApp } from '#electron/wiring/settings.testkit';
import type { Watch } from '#shared/domain/alerts';
import type { InstrumentId } from '#shared/domain/instrument';
import type { AlertDraft, AlertsView } from '#shared/ipc/alerts';
import { startDouble, type Double } from './delivery/doubles.testkit';

const NIFTY = 'NSE:NIFTY 50' as InstrumentId;

let data: Awaited<ReturnType<typeof aDataFolder>>;
let app: RunningApp;
let double: Double;

beforeEach(async () => {
  data = await aDataFolder({ demo: { day: '2026-08-18', speed: 60 } });
  double = await startDouble({ status: 200 });
  app = await startApp({ directory: data.directory });
});

afterEach(async () => {
  await app.close();
  await double.stop();
  await data.remove();
});

const read = async (): Promise<AlertsView> => app.handlers['alerts.read'](undefined);
const ltp = (): number => app.session().wiring.book.quote(NIFTY)?.ltp ?? 0;

function draft(watch: Watch, change: Partial<AlertDraft> = {}): AlertDraft {
  return { id: null, name: 'Mine', isOn: true, watch, repeat: 'once', pauseSeconds: 60, channels: [], ...change };
}

/** A level beside the price of the moment, which the next few prices reach. */
function nearby(): Watch {
  return { kind: 'level', measure: { kind: 'price', instrument: NIFTY }, side: 'crosses', level: ltp() + 5 };
}

async function firesSoon(): Promise<void> {
  await until(app.session(), 'a price', () => ltp() > 0);
  await app.handlers['alerts.save'](draft(nearby(), { channels: ['computer', 'sound', 'webhook'] }));
  await until(app.session(), 'the alert', () => double.received.length > 0);
}

describe('alerts of the demo', () => {
  it('fire at a price: a notice in the desk, the screen, and the hook; then a rule for once is off', async () => {
    await app.handlers['alerts.setSecret']({ which: 'webhook', value: `${double.url}/hook/verysecret` });
    await firesSoon();
    const { rules, deliveries, webhook } = await read();
    expect(rules).toMatchObject([
      { name: 'Mine', isOn: false, count: 1, said: expect.stringContaining('NIFTY 50 crossed') },
    ]);
    const [told] = [...app.session().desk.notices.values()].filter(({ alert }) => alert);
    expect(told).toMatchObject({ title: 'Mine', detail: rules[0]?.said, alert: { isHeard: true } });
    expect(double.received).toMatchObject([
      { path: '/hook/verysecret', body: { alert: 'Mine', message: rules[0]?.said } },
    ]);
    expect(deliveries.map(({ channel }) => channel)).toEqual(['computer', 'webhook']);
    expect(webhook).toBe(`${double.url}/…cret`);
    expect(JSON.stringify(await read())).not.toContain('verysecret');
  });

  it('follow figures of a chain and the result of the day, and say what they are now', async () => {
    const level = { kind: 'level', side: 'above', level: 1e9 } as const;
    const nifty = { underlying: 'NIFTY', expiry: null } as const;
    for (const measure of [
      { kind: 'straddle', ...nifty },
      { kind: 'pcr', ...nifty },
      { kind: 'atm-iv', ...nifty },
      { kind: 'pnl', instance: null },
    ] as const)
      await app.handlers['alerts.save'](draft({ ...level, measure }));
    await expect
      .poll(async () => (await read()).rules.map(({ now }) => now === null))
      .toEqual([false, false, false, false]);
    expect((await read()).rules.map(({ count }) => count)).toEqual([0, 0, 0, 0]);
  });

  it('tell what strategies do', async () => {
    await app.handlers['alerts.save'](draft({ kind: 'event', event: 'halted', instance: null }, { repeat: 'every' }));
    await until(app.session(), 'armed', () => app.session().desk.isArmed);
    await app.handlers['trading.exitAll'](undefined);
    await until(app.session(), 'the alert', () => [...app.session().desk.notices.values()].some(({ alert }) => alert));
    expect((await read()).rules[0]).toMatchObject({
      isOn: true,
      count: 1,
      said: expect.stringContaining('Trading is halted'),
    });
  });

  it('survive a restart, and are kept aside when their file is damaged', async () => {
    await app.handlers['alerts.save'](draft({ kind: 'event', event: 'entry', instance: null }));
    await app.close();
    app = await startApp({ directory: data.directory });
    expect((await read()).rules.map(({ name }) => name)).toEqual(['Mine']);
    await app.close();
    const path = join(data.directory, 'alerts.json');
    await writeFile(path, (await readFile(path, 'utf8')).slice(0, 40));
    app = await startApp({ directory: data.directory });
    const { rules, notes } = await read();
    expect(rules.map(({ name }) => name)).toEqual(['Mine']);
    expect(notes[0]).toContain('It is kept as');
  });

  it('refuse an instrument that is not listed, and an address inside a private network', async () => {
    const measure = { kind: 'price', instrument: 'NSE:NOBODY' as InstrumentId } as const;
    const saved = await app.handlers['alerts.save'](draft({ kind: 'level', measure, side: 'above', level: 1 }));
    expect(saved).toMatchObject({ ok: false, error: { message: "NSE:NOBODY is not in today's instruments" } });
    const set = await app.handlers['alerts.setSecret']({ which: 'webhook', value: 'https://10.0.0.1/x' });
    expect(set).toMatchObject({ ok: false, error: { message: expect.stringContaining('private network') } });
    expect((await read()).webhook).toBeNull();
  });

  it('say at a test what went wrong', async () => {
    expect(await app.handlers['alerts.test']({ channel: 'telegram' })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('no bot token') },
    });
    await app.handlers['alerts.setSecret']({ which: 'webhook', value: double.url });
    expect(await app.handlers['alerts.test']({ channel: 'webhook' })).toEqual({ ok: true, value: undefined });
    expect((await read()).deliveries.map(({ outcome }) => outcome)).toEqual(['failed', 'sent']);
  });
});
