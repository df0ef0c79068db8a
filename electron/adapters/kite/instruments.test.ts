import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { istAt } from '#shared/domain/time';
import { dumpDay, loadInstruments } from './instruments';
import { hurriedTimers, startScriptedServer, text, type Answer } from './scripted-server.testkit';

const HEADER =
  'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange';
const row = (token: number) => `${token},1,SHARE${token},A SHARE,0,,0,0.05,1,EQ,NSE,NSE`;
const dumpOf = (rows: number) =>
  `${[HEADER, ...Array.from({ length: rows }, (_, index) => row(index + 1))].join('\n')}\n`;
const dump = (rows: number, etag = '"1"') => text(200, dumpOf(rows), 'text/csv', { etag });

let temporary = '';
let directory = '';
const open: (() => Promise<void>)[] = [];
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'kitedesk-instruments-'));
  directory = temporary;
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await rm(temporary, { recursive: true });
});

async function load(now: number, ...script: Answer[]) {
  const server = await startScriptedServer(...script);
  open.push(server.close);
  const { root, requests } = server;
  const timers = hurriedTimers();
  const setup = { root, apiKey: 'key', accessToken: 'token', directory, now, timers, random: () => 0 };
  const loading = loadInstruments(setup);
  return { loading, requests };
}

const TUESDAY = istAt('2026-08-18', '09:00');
const WEDNESDAY = istAt('2026-08-19', '09:00');
const down = text(503, 'down');

describe('the day’s instruments', () => {
  it('are fetched once a trading day', async () => {
    const first = await load(TUESDAY, dump(10));
    expect(await first.loading).toMatchObject({ day: '2026-08-18', faults: [], catalogue: { size: 10 } });
    expect(first.requests).toEqual(['GET /instruments']);
    const second = await load(TUESDAY, dump(99));
    expect((await second.loading).catalogue.size).toBe(10);
    expect(second.requests).toEqual([]);
    const tomorrow = await load(WEDNESDAY, dump(12));
    expect(await tomorrow.loading).toMatchObject({ day: '2026-08-19', catalogue: { size: 12 } });
  });

  it('are those of the day before until the new dump is due', () => {
    expect(dumpDay(istAt('2026-08-18', '08:29'))).toBe('2026-08-17');
    expect(dumpDay(istAt('2026-08-18', '08:30'))).toBe('2026-08-18');
  });

  it('are not sent again when the server knows that they did not change', async () => {
    await (
      await load(TUESDAY, dump(10, '"v7"'))
    ).loading;
    let condition: unknown;
    const unchanged: Answer = (response, request) => {
      condition = request.headers['if-none-match'];
      response.writeHead(304).end();
    };
    const again = await load(WEDNESDAY, unchanged);
    expect(await again.loading).toMatchObject({ day: '2026-08-19', catalogue: { size: 10 } });
    expect(condition).toBe('"v7"');
  });

  it('are asked for again when the server stumbles', async () => {
    const { loading, requests } = await load(TUESDAY, down, text(429, ''), dump(10));
    expect((await loading).catalogue.size).toBe(10);
    expect(requests).toHaveLength(3);
  });

  it.each<[string, Answer, RegExp]>([
    ['the server is down', down, /HTTP 503/],
    ['the dump breaks off', text(200, dumpOf(10).slice(0, -8), 'text/csv'), /breaks off in line 11/],
    ['the dump is a web page', text(200, '<html></html>\n'), /Expected a dump/],
    ['half of the dump is missing', dump(4), /only 4 instruments/],
  ])('are the last good ones, with a word about it, when %s', async (_what, answer, reason) => {
    await (
      await load(TUESDAY, dump(10))
    ).loading;
    const { catalogue, day, faults } = await (await load(WEDNESDAY, answer)).loading;
    expect(catalogue.size).toBe(10);
    expect(day).toBe('2026-08-18');
    expect(faults[0]).toMatch(/^Using the instruments of 2026-08-18: /);
    expect(faults[0]).toMatch(reason);
    const kept = await readFile(join(directory, 'instruments.csv'), 'utf8');
    expect(kept).toBe(dumpOf(10));
    expect((await readdir(directory)).sort()).toEqual(['instruments.csv', 'instruments.json']);
  });

  it('are none at all when there never were any', async () => {
    await expect((await load(TUESDAY, down)).loading).rejects.toThrow('Kite refused the instruments with HTTP 503');
    await expect((await load(TUESDAY, text(403, '{}'))).loading).rejects.toMatchObject({ fault: 'login-required' });
  });

  it('are not taken from a copy of another season', async () => {
    await (
      await load(TUESDAY, dump(10))
    ).loading;
    const january = istAt('2026-01-30', '09:00');
    expect((await (await load(january, dump(2))).loading).catalogue.size).toBe(2);
  });

  it('are there for the day, with a word about it, when the disk takes none', async () => {
    directory = join(directory, 'no-folder');
    await writeFile(directory, 'a file where the folder should be');
    const { catalogue, faults } = await (await load(TUESDAY, dump(10))).loading;
    expect(catalogue.size).toBe(10);
    expect(faults[0]).toMatch(/^The instruments could not be kept for the next start, .*: E(EXIST|NOTDIR)/);
  });

  it.each(['instruments.csv', 'instruments.json'])('are fetched anew when %s on disk is damaged', async (file) => {
    await (
      await load(TUESDAY, dump(10))
    ).loading;
    await writeFile(join(directory, file), 'garbage');
    expect((await (await load(TUESDAY, dump(11))).loading).catalogue.size).toBe(11);
    expect((await readdir(directory)).sort()).toEqual(['instruments.csv', 'instruments.json']);
  });
});
