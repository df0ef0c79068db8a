export interface Sorting {
  readonly column: string;
  readonly direction: 'up' | 'down';
}

interface Sortable<Row> {
  readonly id: string;
  readonly sortBy?: (row: Row) => number | string;
}

/** Rows in the order asked for; equal ones keep the order they came in. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Sortable<Row>[],
  sorting: Sorting | null,
): readonly Row[] {
  const by = columns.find(({ id }) => id === sorting?.column)?.sortBy;
  if (!by || !sorting) return rows;
  const sign = sorting.direction === 'up' ? 1 : -1;
  return rows.toSorted((a, b) => sign * compare(by(a), by(b)));
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en', { numeric: true });
}
