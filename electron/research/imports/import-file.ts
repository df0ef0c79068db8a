import { exportHistory } from '#electron/storage/history-csv';
import { instrumentFileName } from '#electron/storage/file-name';
import type { Bar, BarInterval } from '#shared/domain/bars';
import { ok, type Result } from '#shared/domain/result';
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
  /** A null column is not there, although one is called so. */
  readonly columns: Partial<CandleColumns>;
  /** 'dd-MM-yyyy HH:mm'; null is guessed. */
  readonly pattern: string | null;
  /** Of times that do not tell theirs: '+05:30', 'Z'. */
  readonly zone: string;
  readonly endOf: BarInterval | null;
}

export interface ReadImport extends ImportedCandles {
  readonly mapping: CandleMapping;
  /** Null where candles are of no length that can be played. */
  readonly interval: BarInterval | null;
}

/** Reads a table's candles as it was told, and else as its columns and times suggest. Errors are in words. Throws RangeError on a bad pattern. */
export function readImport(table: Table, { columns, pattern, zone, endOf }: ImportTerms): Result<ReadImport, string> {
  const found = mappingFor(table.columns, columns, { zone, endOf });
  if (!found.ok) return found;
  const mapping = { ...found.value, pattern: pattern ?? patternFor(table, found.value.columns) };
  const imported = importCandles(table, mapping);
  return ok({ ...imported, mapping, interval: lengthOf(table.path, imported.bars) });
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
