import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { candlesOf, readCandles } from './candles';
import { openTable } from './open-table';

const FIXTURES = join(import.meta.dirname, '../fixtures');

/** The first day of the minutes that the files below hold as well. */
const { bars } = readCandles(join(FIXTURES, 'NIFTY50-minute-2024-01.csv.gz'), null);
const FIRST_DAY = bars.slice(0, 375);

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'kitedesk-parquet-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function written(codec: 'UNCOMPRESSED' | 'SNAPPY' | 'GZIP' | 'BROTLI'): string {
  const prices = (['open', 'high', 'low', 'close'] as const).map((name) => ({
    name,
    data: FIRST_DAY.map((bar) => bar[name] / 100),
    type: 'DOUBLE' as const,
  }));
  const times = {
    name: 'timestamp',
    data: FIRST_DAY.map(({ startAt }) => new Date(startAt)),
    type: 'TIMESTAMP' as const,
  };
  const path = join(folder, `NIFTY-${codec}.parquet`);
  const buffer = parquetWriteBuffer({
    columnData: [times, ...prices],
    codec,
    compressors: { GZIP: (bytes) => gzipSync(bytes), BROTLI: (bytes) => brotliCompressSync(bytes) },
  });
  writeFileSync(path, new Uint8Array(buffer));
  return path;
}

describe('a Parquet file of candles', () => {
  it.each(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI'] as const)(
    'is read as the CSV is, with pages of %s',
    async (codec) => {
      const { symbol, interval, ...read } = candlesOf(await openTable(written(codec)), null);
      expect([symbol, interval, read.bars]).toEqual(['NIFTY', '1m', FIRST_DAY]);
    },
  );

  it.each(['zstd', 'lz4'])('is read as the CSV is, with pages of %s by the reference program', async (codec) => {
    const table = await openTable(join(FIXTURES, `NIFTY50-minute-2024-01-01-${codec}.parquet`));
    expect(candlesOf(table, null).bars).toEqual(FIRST_DAY);
  });
});
