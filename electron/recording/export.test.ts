import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { istAt } from '#shared/domain/time';
import { exportTicks } from './export';
import { niftyFutureTicks, readTicks, testId, writeTicks, type Tick } from './ticks.testkit';

const AT = istAt('2026-08-18', '09:15:07');

let directory: string;
let log: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-export-'));
  log = join(directory, 'ticks.kdt');
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const depth = { bid: 2_425_000, bidQty: 75, ask: 2_425_505, askQty: 150 };
const one: Tick = {
  id: testId(1),
  ltp: 2_425_005,
  volume: 750,
  oi: 1_500,
  ...depth,
  exchangeAt: AT,
  receivedAt: AT + 40,
};

describe('exportTicks', () => {
  it("writes the Python projects' layout: a list of ticks per instrument, in rupees and Indian time", async () => {
    await writeTicks(log, 2, [one, { ...one, ltp: 2_425_010, exchangeAt: 0, receivedAt: AT + 1_005 }]);
    expect(await exportTicks(log, directory, 'json')).toEqual({ files: 1, ticks: 2, faults: [] });
    const tick = {
      instrument_token: 1001,
      tradingsymbol: 'NFO:TEST1',
      last_price: 24_250.05,
      volume_traded: 750,
      oi: 1_500,
      exchange_timestamp: '2026-08-18 09:15:07',
      received_at: '2026-08-18 09:15:07.040',
      depth: { buy: [{ price: 24_250, quantity: 75 }], sell: [{ price: 24_255.05, quantity: 150 }] },
    };
    const later = { ...tick, last_price: 24_250.1, exchange_timestamp: null, received_at: '2026-08-18 09:15:08.005' };
    expect(JSON.parse(await readFile(join(directory, 'TEST1.json'), 'utf8'))).toEqual([tick, later]);
  });

  it('writes the same as CSV', async () => {
    await writeTicks(log, 2, [one]);
    await exportTicks(log, directory, 'csv');
    expect(await readFile(join(directory, 'TEST1.csv'), 'utf8')).toBe(
      'exchange_timestamp,received_at,last_price,volume,oi,bid,bid_quantity,ask,ask_quantity\n' +
        '2026-08-18 09:15:07,2026-08-18 09:15:07.040,24250.05,750,1500,24250.00,75,24255.05,150\n',
    );
  });

  it('leaves a file per instrument with all ticks of a real morning, and nothing else', async () => {
    await writeTicks(log, 2, [...niftyFutureTicks('I', testId(0)), ...niftyFutureTicks('II', testId(1))]);
    const { ticks } = await readTicks(log);
    await exportTicks(log, directory, 'csv');
    // A second time, over the first.
    await exportTicks(log, directory, 'csv');
    expect((await readdir(directory)).sort((a, b) => a.localeCompare(b))).toEqual([
      'TEST0.csv',
      'TEST1.csv',
      'ticks.kdt',
    ]);
    const lines = (await readFile(join(directory, 'TEST0.csv'), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(1 + ticks.filter(({ id }) => id === testId(0)).length);
  });
});
