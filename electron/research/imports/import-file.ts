import { exportHistory } from '#electron/storage/history-csv';
import { instrumentFileName } from '#electron/storage/file-name';
import type { Bar, BarInterval } from '#shared/domain/bars';
import { err, ok, type Result } from '#shared/domain/result';
import { istDate } from '#shared/domain/time';
import { spotOf } from '#shared/domain/underlyings';
import {
  importCandles,
  mappingFor,
  type CandleColumns,
  type CandleMapping,
  type ImportedCandles,
} from '../sources/import-candles';
import { intervalOf } from '../sources/candles';
import type { Table } from '../sources/table';
import { patternFor } from './time-pattern';

/** What a person said of a table of candles; the rest is guessed. */
export interface ImportTerms {
  /** What it is of, or which of several; null takes what the rows say. */
  readonly symbol: string | null;
  /** A null column is not there, although one is called so. */
  readonly columns: Partial<CandleColumns>;
  /** 'dd-MM-yyyy HH:mm'; null is guessed. */
  readonly pattern: string | null;
  /** Of times that do not tell theirs: '+05:30', 'Z'. */
  readonly zone: string;
  readonly endOf: BarInterval | null;
}

export interface ReadImport extends ImportedCandles {
  /** Null where neither the person nor the rows say what it is of. */
  readonly symbol: string | null;
  readonly mapping: CandleMapping;
  /** Null where candles are of no length that can be played. */
  readonly interval: BarInterval | null;
}

/** Reads a table's candles as it was told, and else as its columns and times suggest. Errors are in words. Throws RangeError on a bad pattern. */
export function readImport(file: Table, terms: ImportTerms): Result<ReadImport, string> {
  const { columns, pattern, zone, endOf } = terms;
  const found = mappingFor(file.columns, columns, { zone, endOf });
  if (!found.ok) return found;
  const chosen = ofInstrument(file, terms.symbol);
  if (!chosen.ok) return chosen;
  const { table, symbol } = chosen.value;
  const mapping = { ...found.value, pattern: pattern ?? patternFor(table, found.value.columns) };
  const imported = importCandles(table, mapping);
  return ok({ ...imported, symbol, mapping, interval: lengthOf(table.path, imported.bars) });
}

/** What programs call the column that says what a row is of. */
const NAMES = ['tradingsymbol', 'symbol', 'ticker'];
const MOST_NAMED = 8;

interface Chosen {
  readonly table: Table;
  readonly symbol: string | null;
}

/** The rows of one instrument of a table. Errors are in words. */
function ofInstrument(table: Table, symbol: string | null): Result<Chosen, string> {
  const column = NAMES.find((name) => table.columns.includes(name));
  if (column === undefined) return ok({ table, symbol });
  const names = Array.from({ length: table.length }, (_, index) => nameAt(table, index, column));
  const known = [...new Set(names)].filter((name) => name !== null);
  const [only = null] = known;
  // A single one may be given another name.
  if (known.length < 2) return ok({ table, symbol: symbol ?? only });
  const told = `${known.slice(0, MOST_NAMED).join(', ')}${known.length > MOST_NAMED ? ` and ${known.length - MOST_NAMED} more` : ''}`;
  if (symbol === null) return err(`it holds ${told}: say which by its symbol`);
  if (!known.includes(symbol)) return err(`it has no ${symbol}, but ${told}`);
  const rows = [...names.keys()].filter((index) => names[index] === symbol || names[index] === null);
  return ok({
    symbol,
    table: {
      ...table,
      length: rows.length,
      row: (index) => table.row(rows[index] ?? -1),
      placeOf: (index) => table.placeOf(rows[index] ?? -1),
    },
  });
}

/** Null where the row cannot be read: who imports it says why. */
function nameAt(table: Table, index: number, column: string): string | null {
  try {
    return table.row(index).text(column).trim();
  } catch {
    return null;
  }
}

function lengthOf(path: string, bars: readonly Bar[]): BarInterval | null {
  if (bars.length < 2) return null;
  try {
    return intervalOf(
      path,
      bars.map(({ startAt }) => startAt),
    );
  } catch {
    // Such as candles of a day: whoever plays them says why they cannot be.
    return null;
  }
}

/** What the file of such candles is called: 'INFY_2024-01-02_2024-03-28.csv'. */
export function importName(symbol: string, bars: readonly Bar[]): string {
  const { instrument, from, to } = spanOf(symbol, bars);
  return `${instrumentFileName(instrument)}_${from}_${to}.csv`;
}

/** Writes them as a file that everything else reads, over one of the same name. Resolves to its path; rejects in words. */
export function writeImport(folder: string, symbol: string, bars: readonly Bar[]): Promise<string> {
  return exportHistory({ folder, bars, ...spanOf(symbol, bars) });
}

function spanOf(symbol: string, bars: readonly Bar[]) {
  const [first, last] = [bars[0]?.startAt ?? 0, bars.at(-1)?.startAt ?? 0];
  return { instrument: spotOf(symbol), from: istDate(first), to: istDate(last) };
}
