import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, type RefObject } from 'react';
import { partsOf, withPinned, type RowPart } from './row-range';

/** Rows drawn beyond the visible ones. */
const OVERSCAN = 8;

interface Rows {
  readonly count: number;
  /** Index of the row that is drawn wherever the table is scrolled to; −1 for none. */
  readonly pinned: number;
  readonly rowHeight: number;
}

/** Which rows of a scrolled table exist. */
export function useRowRange(
  scroller: RefObject<HTMLElement | null>,
  { count, pinned, rowHeight }: Rows,
): readonly RowPart[] {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    rangeExtractor: useCallback(
      ({ startIndex, endIndex }: { readonly startIndex: number; readonly endIndex: number }) => [
        ...withPinned(Math.max(0, startIndex - OVERSCAN), Math.min(count - 1, endIndex + OVERSCAN), pinned),
      ],
      [count, pinned],
    ),
  });
  return partsOf(
    virtualizer.getVirtualItems().map(({ index }) => index),
    count,
  );
}
