import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** Reads one gzip CSV of the market-data collection as records keyed by column. */
export function readSource(path: string): readonly Record<string, string>[] {
  // csv-parse types records loosely; with `columns: true` and no cast each value is a string.
  return parse(gunzipSync(readFileSync(path)), { columns: true }) as Record<string, string>[];
}

/** The column of a record; a missing one means the source is not the file we think it is. */
export function field(record: Record<string, string>, name: string): string {
  const value = record[name];
  if (value === undefined) throw new Error(`Expected a column "${name}", found ${Object.keys(record).join(', ')}`);
  return value;
}

export function numberOf(record: Record<string, string>, name: string): number {
  const value = Number(field(record, name));
  if (!Number.isFinite(value)) throw new Error(`Expected a number in "${name}", found "${record[name]}"`);
  return value;
}
