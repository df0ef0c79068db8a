import { describe, expect, it } from 'vitest';
import { emptyTables } from '#shared/ipc/delta';
import type { DeskView, QuoteView, Tables } from '#shared/ipc/views';
import { remembering } from './remembering';

// Nothing here looks into rows.
const tables: Tables = { desk: { desk: {} as DeskView }, ...emptyTables() };
const quote = {} as QuoteView;

describe('a remembering selector', () => {
  it('runs once for tables that it did not read', () => {
    let runs = 0;
    const select = remembering(({ trades }) => {
      runs += 1;
      return Object.keys(trades);
    });
    const first = select(tables);
    expect(select({ ...tables, quotes: { a: quote } })).toBe(first);
    expect(runs).toBe(1);
  });

  it('runs again for each table that it read', () => {
    const select = remembering((desk) => Object.keys(desk.quotes).length + Object.keys(desk.orders).length);
    expect(select(tables)).toBe(0);
    const quoted = { ...tables, quotes: { a: quote } };
    expect(select(quoted)).toBe(1);
    expect(select({ ...quoted, quotes: { a: quote, b: quote } })).toBe(2);
  });

  it('follows what it reads only under a condition', () => {
    const select = remembering(({ quotes, strikes }) => ('a' in quotes ? strikes : null));
    expect(select(tables)).toBeNull();
    const quoted = { ...tables, quotes: { a: quote } };
    expect(select(quoted)).toBe(tables.strikes);
    const changed = { ...quoted, strikes: {} };
    expect(select(changed)).toBe(changed.strikes);
  });

  it('goes back to earlier tables like any selector', () => {
    const select = remembering(({ quotes }) => Object.keys(quotes).length);
    select({ ...tables, quotes: { a: quote } });
    expect(select(tables)).toBe(0);
  });
});
