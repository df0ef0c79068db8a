import { createPatternReader, createStampReader } from '../sources/stamps';
import type { CandleColumns } from '../sources/import-candles';
import type { Table } from '../sources/table';

/** The day first, as India writes it; a month first is taken only where some day is above 12. */
const DAYS = [
  'dd-MM-yyyy',
  'dd/MM/yyyy',
  'dd.MM.yyyy',
  'dd-MMM-yyyy',
  'dd MMM yyyy',
  'MM/dd/yyyy',
  'yyyy/MM/dd',
  'yyyyMMdd',
];
const CLOCKS = [' HH:mm:ss', ' HH:mm', ' HHmm', ''];

/** From all over the file, since its first days may be below 13. */
const MOST_LOOKED_AT = 200;

/** How a table's times are written: what reads most of them, null where the usual reading does. */
export function patternFor(table: Table, { time, clock }: Pick<CandleColumns, 'time' | 'clock'>): string | null {
  const stamps = stampsOf(table, time, clock);
  let best: { readonly pattern: string | null; readonly read: number } = {
    pattern: null,
    read: countRead(stamps, createStampReader()),
  };
  for (const pattern of DAYS.flatMap((day) => CLOCKS.map((rest) => `${day}${rest}`))) {
    if (best.read === stamps.length) break;
    const read = countRead(stamps, createPatternReader(pattern));
    if (read > best.read) best = { pattern, read };
  }
  return best.pattern;
}

function stampsOf(table: Table, time: string, clock: string | null): readonly string[] {
  const step = Math.max(1, Math.floor(table.length / MOST_LOOKED_AT));
  const stamps: string[] = [];
  for (let index = 0; index < table.length; index += step) {
    try {
      const row = table.row(index);
      stamps.push(clock === null ? row.text(time) : `${row.text(time)} ${row.text(clock)}`);
    } catch {
      // A row without a time says nothing of how times are written; it is told when the rows are read.
    }
  }
  return stamps;
}

function countRead(stamps: readonly string[], read: (text: string) => number): number {
  return stamps.filter((stamp) => {
    try {
      read(stamp);
      return true;
    } catch {
      return false;
    }
  }).length;
}
