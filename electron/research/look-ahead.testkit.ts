import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { SourceSpec } from './sources/open';
import type { ResearchTrade } from './results';

type Cells = Record<string, string>;

/** A copy of a table in a folder, of the same name, with some rows altered. */
export function alteredCopy(folder: string, file: string, alter: (row: Cells, index: number) => Cells): string {
  const [head = '', ...lines] = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  const columns = head.split(',');
  const rows = lines.map((line, index) => {
    const cells = line.split(',');
    const row = alter(Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])), index);
    return columns.map((name) => row[name]).join(',');
  });
  const path = join(folder, basename(file).replace(/\.gz$/, ''));
  writeFileSync(path, [head, ...rows].join('\n'));
  return path;
}

/** From a moment on, as the stamps write it, a market that does the opposite. */
export function opposite(from: string): (row: Cells) => Cells {
  let turn: number | null = null;
  return (row) => {
    if ((row['timestamp'] ?? '') < from) return row;
    turn ??= Number(row['open']);
    const around = turn;
    const mirrored = (column: string) => (2 * around - Number(row[column])).toFixed(2);
    return { ...row, open: mirrored('open'), high: mirrored('low'), low: mirrored('high'), close: mirrored('close') };
  };
}

/** From a moment on a chain whose premiums, spot, volume and open interest are others. */
export function otherChain(from: string): (row: Cells) => Cells {
  const scale = (row: Cells, names: readonly string[], factor: number) =>
    Object.fromEntries(
      names.filter((name) => name in row).map((name) => [name, (Number(row[name]) * factor).toFixed(2)]),
    );
  return (row) =>
    (row['timestamp'] ?? '') < from
      ? row
      : {
          ...row,
          ...scale(row, ['ltp', 'bid', 'ask'], row['option_type'] === 'CE' ? 2 : 0.5),
          ...scale(row, ['spot'], 1.01),
          ...scale(row, ['volume', 'oi', 'oi_change'], 3),
        };
}

export function specOf(file: string): SourceSpec {
  return { files: [file], symbol: null, history: null, from: null, to: null, modelOptions: null };
}

/** What had been decided before `at`: entries with their prices, and exits that came before it. */
export function decidedBefore(trades: readonly ResearchTrade[], at: number) {
  return trades
    .filter(({ openedAt }) => openedAt < at)
    .map(({ openedAt, closedAt, entryReason, exitReason, legs, net }) => {
      const isOver = closedAt !== null && closedAt < at;
      const entries = legs
        .filter(({ enteredAt }) => enteredAt !== null && enteredAt < at)
        .map(({ instrument, side, qty, entry, enteredAt }) => ({ instrument, side, qty, entry, enteredAt }));
      const exits = legs
        .filter(({ leftAt }) => leftAt !== null && leftAt < at)
        .map(({ instrument, exit, leftAt }) => ({ instrument, exit, leftAt }));
      return { openedAt, entryReason, entries, exits, end: isOver ? { closedAt, exitReason, net } : null };
    });
}
