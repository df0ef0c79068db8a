import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { NO_ROWS, visibleRows, type RowSpan } from './row-range';

/** Scrolling by a person differs from ours by more than a rounded pixel. */
const TOLERANCE = 2;

interface Layout {
  readonly rowHeight: number;
  readonly headHeight: number;
  /** Index of the row to keep in the middle; −1 for none. */
  readonly centred: number;
}

export interface ChainScroll {
  /** For the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  /** The rows in sight, and some either side. */
  readonly rows: RowSpan;
  readonly isFollowing: boolean;
  /** Back to the row, and follow it again. */
  readonly centre: () => void;
}

/** Keeps one row of a scrolled table in the middle as it moves, until the person scrolls away; tells which rows are in sight. */
export function useChainScroll({ rowHeight, headHeight, centred }: Layout): ChainScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const ours = useRef(0);
  const [isFollowing, setFollowing] = useState(true);
  const [rows, setRows] = useState(NO_ROWS);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const arrange = () => {
      if (isFollowing && centred !== -1) {
        const middle = centred + 0.5 - (element.clientHeight - headHeight) / 2 / rowHeight;
        // By whole rows: half a figure under the head is one that cannot be read.
        element.scrollTop = Math.round(middle) * rowHeight;
        // Read back, because the element knows how far it could go.
        ours.current = element.scrollTop;
      }
      setRows((known) => rowsInSight(known, element, rowHeight));
    };
    arrange();
    const observer = new ResizeObserver(arrange);
    observer.observe(element);
    return () => observer.disconnect();
  }, [centred, rowHeight, headHeight, isFollowing]);

  return {
    scroller,
    onScroll: () => {
      const element = scroller.current;
      if (!element) return;
      if (Math.abs(element.scrollTop - ours.current) > TOLERANCE) setFollowing(false);
      setRows((known) => rowsInSight(known, element, rowHeight));
    },
    rows,
    isFollowing,
    centre: () => setFollowing(true),
  };
}

/** The known span itself while it still holds, so that scrolling by a pixel draws nothing. */
function rowsInSight(known: RowSpan, element: HTMLElement, rowHeight: number): RowSpan {
  const span = visibleRows(element.scrollTop, element.clientHeight, rowHeight);
  return span.first === known.first && span.last === known.last ? known : span;
}
