import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compactTicks } from './compact';
import { niftyFutureTicks, readTicks, testId, writeTicks } from './ticks.testkit';

let directory: string;
let log: string;
let parquet: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-compact-'));
  log = join(directory, 'ticks.kdt');
  parquet = join(directory, 'ticks.parquet');
});

afterEach(() => rm(directory, { recursive: true, force: true }));

async function rows(): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({
    file: await asyncBufferFromFile(parquet),
    compressors: { GZIP: (bytes) => gunzipSync(bytes) },
  });
}

const morning = [...niftyFutureTicks('I', testId(0)), ...niftyFutureTicks('II', testId(1))].sort(
  (a, b) => a.receivedAt - b.receivedAt,
);

describe('compactTicks', () => {
  it('keeps every tick of a real morning, instrument by instrument, in less than 12 bytes each', async () => {
    await writeTicks(log, 2, morning);
    const { ticks } = await readTicks(log);
    const compacted = await compactTicks(log, parquet);
    expect(compacted).toMatchObject({ ticks: ticks.length, faults: [] });
    expect(compacted.bytes / ticks.length).toBeLessThan(12);
    const byInstrument = [testId(0), testId(1)].flatMap((id) => ticks.filter((tick) => tick.id === id));
    expect(await rows()).toEqual(
      byInstrument.map((tick) => ({
        instrument: tick.id,
        received_at: new Date(tick.receivedAt),
        exchange_at: new Date(tick.exchangeAt),
        ltp_paise: tick.ltp,
        volume: tick.volume,
        oi: tick.oi,
        bid_paise: tick.bid,
        bid_qty: tick.bidQty,
        ask_paise: tick.ask,
        ask_qty: tick.askQty,
      })),
    );
  });

  it('knows no time where the exchange sent none, and quantities above 2³¹', async () => {
    const [tick] = morning;
    if (!tick) throw new Error('There are no recorded ticks');
    await writeTicks(log, 1, [
      { ...tick, exchangeAt: 0, volume: 2 ** 32 - 1 },
      { ...tick, volume: 2 ** 31 },
    ]);
    await compactTicks(log, parquet);
    expect(await rows()).toMatchObject([
      { exchange_at: null, volume: 2 ** 32 - 1 },
      { exchange_at: new Date(tick.exchangeAt), volume: 2 ** 31 },
    ]);
  });

  it('spells its types as DuckDB 1.5 and Polars 1.44 were seen to read them', async () => {
    await writeTicks(log, 2, morning.slice(0, 100));
    await compactTicks(log, parquet);
    const { schema } = await parquetMetadataAsync(await asyncBufferFromFile(parquet));
    const types = schema
      .slice(1)
      .map(({ name, converted_type: converted, logical_type: logical }) => [
        name,
        converted ?? logical?.type ?? 'none',
      ]);
    const [text, instant, number, quantity] = ['UTF8', 'TIMESTAMP', 'none', 'UINT_32'];
    const depth = { bid_paise: number, bid_qty: quantity, ask_paise: number, ask_qty: quantity };
    const last = { ltp_paise: number, volume: quantity, oi: quantity };
    expect(Object.fromEntries(types)).toEqual({
      instrument: text,
      received_at: instant,
      exchange_at: instant,
      ...last,
      ...depth,
    });
    expect(schema.some(({ logical_type: logical }) => logical?.type === 'INTEGER')).toBe(false);
  });

  it('takes what can be read of a damaged recording, and says what could not', async () => {
    await writeTicks(log, 2, morning);
    const bytes = await readFile(log);
    bytes.fill(0, 5_000, 5_100);
    await writeFile(log, bytes);
    const { ticks, faults } = await readTicks(log);
    expect(ticks.length).toBeLessThan(morning.length);
    expect(await compactTicks(log, parquet)).toMatchObject({ ticks: ticks.length, faults });
    expect(faults).toHaveLength(1);
    expect(await rows()).toHaveLength(ticks.length);
  });

  it('leaves nothing behind when there is nothing to read or nowhere to write', async () => {
    await expect(compactTicks(log, parquet)).rejects.toThrow('ENOENT');
    await writeTicks(log, 2, morning.slice(0, 10));
    await expect(compactTicks(log, join(directory, 'gone', 'ticks.parquet'))).rejects.toThrow(
      "Could not compact the day's ticks",
    );
    expect(await readdir(directory)).toEqual(['ticks.kdt']);
  });
});
