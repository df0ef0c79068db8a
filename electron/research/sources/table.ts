import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { SourceError } from './source-error';

/** One line of a table. Reading a cell that is not what it should be throws a plain Error with what was found. */
export interface Row {
  has(column: string): boolean;
  text(column: string): string;
  number(column: string): number;
  /** A number that may be missing: an empty cell, or no such column. */
  optional(column: string): number | null;
}

const BYTE_ORDER_MARK = '\uFEFF';
const GZIP_MAGIC = 0x1f8b;

/** Reads a text file, plain or gzip, whatever its name says. */
function readText(path: string): string {
  const bytes = readFileSync(path);
  const isGzip = bytes.length > 2 && bytes.readUInt16BE(0) === GZIP_MAGIC;
  return (isGzip ? gunzipSync(bytes) : bytes).toString('utf8');
}

/**
 * Reads a comma-separated file with a header line, row by row. Faulty rows do not end the reading: all of them are told
 * together, by line. Throws SourceError when a column is missing or any row is at fault.
 */
export function readTable(path: string, required: readonly string[], each: (row: Row) => void): void {
  const lines = linesOf(path);
  const header = cellsOf((lines[0] ?? '').replace(BYTE_ORDER_MARK, ''));
  const missing = required.filter((column) => !header.includes(column));
  if (missing.length > 0)
    throw new SourceError(path, [`expected the columns ${missing.join(', ')}; its first line is "${lines[0] ?? ''}"`]);
  const row = new CellReader(header);
  const faults: string[] = [];
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    try {
      row.read(line);
      each(row);
    } catch (error) {
      faults.push(`line ${index + 1}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (faults.length > 0) throw new SourceError(path, faults);
}

/** The names of a file's columns. */
export function columnsOf(path: string): readonly string[] {
  return cellsOf((linesOf(path)[0] ?? '').replace(BYTE_ORDER_MARK, ''));
}

function linesOf(path: string): string[] {
  try {
    return readText(path).split(/\r?\n/);
  } catch (error) {
    throw new SourceError(path, [`cannot be read: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

/** Market files quote nothing or, in places, plain words; a comma inside quotes would shift the columns and is told as such. */
function cellsOf(line: string): string[] {
  const cells = line.split(',');
  return line.includes('"') ? cells.map((cell) => cell.replace(/^"(.*)"$/, '$1')) : cells;
}

class CellReader implements Row {
  private readonly columns: ReadonlyMap<string, number>;
  private readonly width: number;
  private cells: readonly string[] = [];

  constructor(header: readonly string[]) {
    this.columns = new Map(header.map((name, index) => [name.trim(), index]));
    this.width = header.length;
  }

  read(line: string): void {
    this.cells = cellsOf(line);
    if (this.cells.length !== this.width) throw new Error(`expected ${this.width} cells, found ${this.cells.length}`);
  }

  has(column: string): boolean {
    return this.columns.has(column);
  }

  text(column: string): string {
    const cell = this.cells[this.columns.get(column) ?? -1];
    if (cell === undefined || cell === '') throw new Error(`"${column}" is empty`);
    return cell;
  }

  number(column: string): number {
    const text = this.text(column);
    const value = Number(text);
    if (!Number.isFinite(value)) throw new Error(`expected a number in "${column}", found "${text}"`);
    return value;
  }

  optional(column: string): number | null {
    const cell = this.cells[this.columns.get(column) ?? -1];
    return cell === undefined || cell === '' ? null : this.number(column);
  }
}
