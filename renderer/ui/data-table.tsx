import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useMemo, useRef, useState, type ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './data-table.module.css';
import { ariaSort, SortButton } from './sort-button';
import { sortRows, type Sorting } from './sort-rows';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** Explains the header on hover. */
  readonly about?: string;
  /** Numbers stand at the right, so that their digits line up. */
  readonly align?: 'left' | 'right';
  /** Characters it keeps room for, so that columns stand still while other rows scroll by. */
  readonly room?: number;
  /** Characters beyond which it is cut short; its cells say the whole on hover. */
  readonly most?: number;
  /** Left out where the panel is narrow: what can be read elsewhere too. */
  readonly isSpare?: boolean;
  /** Stays at the right edge while the rest scrolls: for what must always be in reach. */
  readonly isPinned?: boolean;
  /** Draws the cell; a cell that follows the market selects its quote by id and repaints alone. */
  readonly cell: (row: Row) => ReactNode;
  /** What the column is sorted by; without it it cannot be. */
  readonly sortBy?: (row: Row) => number | string;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly empty: ReactNode;
  readonly initialSorting?: Sorting;
  readonly isDimmed?: (row: Row) => boolean;
  /** A row was clicked, or Enter pressed on it. */
  readonly onOpen?: (row: Row) => void;
}

const ROW_HEIGHT = 26;
const VIRTUAL_FROM = 80;
const OVERSCAN = 12;

/**
 * A sortable table with a sticky header. Rows are drawn again only when their own value changes, and long
 * tables hold only the rows in sight. `columns` and the callbacks must be stable, or every row is drawn again.
 */
export function DataTable<Row>({
  label,
  rows,
  keyOf,
  columns,
  empty,
  initialSorting,
  isDimmed,
  onOpen,
}: DataTableProps<Row>) {
  const [sorting, setSorting] = useState<Sorting | null>(initialSorting ?? null);
  const scroller = useRef<HTMLDivElement>(null);
  const sorted = useMemo(() => sortRows(rows, columns, sorting), [rows, columns, sorting]);
  const isVirtual = sorted.length > VIRTUAL_FROM;
  // oxlint-disable-next-line react/incompatible-library -- what the React Compiler could not memoize; it is not used here
  const virtualizer = useVirtualizer({
    count: isVirtual ? sorted.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  });
  if (rows.length === 0) return empty;

  const items = virtualizer.getVirtualItems();
  const first = isVirtual ? (items[0]?.index ?? 0) : 0;
  const visible = isVirtual ? sorted.slice(first, first + items.length) : sorted;
  const after = isVirtual ? sorted.length - first - visible.length : 0;
  return (
    <div ref={scroller} className={styles.scroller}>
      <table className={styles.table} aria-label={label} aria-rowcount={sorted.length + 1}>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={first} />
          {visible.map((row) => (
            <BodyRow key={keyOf(row)} row={row} columns={columns} isDimmed={isDimmed} onOpen={onOpen} />
          ))}
          <Gap rows={after} />
        </tbody>
      </table>
    </div>
  );
}

/** Holds the place of rows that are out of sight. */
function Gap({ rows }: { readonly rows: number }) {
  return rows === 0 ? null : <tr aria-hidden="true" style={{ height: rows * ROW_HEIGHT }} />;
}

function placeOf<Row>({ align, isPinned = false, isSpare = false }: Column<Row>): string {
  return classNames(align === 'right' && styles.right, isPinned && styles.pinned, isSpare && styles.spare);
}

function widthOf<Row>({ room, most }: Column<Row>) {
  if (room === undefined && most === undefined) return undefined;
  return {
    minWidth: room === undefined ? undefined : `${room}ch`,
    maxWidth: most === undefined ? undefined : `${most}ch`,
  };
}

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
}

function HeaderCell<Row>({ column, sorting, onSort }: HeaderCellProps<Row>) {
  const { about } = column;
  const place = { className: placeOf(column), style: widthOf(column) };
  if (!column.sortBy) {
    return (
      <th {...place} scope="col" title={about}>
        {column.header}
      </th>
    );
  }
  return (
    <th {...place} scope="col" aria-sort={ariaSort(sorting, column.id)} title={about}>
      <SortButton column={column.id} sorting={sorting} onSort={onSort}>
        {column.header}
      </SortButton>
    </th>
  );
}

interface BodyRowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly isDimmed: ((row: Row) => boolean) | undefined;
  readonly onOpen: ((row: Row) => void) | undefined;
}

function PlainBodyRow<Row>({ row, columns, isDimmed, onOpen }: BodyRowProps<Row>) {
  const opening = onOpen && {
    tabIndex: 0,
    onClick: () => onOpen(row),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
    },
  };
  return (
    <tr {...opening} className={classNames(styles.row, isDimmed?.(row) === true && styles.dimmed)}>
      {columns.map((column) => (
        <td key={column.id} className={placeOf(column)} style={widthOf(column)}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

// memo erases the type parameter; the component is the same one.
const BodyRow = memo(PlainBodyRow) as typeof PlainBodyRow;
