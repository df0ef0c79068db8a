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

/** The indexes to draw, ascending: those in range, and the pinned one wherever it is (−1 for none). */
export function withPinned(first: number, last: number, pinned: number): readonly number[] {
  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);
  if (pinned === -1 || (pinned >= first && pinned <= last)) return indexes;
  return pinned < first ? [pinned, ...indexes] : [...indexes, pinned];
}
