import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { asyncBufferFromFile, parquetMetadataAsync, type SchemaElement } from 'hyparquet';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import { diskFault, errorCode } from '#electron/storage/disk-fault';
import { syncFolder } from '#electron/storage/durable-file';
import { inGroups, type TickGroup } from './tick-group';
import { openTickReader, type TickReader } from './tick-reader';

/** Ticks of one row group: enough for long runs of one instrument, and a hundred megabytes at most while it is written. */
const GROUP = 250_000;

const WHOLE = { type: 'INT32', repetition_type: 'REQUIRED' } as const;
// By the old annotation: hyparquet-writer 0.17.0 spells the newer one (INTEGER) so that DuckDB and Polars refuse the file.
const QUANTITY = { ...WHOLE, converted_type: 'UINT_32' } as const;
const INSTANT = { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' } } as const;
const TEXT = {
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  logical_type: { type: 'STRING' },
  repetition_type: 'REQUIRED',
} as const;

/** Prices stay whole paise, which are exact and small; their unit is in the name. */
const SCHEMA: readonly SchemaElement[] = [
  { name: 'root', num_children: 10 },
  { name: 'instrument', ...TEXT },
  { name: 'received_at', ...INSTANT, repetition_type: 'REQUIRED' },
  // None where the exchange sent no stamp.
  { name: 'exchange_at', ...INSTANT, repetition_type: 'OPTIONAL' },
  { name: 'ltp_paise', ...WHOLE },
  { name: 'volume', ...QUANTITY },
  { name: 'oi', ...QUANTITY },
  { name: 'bid_paise', ...WHOLE },
  { name: 'bid_qty', ...QUANTITY },
  { name: 'ask_paise', ...WHOLE },
  { name: 'ask_qty', ...QUANTITY },
];

export interface Compacted {
  readonly ticks: number;
  readonly bytes: number;
  /** What of the recording could not be read, and is not in the new file. */
  readonly faults: readonly string[];
}

/**
 * Writes a day's ticks as a Parquet file: row groups in the order of time, inside of each instrument after instrument.
 * The file appears under its name only when it is complete and has been counted again. Takes long, so give it a thread
 * of its own; memory stays the same. Rejects with an Error for the trader when the disk refuses.
 */
export async function compactTicks(ticksFile: string, parquetFile: string): Promise<Compacted> {
  const temporary = `${parquetFile}.${randomUUID()}.tmp`;
  try {
    const { ticks, faults } = await withReader(ticksFile, (reader) => writeParquet(reader, temporary));
    await verify(temporary, ticks);
    await sync(temporary);
    await rename(temporary, parquetFile);
    await syncFolder(dirname(parquetFile));
    const { size: bytes } = await stat(parquetFile);
    return { ticks, bytes, faults };
  } catch (error) {
    throw errorCode(error) === null ? error : diskFault("compact the day's ticks", ticksFile, error);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function withReader(path: string, use: (reader: TickReader) => Promise<void>): Promise<TickReader> {
  const reader = await openTickReader(path);
  try {
    await use(reader);
  } finally {
    await reader.close();
  }
  return reader;
}

async function writeParquet(reader: TickReader, path: string): Promise<void> {
  const parquet = new ParquetWriter({
    writer: fileWriter(path),
    schema: [...SCHEMA],
    codec: 'GZIP',
    compressors: { GZIP: (bytes) => gzipSync(bytes) },
    createdBy: 'KiteDesk',
  });
  for await (const group of inGroups(reader.batches(), GROUP)) {
    await parquet.write({ columnData: columnsOf(group, reader), rowGroupSize: group.count });
  }
  await parquet.finish();
}

type ColumnData = Parameters<ParquetWriter['write']>[0]['columnData'];

function columnsOf(group: TickGroup, { instruments }: TickReader): ColumnData {
  const order = group.byInstrument();
  const { columns } = group;
  const steps = { encoding: 'DELTA_BINARY_PACKED' } as const;
  const whole = (name: string, column: Int32Array) => ({
    name,
    data: Int32Array.from(order, (index) => column[index] ?? 0),
    ...steps,
  });
  const quantity = (name: string, column: Uint32Array) => ({
    name,
    data: Uint32Array.from(order, (index) => column[index] ?? 0),
    ...steps,
  });
  const instants = (column: Float64Array) => BigInt64Array.from(order, (index) => BigInt(column[index] ?? 0));
  const nameAt = (index: number): string => {
    const number = columns.instrument[index] ?? 0;
    return instruments.get(number)?.id ?? `?${number}`;
  };
  const stamps = instants(columns.exchangeAt);
  return [
    { name: 'instrument', data: Array.from(order, nameAt), encoding: 'RLE_DICTIONARY' },
    { name: 'received_at', data: instants(columns.receivedAt), ...steps },
    {
      name: 'exchange_at',
      data: stamps.includes(0n) ? Array.from(stamps, (at) => (at === 0n ? null : at)) : stamps,
      ...steps,
    },
    whole('ltp_paise', columns.ltp),
    quantity('volume', columns.volume),
    quantity('oi', columns.oi),
    whole('bid_paise', columns.bid),
    quantity('bid_qty', columns.bidQty),
    whole('ask_paise', columns.ask),
    quantity('ask_qty', columns.askQty),
  ];
}

async function verify(path: string, ticks: number): Promise<void> {
  const { num_rows: rows } = await parquetMetadataAsync(await asyncBufferFromFile(path));
  if (Number(rows) !== ticks)
    throw new Error(`Expected ${ticks} ticks in ${path}, found ${rows}: the recording is kept as it is`);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
