import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixture } from '#electron/research/reference/plain.testkit';
import { openRecording } from '#electron/research/sources/open';
import { instrumentId } from '#shared/domain/instrument';
import { istAt } from '#shared/domain/time';
import { Sources } from './sources';

const CHAIN = fixture('2025-08-29-NIFTY-chain.csv.gz');
const CANDLES = fixture('NIFTY50-minute-2024-01.csv.gz');
const NIFTY = instrumentId('NSE', 'NIFTY 50');

let root: string;
let sources: Sources;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kitedesk-sources-'));
  sources = new Sources({ root, historyFolder: () => join(root, 'history') });
});
afterEach(async () => {
  sources.close();
  await rm(root, { recursive: true });
});

const lookAt = (source: string) => sources.look({ source, symbol: null, day: null });

describe('a file', () => {
  it('is read beside the desk, which goes on with its own work', async () => {
    const [before, began] = [performance.eventLoopUtilization(), performance.now()];
    const told: (number | null)[] = [];
    const watching = setInterval(() => told.push(sources.reading()), 5);
    const { days } = await lookAt(CHAIN);
    const opened = await sources.open(CHAIN, null, days[0]?.date ?? '');
    clearInterval(watching);
    const { active } = performance.eventLoopUtilization(before);
    expect(opened.day.instruments.length).toBeGreaterThan(20);
    // Read here, it would be all of the time.
    expect(active / (performance.now() - began)).toBeLessThan(0.5);
    expect(told.some((share) => share !== null)).toBe(true);
    expect(sources.reading()).toBeNull();
  });

  it('tells of the past what had ended by the time asked', async () => {
    const { history, day } = await sources.open(CANDLES, null, '2024-01-02');
    const at = istAt('2024-01-02', '10:00');
    const bars = await history.bars(NIFTY, '5m', istAt('2024-01-01', '15:20'), at);
    expect(bars.map(({ startAt }) => startAt)).toEqual([
      ...['15:20', '15:25'].map((clock) => istAt('2024-01-01', clock)),
      ...Array.from({ length: 9 }, (_, index) => istAt('2024-01-02', '09:15') + index * 300_000),
    ]);
    expect(day.date).toBe('2024-01-02');
  });

  it('is one recording with others that are named with it', async () => {
    await mkdir(join(root, 'history'));
    const [first, second] = [join(root, 'history', 'NIFTY-one.csv.gz'), join(root, 'history', 'NIFTY-two.csv.gz')];
    await copyFile(CANDLES, first);
    await copyFile(fixture('NIFTY50-minute-2021-06-11.csv.gz'), second);
    const { days } = await lookAt(`${first}\n${second}`);
    const alone = await openRecording({
      files: [first],
      symbol: null,
      history: null,
      from: null,
      to: null,
      modelOptions: null,
    });
    expect(days.map(({ date }) => date)).toEqual(['2021-06-11', ...alone.days.map(({ date }) => date)]);
    await expect(lookAt(`${first}\n${CHAIN}`)).rejects.toThrow('hold candles and chain; one shape is expected');
  });
});

describe('the desk’s own files', () => {
  it('are never read as prices, whatever the page asks', async () => {
    const secrets = join(root, 'secrets.json');
    await writeFile(secrets, '{"apiSecret":"hush"}');
    await expect(lookAt(secrets)).rejects.toThrow("secrets.json is a file of KiteDesk's own");
    await expect(sources.open(`${CANDLES}\n${secrets}`, null, '2024-01-02')).rejects.toThrow("KiteDesk's own");
  });
});

describe('reading', () => {
  it('ends at once when it is cancelled', async () => {
    const looking = lookAt(CHAIN);
    await expect.poll(() => sources.reading()).not.toBeNull();
    sources.cancel();
    await expect(looking).rejects.toThrow('It was cancelled');
    expect(sources.reading()).toBeNull();
    // It can be read again.
    expect((await lookAt(CHAIN)).symbols).toEqual(['NIFTY']);
  });

  it('gives way to another file, but not under somebody who plays', async () => {
    const opened = await sources.open(CANDLES, null, '2024-01-02');
    const looking = lookAt(CHAIN);
    const other = lookAt(fixture('2026-01-30-NIFTY-chain.csv.gz'));
    await expect(looking).rejects.toThrow('Another recording is looked at instead');
    expect((await other).days).toHaveLength(1);
    sources.cancel();
    const at = istAt('2024-01-02', '10:00');
    expect(await opened.history.bars(NIFTY, '1m', istAt('2024-01-02', '09:15'), at)).toHaveLength(45);
    opened.close();
    await expect(opened.history.bars(NIFTY, '1m', 0, at)).rejects.toThrow('It was cancelled');
  });
});
