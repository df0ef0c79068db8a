import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDemoDesk, type DemoDesk } from '#electron/adapters/demo-desk.testkit';
import { DEMO_CREDENTIALS } from '#electron/exchange/demo-account';
import { niftyFutureTicks, testId, writeTicks } from '#electron/recording/ticks.testkit';
import { readCandles } from '../sources/candles';
import { run } from './run';

const DUMP = 'electron/adapters/kite/fixtures/instruments_all.csv';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kitedesk-data-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function kitedesk(...args: readonly string[]) {
  let [out, said] = ['', ''];
  const streams = { out: (text: string) => void (out += text), say: (text: string) => void (said += `${text}\n`) };
  const code = await run(args, streams, new AbortController().signal);
  return { code, out, said };
}

describe('kitedesk instruments', () => {
  it("says what a dump holds, and finds in it as the desk's own search does", async () => {
    const summary = await kitedesk('instruments', '--file', DUMP, '--json');
    const { listed, counts } = JSON.parse(summary.out) as { listed: number; counts: Record<string, number> };
    expect(listed).toBeGreaterThan(10);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(listed);
    const row = readFileSync(DUMP, 'utf8')
      .split(/\r?\n/)
      .find((line) => line.endsWith(',EQ,NSE,NSE'));
    const symbol = row?.split(',')[2] ?? 'none';
    const { code, out } = await kitedesk('instruments', '--file', DUMP, '--find', symbol.toLowerCase(), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      found: expect.arrayContaining([expect.objectContaining({ id: `NSE:${symbol}`, kind: 'equity' })]),
    });
  });

  it('says what is no dump', async () => {
    const path = join(folder, 'page.csv');
    writeFileSync(path, '<html></html>\n');
    const { code, said } = await kitedesk('instruments', '--file', path);
    expect([code, said]).toEqual([3, expect.stringContaining('Expected a dump')]);
  });
});

describe('kitedesk export', () => {
  it.each([
    ['csv', ['TEST0.csv']],
    ['json', ['TEST0.json']],
    ['parquet', ['ticks.parquet']],
  ])('writes recorded ticks as %s', async (format, files) => {
    const ticks = join(folder, 'ticks.kdt');
    const recorded = niftyFutureTicks('I', testId(0)).slice(0, 500);
    await writeTicks(ticks, 1, recorded);
    const out = join(folder, 'out');
    const done = await kitedesk('export', '--ticks', ticks, '--out', out, '--format', format, '--json');
    expect(done.code).toBe(0);
    expect(JSON.parse(done.out)).toMatchObject({ format, folder: out, files: 1 });
    expect(readdirSync(out)).toEqual(files);
  });

  it('says what is no recording', async () => {
    expect(await kitedesk('export', '--ticks', DUMP, '--out', join(folder, 'out'))).toMatchObject({ code: 3 });
    expect(await kitedesk('export', '--ticks', 'nowhere.kdt', '--out', folder)).toMatchObject({
      code: 3,
      said: 'nowhere.kdt: is no file\n',
    });
  });
});

describe('kitedesk fetch', () => {
  let desk: DemoDesk;
  beforeAll(async () => {
    desk = await openDemoDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => {
    vi.stubEnv('KITE_API_KEY', DEMO_CREDENTIALS.apiKey);
    vi.stubEnv('KITE_ACCESS_TOKEN', desk.session.accessToken);
  });
  afterEach(() => vi.unstubAllEnvs());

  const fetchLine = (...options: readonly string[]) =>
    kitedesk('fetch', '--root', desk.exchange.url, '--cache', join(folder, 'cache'), '--out', folder, ...options);

  it("writes the broker's candles as files that a back-test reads", async () => {
    const { code, out } = await fetchLine(
      '--instrument',
      'NIFTY',
      '--from',
      '2026-08-17',
      '--to',
      '2026-08-17',
      '--json',
    );
    expect(code).toBe(0);
    const { files } = JSON.parse(out) as { files: { file: string; candles: number }[] };
    const [only] = files;
    const candles = readCandles(only?.file ?? '', 'NIFTY');
    expect(candles.bars).toHaveLength(only?.candles ?? -1);
    expect(candles).toMatchObject({ symbol: 'NIFTY', interval: '1m' });
    const play = ['backtest', '--strategy', 'sr-breakout', '--symbol', 'NIFTY', '--json'];
    const played = await kitedesk(...play, '--data', only?.file ?? '');
    expect(JSON.parse(played.out)).toMatchObject({ days: 1, from: '2026-08-17' });
  });

  it('finds instruments in what the broker lists today', async () => {
    const { out } = await kitedesk(
      'instruments',
      '--root',
      desk.exchange.url,
      '--cache',
      folder,
      '--find',
      'nifty future',
      '--json',
    );
    expect(out).toContain('"id": "NFO:NIFTY26AUGFUT"');
  });

  it('says what went wrong', async () => {
    const days = ['--from', '2026-08-17', '--to', '2026-08-17'];
    expect(await fetchLine('--instrument', 'NSE:NOBODY', ...days)).toMatchObject({
      code: 3,
      said: expect.stringContaining("NSE:NOBODY is not among the day's instruments"),
    });
    expect(await fetchLine('--instrument', 'NIFTY', '--from', '2026-08-17')).toMatchObject({ code: 2 });
    vi.stubEnv('KITE_ACCESS_TOKEN', '');
    expect(await fetchLine('--instrument', 'NIFTY', ...days)).toMatchObject({
      code: 2,
      said: expect.stringContaining('KITE_ACCESS_TOKEN is not set'),
    });
    vi.stubEnv('KITE_ACCESS_TOKEN', 'stale-secret');
    const refused = await fetchLine('--instrument', 'NIFTY', ...days);
    expect(refused.code).toBe(1);
    expect(refused.said).not.toContain('stale-secret');
  });
});
