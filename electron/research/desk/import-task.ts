import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '#shared/domain/result';
import type { ImportChoice, ImportRead, ImportView } from '#shared/ipc/import';
import { importName, readImport, writeImport, type ReadImport } from '../imports/import-file';
import { guessColumns } from '../sources/import-candles';
import { openTable } from '../sources/open-table';
import { symbolInName } from '../sources/security';
import type { Row, Table } from '../sources/table';

const MOST_SHOWN = 8;

export interface ImportedFile {
  readonly path: string;
  readonly candles: number;
}

/** Reads a file as it would be imported into `folder`. Rejects with an Error in words when there is no table in it. */
export async function previewImport(choice: ImportChoice, folder: string): Promise<ImportView> {
  const table = await openTable(choice.file);
  return {
    columns: table.columns,
    sample: sampleOf(table),
    mapping: guessColumns(table.columns, choice.columns),
    read: readOf(table, choice, folder),
  };
}

function readOf(table: Table, choice: ImportChoice, folder: string): ImportRead {
  try {
    const read = readImport(table, choice);
    return read.ok ? outcomeOf(read.value, choice, folder) : { kind: 'unread', problem: read.error };
  } catch (error) {
    return { kind: 'unread', problem: messageOf(error) };
  }
}

function outcomeOf(read: ReadImport, choice: ImportChoice, folder: string): ImportRead {
  const { mapping, bars, rows, faults, faultCount, crooked, interval } = read;
  const symbol = read.symbol ?? symbolOf(choice.file);
  const isUsable = symbol !== null && isWritable(read, choice);
  const name = isUsable ? importName(symbol, bars) : null;
  return {
    kind: 'read',
    pattern: mapping.pattern,
    rows,
    candles: bars.length,
    first: bars.slice(0, MOST_SHOWN),
    lastAt: bars.at(-1)?.startAt ?? null,
    interval,
    faults,
    faultCount,
    crooked,
    symbol,
    name,
    replaces: name !== null && existsSync(join(folder, name)),
  };
}

/** Writes a file's candles into `folder`. Rejects with an Error in words, having written nothing. */
export async function importFile(choice: ImportChoice, folder: string): Promise<ImportedFile> {
  const table = await openTable(choice.file);
  const read = readImport(table, choice);
  if (!read.ok) throw new Error(read.error);
  const { bars, faultCount, rows } = read.value;
  const symbol = read.value.symbol ?? symbolOf(choice.file);
  if (symbol === null) throw new Error('Say what it is of: a symbol such as INFY');
  if (!isWritable(read.value, choice)) throw new Error(`${faultCount} of ${rows} rows cannot be used`);
  return { path: await writeImport(folder, symbol, bars), candles: bars.length };
}

function isWritable({ bars, faultCount }: ReadImport, { skipsFaulty }: ImportChoice): boolean {
  return bars.length > 0 && (faultCount === 0 || skipsFaulty);
}

function symbolOf(file: string): string | null {
  try {
    return symbolInName(file);
  } catch {
    // A name that says nothing: the person is asked.
    return null;
  }
}

function sampleOf(table: Table): readonly (readonly string[])[] {
  return Array.from({ length: Math.min(MOST_SHOWN, table.length) }, (_, index) => {
    try {
      const row = table.row(index);
      return table.columns.map((column) => cellOf(row, column));
    } catch (error) {
      return [messageOf(error)];
    }
  });
}

function cellOf(row: Row, column: string): string {
  try {
    return row.text(column);
  } catch {
    // Reading an empty cell is an error to whoever needs it; here it is shown as it is.
    return '';
  }
}
