import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsSchema } from '#electron/storage/settings-schema';
import { instrumentId } from '#shared/domain/instrument';
import { istAt } from '#shared/domain/time';
import type { History } from '#shared/ports/history';
import { keptHistory } from './kept-history';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kitedesk-kept-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** How often the broker is asked when a chart is opened twice. */
async function askedFor(server: string | null): Promise<number> {
  let asked = 0;
  const broker: History = {
    bars: () => {
      asked += 1;
      return Promise.resolve([]);
    },
  };
  const settings = settingsSchema.parse({ kite: { root: server } });
  const around = { folder: { root }, settings: { get: () => settings }, log: { warn: () => undefined } };
  // The parts of the surroundings that it uses.
  const history = keptHistory(broker, { now: () => istAt('2026-08-18', '10:00') }, around as never);
  for (let time = 0; time < 2; time += 1) {
    await history.bars(
      instrumentId('NSE', 'NIFTY 50'),
      '1m',
      istAt('2026-08-17', '09:15'),
      istAt('2026-08-17', '15:29'),
    );
  }
  return asked;
}

describe('keptHistory', () => {
  it("keeps Kite's candles in the data folder", async () => {
    expect(await askedFor(null)).toBe(1);
    expect(await readdir(join(root, 'data/history/cache'))).toEqual(['1m']);
  });

  it("keeps no other server's, whose days may begin again", async () => {
    expect(await askedFor('http://127.0.0.1:8080')).toBe(2);
    expect(await readdir(root)).toEqual([]);
  });
});
