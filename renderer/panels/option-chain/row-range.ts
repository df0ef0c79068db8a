/** A run of table rows that is only held open, or one row that is drawn. */
export type RowPart =
  | { readonly kind: 'gap'; readonly from: number; readonly rows: number }
  | { readonly kind: 'row'; readonly index: number };

/** Fills the table: the drawn rows in their places, and between them the room of those that are out of sight. */
export function partsOf(drawn: readonly number[], count: number): readonly RowPart[] {
  const parts: RowPart[] = [];
  let next = 0;
  for (const index of drawn) {
    if (index > next) parts.push({ kind: 'gap', from: next, rows: index - next });
    parts.push({ kind: 'row', index });
    next = index + 1;
  }
  if (count > next) parts.push({ kind: 'gap', from: next, rows: count - next });
  return parts;
}

/** Rows from `first` to `last`, both included. */
export interface RowSpan {
  readonly first: number;
  readonly last: number;
}

export const NO_ROWS: RowSpan = { first: 0, last: -1 };

/** Rows come and go in groups, so that the table is not drawn again for each row scrolled. */
const GROUP = 4;

/** The rows to draw when a table of rows of one height is scrolled: those in sight and at least a group either side. */
export function visibleRows(scrollTop: number, height: number, rowHeight: number): RowSpan {
  const group = GROUP * rowHeight;
  const first = (Math.floor(scrollTop / group) - 1) * GROUP;
  const last = (Math.ceil((scrollTop + height) / group) + 1) * GROUP - 1;
  return { first: Math.max(0, first), last };
}

/** The indexes to draw of `count` rows, ascending: those of the span, and the pinned one wherever it is (−1 for none). */
export function withPinned({ first, last }: RowSpan, pinned: number, count: number): readonly number[] {
  const end = Math.min(last, count - 1);
  const indexes = Array.from({ length: Math.max(0, end - first + 1) }, (_, offset) => first + offset);
  if (pinned === -1 || (pinned >= first && pinned <= end)) return indexes;
  return pinned < first ? [pinned, ...indexes] : [...indexes, pinned];
}
