import { describe, expect, it } from 'vitest';
import { sortRows } from './sort-rows';

interface Row {
  readonly symbol: string;
  readonly pnl: number;
}

const rows: readonly Row[] = [
  { symbol: 'NIFTY9500CE', pnl: 5 },
  { symbol: 'NIFTY24500CE', pnl: -5 },
  { symbol: 'NIFTY24400PE', pnl: 5 },
];
const columns = [
  { id: 'symbol', sortBy: (row: Row) => row.symbol },
  { id: 'pnl', sortBy: (row: Row) => row.pnl },
  { id: 'fixed' },
];
const symbols = (sorting: Parameters<typeof sortRows>[2]) =>
  sortRows(rows, columns, sorting).map(({ symbol }) => symbol);

describe('sortRows', () => {
  it('sorts by number, and keeps the order of equals', () => {
    expect(symbols({ column: 'pnl', direction: 'down' })).toEqual(['NIFTY9500CE', 'NIFTY24400PE', 'NIFTY24500CE']);
    expect(symbols({ column: 'pnl', direction: 'up' })[0]).toBe('NIFTY24500CE');
  });

  it('sorts text by the numbers inside it', () => {
    expect(symbols({ column: 'symbol', direction: 'up' })).toEqual(['NIFTY9500CE', 'NIFTY24400PE', 'NIFTY24500CE']);
  });

  it('leaves rows as they came without a sorting, or by a column that has none', () => {
    expect(sortRows(rows, columns, null)).toBe(rows);
    expect(sortRows(rows, columns, { column: 'fixed', direction: 'up' })).toBe(rows);
  });
});
