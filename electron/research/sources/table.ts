import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readFault } from '#electron/storage/disk-fault';
import { messageOf } from '#shared/domain/result';
import { SourceError } from './source-error';

/** One line of a table. Reading a cell that is not what it should be throws a plain Error with what was found. */
export interface Row {
  has(column: string): boolean;
  text(column: string): string;
  number(column: string): number;
  /** A number that may be missing: an empty cell, or no such column. */
  optional(column: string): number | null;
}

/** Named columns of a file, whatever its format. */
export interface Table {
  readonly path: string;
  /** In small letters, because programs differ in how they write them. */
  readonly columns: readonly string[];
  readonly length: number;
  /** One row, valid until the next is asked for. Throws an Error when it cannot be read. */
  row(index: number): Row;
  /** Where a person finds that row: 'line 12'. */
  placeOf(index: number): string;
}

const BYTE_ORDER_MARK = '\uFEFF';
const GZIP_MAGIC = 0x1f8b;
const DELIMITERS = [',', ';', '\t', '|'];

const MEGABYTE = 1024 * 1024;
/** As long as a text can be. A file of a few kilobytes may unpack to more memory than there is, under a desk with open trades. */
const MOST_BYTES = 512 * MEGABYTE - 1;

/** A file's bytes, unpacked where they are gzip, whatever the name says. Throws SourceError, also for more than `most` bytes. */
export function readBytes(path: string, most = MOST_BYTES): Buffer {
  try {
    if (statSync(path).size > most) throw tooLong(most);
    const bytes = readFileSync(path);
    const isGzip = bytes.length > 2 && bytes.readUInt16BE(0) === GZIP_MAGIC;
    return isGzip ? unpacked(bytes, most) : bytes;
  } catch (error) {
    throw new SourceError(path, [`cannot be read: ${readFault(error)}`]);
  }
}

function unpacked(bytes: Buffer, most: number): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    throw error instanceof RangeError ? tooLong(most) : error;
  }
}

function tooLong(most: number): Error {
  return new Error(`expected at most ${Math.ceil(most / MEGABYTE)} MB, unpacked; split it by days`);
}

/** A delimited text file with a header line, plain or gzip. Throws SourceError. */
export function textTable(path: string, bytes: Buffer = readBytes(path)): Table {
  const lines = bytes.toString('utf8').split(/\r?\n/);
  const head = (lines[0] ?? '').replace(BYTE_ORDER_MARK, '');
  const delimiter = delimiterOf(head);
  const columns = cellsOf(head, delimiter).map(nameOf);
  const filled = lines.flatMap((line, index) => (index === 0 || line === '' ? [] : [index]));
  const row = new CellReader(columns);
  return {
    path,
    columns,
    length: filled.length,
    row(index) {
      row.read(cellsOf(lines[filled[index] ?? -1] ?? '', delimiter));
      return row;
    },
    placeOf: (index) => `line ${(filled[index] ?? 0) + 1}`,
  };
}

/** A value as formats other than text hold it. */
export type Cell = string | number | null;

/** A table of values at hand. `word` names a row for a person: 'row', 'candle'. */
export function valueTable(
  path: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  word = 'row',
): Table {
  const names = columns.map(nameOf);
  const reader = new CellReader(names);
  return {
    path,
    columns: names,
    length: rows.length,
    row(index) {
      reader.read(rows[index] ?? []);
      return reader;
    },
    placeOf: (index) => `${word} ${index + 1}`,
  };
}

/**
 * Goes through a table row by row. Faulty rows do not end the reading: all of them are told together, by their place.
 * Throws SourceError when a column is missing or any row is at fault.
 */
export function readTable(table: Table, required: readonly string[], each: (row: Row) => void): void {
  const missing = required.filter((column) => !table.columns.includes(column));
  if (missing.length > 0)
    throw new SourceError(table.path, [
      `expected the columns ${missing.join(', ')}; found ${table.columns.join(', ')}`,
    ]);
  const faults: string[] = [];
  for (let index = 0; index < table.length; index += 1) {
    try {
      each(table.row(index));
    } catch (error) {
      faults.push(`${table.placeOf(index)}: ${messageOf(error)}`);
    }
  }
  if (faults.length > 0) throw new SourceError(table.path, faults);
}

function nameOf(column: string): string {
  return column.trim().toLowerCase();
}

function delimiterOf(head: string): string {
  const counts = DELIMITERS.map((each) => head.split(each).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Market files quote nothing or, in places, plain words; a delimiter inside quotes would shift the columns and is told as such. */
function cellsOf(line: string, delimiter: string): string[] {
  const cells = line.split(delimiter);
  return line.includes('"') ? cells.map((cell) => cell.replace(/^"(.*)"$/, '$1')) : cells;
}

class CellReader implements Row {
  private readonly columns: ReadonlyMap<string, number>;
  private readonly width: number;
  private cells: readonly Cell[] = [];

  constructor(columns: readonly string[]) {
    this.columns = new Map(columns.map((name, index) => [name, index]));
    this.width = columns.length;
  }

  read(cells: readonly Cell[]): void {
    if (cells.length !== this.width) throw new Error(`expected ${this.width} cells, found ${cells.length}`);
    this.cells = cells;
  }

  has(column: string): boolean {
    return this.columns.has(column);
  }

  text(column: string): string {
    return String(this.cell(column));
  }

  number(column: string): number {
    const cell = this.cell(column);
    const value = Number(cell);
    if (!Number.isFinite(value)) throw new Error(`expected a number in "${column}", found "${cell}"`);
    return value;
  }

  optional(column: string): number | null {
    const cell = this.cells[this.columns.get(column) ?? -1] ?? '';
    return cell === '' ? null : this.number(column);
  }

  private cell(column: string): string | number {
    const cell = this.cells[this.columns.get(column) ?? -1] ?? '';
    if (cell === '') throw new Error(`"${column}" is empty`);
    return cell;
  }
}
