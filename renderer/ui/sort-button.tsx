import { ChevronDown, ChevronUp } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './data-table.module.css';
import type { Sorting } from './sort-rows';

interface SortButtonProps {
  readonly column: string;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
  readonly children: ReactNode;
}

/** A heading that sorts: largest first, then smallest first, then as it came. */
export function SortButton({ column, sorting, onSort, children }: SortButtonProps) {
  const direction = sorting?.column === column ? sorting.direction : null;
  const next: Sorting | null = direction === 'up' ? null : { column, direction: direction === null ? 'down' : 'up' };
  return (
    <button type="button" className={styles.sort} onClick={() => onSort(next)}>
      {children}
      {direction === 'up' && <ChevronUp size={11} aria-hidden="true" />}
      {direction === 'down' && <ChevronDown size={11} aria-hidden="true" />}
    </button>
  );
}

/** What the heading's cell tells a screen reader. */
export function ariaSort(sorting: Sorting | null, column: string): 'none' | 'ascending' | 'descending' {
  if (sorting?.column !== column) return 'none';
  return sorting.direction === 'up' ? 'ascending' : 'descending';
}
