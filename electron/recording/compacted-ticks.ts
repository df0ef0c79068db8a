import { gunzipSync } from 'node:zlib';
import {
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetRead,
  type AsyncBuffer,
  type ColumnData,
  type FileMetaData,
} from 'hyparquet';
import type { InstrumentId } from '#shared/domain/instrument';
import { createTickColumns, type TickColumns } from './tick-columns';
import { TickGroup } from './tick-group';

/** A compacted day's ticks in the order of their receipt, and its instruments by the numbers that the ticks have here. */
export interface CompactedTicks {
  readonly group: TickGroup;
  readonly instruments: ReadonlyMap<number, { readonly id: InstrumentId }>;
}

/** The columns of the file (`compact.ts`) but the instrument's name. */
const COLUMNS: Readonly<Record<string, keyof TickColumns>> = {
  received_at: 'receivedAt',
  exchange_at: 'exchangeAt',
  ltp_paise: 'ltp',
  volume: 'volume',
  oi: 'oi',
  bid_paise: 'bid',
  bid_qty: 'bidQty',
  ask_paise: 'ask',
  ask_qty: 'askQty',
};

/** Whether a Parquet file is a day that the desk has compacted, by its columns. Rejects when it is no Parquet. */
export async function isCompacted(path: string): Promise<boolean> {
  const { schema } = await parquetMetadataAsync(await asyncBufferFromFile(path));
  const names = new Set(schema.map(({ name }) => name));
  return ['instrument', ...Object.keys(COLUMNS)].every((name) => names.has(name));
}

/**
 * Reads what `compactTicks` wrote. Ticks of different instruments that came in the same millisecond were written down instrument
 * after instrument, so their order among each other is lost. Rejects when the file is damaged.
 */
export async function readCompacted(path: string): Promise<CompactedTicks> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const group = new TickGroup(Number(metadata.num_rows));
  const numbers = new Map<string, number>();
  let from = 0;
  for (const { num_rows: rows } of metadata.row_groups) {
    const count = Number(rows);
    group.add(inOrder(await readRows(file, metadata, { from, count, numbers })), 0);
    from += count;
  }
  // What was written are ids.
  const instruments = new Map([...numbers].map(([id, number]) => [number, { id: id as InstrumentId }]));
  return { group, instruments };
}

interface Rows {
  readonly from: number;
  readonly count: number;
  /** By name; new ones are added. */
  readonly numbers: Map<string, number>;
}

interface ReadRows {
  readonly count: number;
  readonly columns: TickColumns;
}

async function readRows(file: AsyncBuffer, metadata: FileMetaData, rows: Rows): Promise<ReadRows> {
  const { from, count, numbers } = rows;
  const columns = createTickColumns(count);
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  await parquetRead({
    file,
    metadata,
    rowStart: from,
    rowEnd: from + count,
    compressors: { GZIP: (bytes) => gunzipSync(bytes) },
    onChunk({ columnName, columnData, rowStart }: ColumnData) {
      const name = COLUMNS[columnName];
      for (let row = 0; row < columnData.length; row += 1) {
        const at = rowStart - from + row;
        // Times are dates, an absent one is null; all else is a number or a name.
        const value: unknown = columnData[row];
        if (name !== undefined) columns[name][at] = Number(value);
        else if (columnName === 'instrument') columns.instrument[at] = numberOf(String(value));
      }
    },
  });
  return { count, columns };
}

/** The rows of a group lie instrument after instrument. */
function inOrder({ count, columns }: ReadRows): ReadRows {
  const { receivedAt } = columns;
  const order = Uint32Array.from({ length: count }, (_, row) => row).sort(
    (a, b) => (receivedAt[a] ?? 0) - (receivedAt[b] ?? 0) || a - b,
  );
  const sorted = createTickColumns(count);
  // Both have the same columns, of the same types.
  for (const name of Object.keys(columns) as (keyof TickColumns)[])
    for (let row = 0; row < count; row += 1) sorted[name][row] = columns[name][order[row] ?? 0] ?? 0;
  return { count, columns: sorted };
}
