import { columnPixels, STRIKE_WIDTH, type ChainColumn } from './columns';
import { useUi } from '../../store/ui';
import styles from './option-chain.module.css';

/** Rows of the table's head: whose side, and what is in the column. */
export const HEAD_ROWS = 2;

export function ChainHead({ columns }: { readonly columns: readonly ChainColumn[] }) {
  const fontSize = useUi((ui) => ui.fontSize);
  const puts = columns.toReversed();
  const width = (column: ChainColumn) => ({ width: columnPixels(column.width, fontSize) });
  return (
    <>
      <colgroup>
        {columns.map((column) => (
          <col key={column.id} style={width(column)} />
        ))}
        <col style={{ width: columnPixels(STRIKE_WIDTH, fontSize) }} />
        {puts.map((column) => (
          <col key={column.id} style={width(column)} />
        ))}
      </colgroup>
      <thead className={styles.head}>
        <tr>
          <th scope="colgroup" colSpan={columns.length} className={styles.callHead}>
            Calls
          </th>
          <td className={styles.strikeHead} />
          <th scope="colgroup" colSpan={columns.length} className={styles.putHead}>
            Puts
          </th>
        </tr>
        <tr>
          {columns.map((column) => (
            <HeadCell key={column.id} column={column} side="Call" />
          ))}
          <th scope="col" className={styles.strikeHead}>
            Strike
          </th>
          {puts.map((column) => (
            <HeadCell key={column.id} column={column} side="Put" />
          ))}
        </tr>
      </thead>
    </>
  );
}

function HeadCell({ column: { label, title }, side }: { readonly column: ChainColumn; readonly side: string }) {
  return (
    <th scope="col" title={title} aria-label={`${side} ${title}`}>
      {label}
    </th>
  );
}
