import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { DayManifest, HistoryRecord, MarketRecord } from './day-format';

/** A recorded day as read from its folder. */
export interface RecordedDay {
  readonly manifest: DayManifest;
  readonly market: MarketRecord;
  readonly instrumentsCsv: string;
  /** Decoded on first use: the desk can show prices before anybody asks for old candles. */
  readonly history: () => HistoryRecord;
}

export interface DaySummary {
  readonly id: string;
  readonly title: string;
  readonly underlyings: readonly string[];
}

// The files are ours, written by scripts/days and shipped with the program; their types are those of day-format.
function brotliJson(path: string): unknown {
  return JSON.parse(brotliDecompressSync(readFileSync(path)).toString('utf8'));
}

/** Throws when the folder holds no day, naming it. */
function readManifest(directory: string): DayManifest {
  const manifest = JSON.parse(readFileSync(join(directory, 'day.json'), 'utf8')) as DayManifest;
  if (manifest.format !== 1)
    throw new Error(`Expected a recorded day of format 1 in ${directory}, found ${manifest.format}`);
  return manifest;
}

export function readDay(directory: string): RecordedDay {
  const manifest = readManifest(directory);
  let history: HistoryRecord | null = null;
  return {
    manifest,
    market: brotliJson(join(directory, 'market.json.br')) as MarketRecord,
    instrumentsCsv: gunzipSync(readFileSync(join(directory, 'instruments.csv.gz'))).toString('utf8'),
    history: () => (history ??= brotliJson(join(directory, 'history.json.br')) as HistoryRecord),
  };
}

/** The days in a folder of days, newest first. */
export function listDays(daysDirectory: string): readonly DaySummary[] {
  return readdirSync(daysDirectory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readManifest(join(daysDirectory, entry.name)))
    .map(({ id, title, underlyings }) => ({ id, title, underlyings }))
    .sort((a, b) => b.id.localeCompare(a.id));
}
