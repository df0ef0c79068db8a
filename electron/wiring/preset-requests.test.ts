import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettings } from '#electron/storage/settings';
import { initialParams } from '#shared/domain/params';
import { strategyById } from '#shared/engine/registry';
import { presetHandlers } from './preset-requests';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-presets-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function open() {
  const openFile = ({ directory: cwd, name }: { directory: string; name: string }) =>
    new Conf({ cwd, configName: name });
  return presetHandlers(await openSettings({ directory, now: () => 0, openFile }));
}

const STRADDLE = 'atm-straddle-sell';
const INITIAL = initialParams(strategyById(STRADDLE)?.params ?? {});

describe('presets', () => {
  it('keep all parameters under a name, with those left out at their initial values, over a restart', async () => {
    const handlers = await open();
    expect(await handlers['presets.save']({ strategy: STRADDLE, name: 'Expiry', params: { legStop: 0.4 } })).toEqual({
      ok: true,
      value: undefined,
    });
    const again = await open();
    expect(await again['presets.list'](undefined)).toEqual({
      ok: true,
      value: [{ strategy: STRADDLE, name: 'Expiry', params: { ...INITIAL, legStop: 0.4 } }],
    });
  });

  it('are replaced by another of the same name and strategy, in their place', async () => {
    const handlers = await open();
    await handlers['presets.save']({ strategy: STRADDLE, name: 'A', params: {} });
    await handlers['presets.save']({ strategy: 'sr-breakout', name: 'A', params: {} });
    await handlers['presets.save']({ strategy: STRADDLE, name: 'A', params: { legStop: 0.5 } });
    const listed = await handlers['presets.list'](undefined);
    expect(listed.ok && listed.value.map(({ strategy, params }) => [strategy, params['legStop']])).toEqual([
      [STRADDLE, 0.5],
      ['sr-breakout', undefined],
    ]);
  });

  it('are removed by name, and say so when there is none', async () => {
    const handlers = await open();
    await handlers['presets.save']({ strategy: STRADDLE, name: 'A', params: {} });
    expect((await handlers['presets.remove']({ strategy: STRADDLE, name: 'A' })).ok).toBe(true);
    expect(await handlers['presets.remove']({ strategy: STRADDLE, name: 'A' })).toEqual({
      ok: false,
      error: { message: 'There is no preset "A" of this strategy' },
    });
  });

  it('refuse what the strategy would not run with, in its words', async () => {
    const handlers = await open();
    const refused = await handlers['presets.save']({ strategy: STRADDLE, name: 'A', params: { legStop: 99, x: 1 } });
    expect(refused.ok ? '' : refused.error.message).toMatch(/There is no parameter "x".*expected a number from/);
    expect(await handlers['presets.list'](undefined)).toEqual({ ok: true, value: [] });
  });
});
