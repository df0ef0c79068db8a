import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rupees } from '#shared/domain/units';
import { openSettings, type SettingsFile } from './settings';

const NOW = Date.UTC(2026, 7, 18, 3, 45, 0);

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-settings-'));
  path = join(directory, 'settings.json');
});

afterEach(() => rm(directory, { recursive: true, force: true }));

function open(wrap: (file: SettingsFile) => SettingsFile = (file) => file) {
  return openSettings({
    directory,
    now: () => NOW,
    openFile: ({ directory: cwd, name }) => wrap(new Conf({ cwd, configName: name })),
  });
}

describe('the settings', () => {
  it('of a first start are a demo with limits a beginner survives', async () => {
    const settings = await open();
    expect(settings.notes).toEqual([]);
    expect(settings.get()).toMatchObject({
      mode: 'demo',
      underlyings: [
        { name: 'NIFTY', optionRange: 12 },
        { name: 'BANKNIFTY', optionRange: 12 },
      ],
      limits: {
        maxDayLoss: rupees(25_000),
        maxStrategyLoss: rupees(15_000),
        dayTarget: 0,
        maxOpenLots: 60,
        maxShareValue: rupees(500_000),
        minFreeMargin: 0,
        maxOrdersPerSecond: 8,
        maxOrdersPerDay: 1_000,
        priceBand: 0.1,
        priceBandFloor: rupees(20),
        noEntriesAfter: 15 * 60,
        staleAfterMs: 15_000,
      },
      api: { isEnabled: true, isEnabledInLive: false, port: 5_000, host: '127.0.0.1' },
      kite: { root: null },
    });
  });

  it('are there again after a restart', async () => {
    const changed = await (await open()).set({ mode: 'paper', demo: { speed: 10 } });
    expect(changed).toMatchObject({ ok: true, value: { mode: 'paper' } });
    expect((await open()).get()).toMatchObject({ mode: 'paper', demo: { day: null, speed: 10 } });
  });

  it('take contract terms by hand in whole units and paise, and no others', async () => {
    const settings = await open();
    await settings.set({ contracts: [{ underlying: 'NIFTY', lotSize: 75 }] });
    expect((await open()).get().contracts).toEqual([{ underlying: 'NIFTY', lotSize: 75, tickSize: null }]);
    expect(await settings.set({ contracts: [{ underlying: 'NIFTY', lotSize: 0 }] })).toMatchObject({ ok: false });
    expect(await settings.set({ contracts: [{ underlying: 'NIFTY', tickSize: 0.05 }] })).toMatchObject({ ok: false });
  });

  it('refuse a value they do not know, in words, and stay as they were', async () => {
    const settings = await open();
    expect(await settings.set({ api: { port: 80 } })).toEqual({
      ok: false,
      error: { message: 'This setting cannot be used: api.port: expected a port from 1024 to 65535' },
    });
    expect(settings.get().api.port).toBe(5_000);
  });

  it('may be edited by hand, leaving out what is to take its default', async () => {
    await writeFile(path, '{ "mode": "paper", "underlyings": [{ "name": "SENSEX" }] }');
    const settings = await open();
    expect(settings.notes).toEqual([]);
    expect(settings.get()).toMatchObject({
      mode: 'paper',
      underlyings: [{ name: 'SENSEX', optionRange: 12 }],
      api: { port: 5_000 },
    });
  });

  it('broken by hand are kept aside with the reason, and the last saved ones are used', async () => {
    await (await open()).set({ mode: 'paper' });
    await writeFile(path, '{ "mode": "papr" }');
    const settings = await open();
    expect(settings.get().mode).toBe('paper');
    expect(settings.notes).toEqual([
      `The settings ${path} could not be used: mode: Invalid option: expected one of "demo"|"paper"|"live". ` +
        `They are kept as ${path}.damaged-20260818T034500Z; the settings as last saved are used.`,
    ]);
    expect((await open()).notes).toEqual([]);
  });

  it('survive any damage to their file', async () => {
    await (await open()).set({ mode: 'paper' });
    const good = await readFile(path);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length - 3),
        fc.uint8Array({ minLength: 1, maxLength: 20 }),
        async (length, garbage) => {
          await writeFile(path, Buffer.concat([good.subarray(0, length), garbage]));
          const settings = await open();
          expect(settings.notes).toHaveLength(1);
          expect(settings.get().mode).toBe('paper');
        },
      ),
      { seed: 7, numRuns: 40 },
    );
  });

  it('without a good copy begin again from the first start', async () => {
    await writeFile(path, 'not json');
    const settings = await open();
    expect(settings.get().mode).toBe('demo');
    expect(settings.notes[0]).toContain('the settings of a first start are used');
    expect(await readdir(directory)).toContain('settings.json.damaged-20260818T034500Z');
  });

  it('say when the disk took only a part of them, and keep the old ones', async () => {
    const cutting = (file: SettingsFile): SettingsFile => ({
      get store() {
        return { ...file.store, mode: 'demo' };
      },
      set store(content) {
        file.store = content;
      },
    });
    const settings = await open(cutting);
    expect(await settings.set({ mode: 'paper' })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('Could not save the settings') },
    });
    expect(settings.get().mode).toBe('demo');
    expect((await open()).get().mode).toBe('demo');
  });
});
