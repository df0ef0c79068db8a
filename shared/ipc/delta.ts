import type { Tables } from './views';

export interface Snapshot {
  readonly seq: number;
  readonly tables: Tables;
}

/** Rows that are new or changed by key; null removes one. */
export type Changes = {
  readonly [K in keyof Tables]?: { readonly [key: string]: Tables[K][keyof Tables[K]] | null };
};

/** One step of the replica. `seq` grows by one; a gap means: ask for a snapshot. */
export interface Delta {
  readonly seq: number;
  readonly changes: Changes;
}

type Rows = { readonly [key: string]: unknown };

/** Folds a delta into a snapshot. Tables and rows that did not change keep their identity. */
export function applyDelta(snapshot: Snapshot, delta: Delta): Snapshot {
  const tables: Record<string, Rows> = { ...snapshot.tables };
  for (const [name, rows] of Object.entries(delta.changes)) {
    tables[name] = applyRows(tables[name] ?? {}, rows);
  }
  // Each table was changed only by rows of its own type, which `Changes` holds the sender to.
  return { seq: delta.seq, tables: tables as unknown as Tables };
}

function applyRows(table: Rows, changes: Rows): Rows {
  const next: Record<string, unknown> = { ...table };
  for (const [key, row] of Object.entries(changes)) {
    if (row === null) delete next[key];
    else next[key] = row;
  }
  return next;
}

export function emptyTables(): Omit<Tables, 'desk'> {
  return {
    quotes: {},
    chains: {},
    strikes: {},
    series: {},
    instances: {},
    trades: {},
    orders: {},
    fills: {},
    calls: {},
    notices: {},
  };
}
