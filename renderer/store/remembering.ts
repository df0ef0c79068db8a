import type { Tables } from '#shared/ipc/views';

type TableName = keyof Tables;

/**
 * A selector that runs again only when a table that it read last time has become another one: what it makes of trades or
 * orders costs nothing while only prices move. It must read nothing else that changes.
 */
export function remembering<T>(select: (tables: Tables) => T): (tables: Tables) => T {
  let known: { readonly tables: Tables; readonly read: ReadonlySet<TableName>; readonly value: T } | null = null;
  return (tables) => {
    if (known !== null && isSame(known.tables, tables, known.read)) return known.value;
    const read = new Set<TableName>();
    const value = select(noting(tables, read));
    known = { tables, read, value };
    return value;
  };
}

function isSame(before: Tables, now: Tables, read: ReadonlySet<TableName>): boolean {
  if (before === now) return true;
  for (const name of read) if (before[name] !== now[name]) return false;
  return true;
}

function noting(tables: Tables, read: Set<TableName>): Tables {
  return new Proxy(tables, {
    get(target, name) {
      // Nothing but the names of tables is asked of it.
      const table = name as TableName;
      read.add(table);
      return target[table];
    },
  });
}
