import type { Right } from '#shared/domain/instrument';
import { useUi } from '../../store/ui';
import { columnPixels, STRIKE_WIDTH, type ChainColumn } from './columns';
import styles from './option-chain.module.css';

/** Rows of the table's head: whose side, and what is in the column. */
export const HEAD_ROWS = 2;

export function ChainHead({
  columns: { CE: calls, PE: puts },
}: {
  readonly columns: Readonly<Record<Right, readonly ChainColumn[]>>;
}) {
  const fontSize = useUi((ui) => ui.fontSize);
  const width = (column: ChainColumn) => ({ width: columnPixels(column.width, fontSize) });
  return (
    <>
      <colgroup>
        {calls.map((column) => (
          <col key={column.id} style={width(column)} />
        ))}
        <col style={{ width: columnPixels(STRIKE_WIDTH, fontSize) }} />
        {puts.map((column) => (
          <col key={column.id} style={width(column)} />
        ))}
      </colgroup>
      <thead className={styles.head}>
        <tr>
          <th scope="colgroup" colSpan={calls.length} className={styles.callHead}>
            Calls {calls.some(isInLakhs) && <span className={styles.unit}>L = lakh units</span>}
          </th>
          <th scope="col" rowSpan={HEAD_ROWS} className={styles.strikeHead}>
            Strike
          </th>
          <th scope="colgroup" colSpan={calls.length} className={styles.putHead}>
            Puts
          </th>
        </tr>
        <tr>
          {calls.map((column) => (
            <HeadCell key={column.id} column={column} side="Call" />
          ))}
          {puts.map((column) => (
            <HeadCell key={column.id} column={column} side="Put" />
          ))}
        </tr>
      </thead>
    </>
  );
}

/** Its label says so with an L, which the head explains once. */
function isInLakhs({ label }: ChainColumn): boolean {
  return label.endsWith('(L)');
}

function HeadCell({ column: { label, title }, side }: { readonly column: ChainColumn; readonly side: string }) {
  return (
    <th scope="col" title={title} aria-label={`${side} ${title}`}>
      {label}
    </th>
  );
}
