import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCatalogue } from '#shared/domain/catalogue';
import type { Index } from '#shared/domain/instrument';
import { istAt } from '#shared/domain/time';
import { paise, qty } from '#shared/domain/units';
import { recordedDates, ticksPath } from './day-folder';
import { openRecorder } from './recorder';
import { openTickReader } from './tick-reader';
import { createTestMarket, readTicks, testId, type Tick } from './ticks.testkit';

const DATE = '2026-08-18';
const OPENED_AT = istAt(DATE, '09:15');
const terms = { tickSize: paise(0), lotSize: qty(1), exchange: 'NFO' } as const;
const instruments = [0, 1].map((slot): Index => ({
  kind: 'index',
  id: testId(slot),
  symbol: `TEST${slot}`,
  token: 1000 + slot,
  ...terms,
}));

let directory: string;
let faults: string[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-recorder-'));
  faults = [];
});

afterEach(async () => {
  await chmod(directory, 0o700);
  await rm(directory, { recursive: true, force: true });
});

function setup() {
  const market = createTestMarket(2);
  const around = {
    clock: { now: () => OPENED_AT + 60_000 },
    now: () => OPENED_AT,
    onFault: (fault: string) => void faults.push(fault),
  };
  return {
    market,
    options: { directory, date: DATE, book: market.book, catalogue: createCatalogue(instruments), ...around },
  };
}

function tick(slot: number, ltp: number): Tick {
  const depth = { bid: ltp - 5, bidQty: 75, ask: ltp + 5, askQty: 75 };
  return { id: testId(slot), ltp, volume: 100, oi: 50, ...depth, exchangeAt: OPENED_AT, receivedAt: OPENED_AT + 40 };
}

describe('the recorder', () => {
  it("keeps the ticks of a day under the mode's folder, and goes on with it after a restart", async () => {
    for (const ltp of [10_000, 10_005]) {
      const { market, options } = setup();
      const recorder = await openRecorder(options);
      recorder.onPrices(Int32Array.of(market.put(tick(0, ltp)), market.put(tick(1, ltp))), 2);
      await recorder.close();
    }
    expect(await recordedDates(directory)).toEqual([DATE]);
    expect((await readTicks(ticksPath(directory, DATE))).ticks).toEqual([
      tick(0, 10_000),
      tick(1, 10_000),
      tick(0, 10_005),
      tick(1, 10_005),
    ]);
    const reader = await openTickReader(ticksPath(directory, DATE));
    await reader.close();
    expect([...reader.instruments.values()]).toEqual(instruments.map(({ id, token }) => ({ id, token })));
    expect(faults).toEqual([]);
  });

  it('has on the disk what it was given before a flush', async () => {
    const { market, options } = setup();
    const recorder = await openRecorder(options);
    recorder.onPrices(Int32Array.of(market.put(tick(0, 10_000))), 1);
    await recorder.flush();
    expect((await readTicks(ticksPath(directory, DATE))).ticks).toEqual([tick(0, 10_000)]);
    await recorder.close();
  });

  it('says what a disk refuses, and takes ticks as if nothing were', async () => {
    await writeFile(join(directory, 'data'), 'a file where a folder is needed');
    const { market, options } = setup();
    const recorder = await openRecorder(options);
    recorder.onPrices(Int32Array.of(market.put(tick(0, 10_000))), 1);
    await recorder.flush();
    await recorder.close();
    expect(faults).toEqual([expect.stringContaining('A file stands where a folder is needed: move it away')]);
  });

  it('says at the start what of the day was damaged', async () => {
    await mkdir(join(directory, 'data/live', DATE), { recursive: true });
    await writeFile(ticksPath(directory, DATE), 'garbage');
    const recorder = await openRecorder(setup().options);
    await recorder.close();
    expect(faults).toEqual([
      expect.stringContaining('nothing in it can be read'),
      expect.stringContaining('It is kept as'),
    ]);
  });

  it('stops by itself at a time that is none, rather than disturb the desk', async () => {
    const { market, options } = setup();
    const recorder = await openRecorder(options);
    recorder.onPrices(Int32Array.of(market.put({ ...tick(0, 10_000), exchangeAt: Infinity })), 1);
    recorder.onPrices(Int32Array.of(market.put(tick(1, 10_000))), 1);
    await recorder.close();
    expect(faults).toEqual([expect.stringContaining('Ticks are no longer recorded today')]);
    expect((await readTicks(ticksPath(directory, DATE))).ticks).toEqual([]);
  });
});
