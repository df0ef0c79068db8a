import { parquetMetadataAsync, parquetRead, parquetSchema, type SchemaElement } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { messageOf } from '#shared/domain/result';
import { jsonTable } from './json-table';
import { SourceError } from './source-error';
import { readBytes, textTable, valueTable, type Cell, type Table } from './table';

/** Opens a file of rows: delimited text, JSON as Kite and NSE answer, or Parquet; each plain or gzip. Rejects with SourceError. */
export async function openTable(path: string): Promise<Table> {
  const bytes = readBytes(path);
  if (bytes.subarray(0, 4).toString('latin1') === 'PAR1') return parquetTable(path, bytes);
  if (bytes.length === 0) throw new SourceError(path, ['is empty']);
  if (bytes.subarray(0, 4_096).includes(0))
    throw new SourceError(path, ['holds something else than text in UTF-8, JSON or Parquet']);
  const first = bytes.subarray(0, 64).toString('utf8').replace('\uFEFF', '').trimStart()[0];
  return first === '{' || first === '[' ? jsonTable(path, bytes.toString('utf8')) : textTable(path, bytes);
}

async function parquetTable(path: string, bytes: Buffer): Promise<Table> {
  const file = new Uint8Array(bytes).buffer;
  try {
    const metadata = await parquetMetadataAsync(file);
    const columns = parquetSchema(metadata).children.map(({ element }) => element);
    const words = columns.map(wordsOf);
    let rows: readonly (readonly Cell[])[] = [];
    await parquetRead({
      file,
      metadata,
      compressors,
      onComplete: (read) => (rows = read.map((row) => words.map((word, index) => word(row[index])))),
    });
    return valueTable(
      path,
      columns.map(({ name }) => name),
      rows,
    );
  } catch (error) {
    throw new SourceError(path, [`is no readable Parquet: ${messageOf(error)}`]);
  }
}

/** How the values of a column are told: times as text, with a zone only where the file knows one. */
function wordsOf({ logical_type: logical, converted_type: converted }: SchemaElement): (value: unknown) => Cell {
  const isDay = logical?.type === 'DATE' || converted === 'DATE';
  const isZoneless = logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC;
  return (value) => {
    if (value === null || value === undefined) return null;
    if (typeof value === 'number') return value;
    if (typeof value === 'bigint') return Number(value);
    if (!(value instanceof Date)) return typeof value === 'string' ? value : JSON.stringify(value);
    const stamp = value.toISOString();
    if (isDay) return stamp.slice(0, 10);
    return isZoneless ? stamp.slice(0, -1) : stamp;
  };
}
