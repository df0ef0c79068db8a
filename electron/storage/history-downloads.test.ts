import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bar } from '#shared/domain/bars';
import { instrumentId } from '#shared/domain/instrument';
import { DAY, istAt, istDate } from '#shared/domain/time';
import { paise, qty } from '#shared/domain/units';
import type { DownloadChoice, DownloadView } from '#shared/ipc/data';
import type { History } from '#shared/ports/history';
import { createDownloads } from './history-downloads';

const NIFTY = instrumentId('NSE', 'NIFTY 50');
const FUTURE = instrumentId('NFO', 'NIFTY26AUGFUT');
const CHOICE: DownloadChoice = { instruments: [NIFTY], interval: '1m', from: '2026-01-01', to: '2026-03-31' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kitedesk-downloads-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A broker with one candle a day at 09:15; `before` may hold a request up or refuse it. */
function broker(before: (request: number) => Promise<void> = () => Promise.resolve()) {
  const asked: { readonly from: number; readonly to: number }[] = [];
  const history: History = {
    async bars(_instrument, _interval, from, to) {
      asked.push({ from, to });
      await before(asked.length);
      const bars: Bar[] = [];
      for (let at = from; at <= to; at += DAY) {
        const startAt = istAt(istDate(at), '09:15');
        const price = paise(100_05);
        bars.push({ startAt, open: price, high: price, low: price, close: price, volume: qty(1), oi: null });
      }
      return bars;
    },
  };
  return { history, asked };
}

function downloadsOf(history: History) {
  let now = 0;
  return createDownloads({ history, folder, now: () => (now += 100) });
}

describe('downloads of candles', () => {
  it('asks in pieces without a gap or an overlap, and writes one CSV of all', async () => {
    const { history, asked } = broker();
    const downloads = downloadsOf(history);
    downloads.begin(CHOICE);
    await downloads.idle();
    expect(asked.map(({ from }) => istDate(from))).toEqual(['2026-01-01', '2026-01-31', '2026-03-02']);
    for (const [index, { to }] of asked.slice(0, -1).entries()) expect(asked[index + 1]?.from).toBe(to + 1);
    const path = join(folder, 'NIFTY 50_2026-01-01_2026-03-31.csv');
    expect(downloads.list()).toMatchObject([{ state: 'done', progress: 1, candles: 90, detail: path }]);
    const lines = (await readFile(path, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(91);
    expect(lines[1]).toBe('2026-01-01 09:15:00+05:30,100.05,100.05,100.05,100.05,1');
  });

  it('tells how far it is and how long it will take', async () => {
    const { history } = broker((request) => {
      if (request === 2) seen.push(...downloads.list());
      return Promise.resolve();
    });
    const seen: DownloadView[] = [];
    const downloads = downloadsOf(history);
    downloads.begin(CHOICE);
    await downloads.idle();
    // A hundred milliseconds for the first of three pieces leave two hundred.
    expect(seen).toMatchObject([{ state: 'running', progress: 1 / 3, candles: 30, remainingMs: 200 }]);
  });

  it('stops when it is cancelled and goes on where it stood', async () => {
    const { history, asked } = broker((request) => {
      if (request === 2) downloads.cancel('1');
      return Promise.resolve();
    });
    const downloads = downloadsOf(history);
    downloads.begin(CHOICE);
    await downloads.idle();
    expect(downloads.list()).toMatchObject([{ state: 'cancelled', candles: 60 }]);
    expect(downloads.resume('1')).toBe(true);
    await downloads.idle();
    expect(downloads.list()).toMatchObject([{ state: 'done', candles: 90 }]);
    expect(asked).toHaveLength(3);
  });

  it('says why one failed, goes on with the next, and tries the failed one again', async () => {
    const { history, asked } = broker((request) =>
      request === 1 ? Promise.reject(new Error('Kite is not reached')) : Promise.resolve(),
    );
    const downloads = downloadsOf(history);
    downloads.begin({ ...CHOICE, instruments: [NIFTY, FUTURE], to: '2026-01-10' });
    await downloads.idle();
    expect(downloads.list()).toMatchObject([
      { state: 'failed', detail: 'Kite is not reached' },
      { state: 'done', candles: 10 },
    ]);
    downloads.resume('1');
    await downloads.idle();
    expect(downloads.list()[0]).toMatchObject({ state: 'done', candles: 10 });
    expect(asked).toHaveLength(3);
  });

  it('begins nothing once it was closed', async () => {
    const { history, asked } = broker();
    const downloads = downloadsOf(history);
    downloads.close();
    downloads.begin(CHOICE);
    await downloads.idle();
    expect(asked).toEqual([]);
    expect(downloads.cancel('7')).toBe(false);
  });
});
