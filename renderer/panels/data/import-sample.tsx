import { istDate } from '#shared/domain/time';
import { CANDLE_PARTS, type ImportView } from '#shared/ipc/import';
import { formatClock, formatDate } from '../../format/clock';
import { formatQty, orDash } from '../../format/figures';
import { formatPrice } from '../../format/money';
import styles from './data.module.css';
import { PART_WORDS } from './import-draft';

/** The first rows as they stand in the file, and beneath them the candles that they are taken for. */
export function ImportSample({ view }: { readonly view: ImportView }) {
  const { columns, sample, mapping, read } = view;
  const partOf = (column: string) => CANDLE_PARTS.find((part) => mapping[part] === column);
  return (
    <>
      <table className={styles.sample} aria-label="First rows of the file">
        <caption>In the file</caption>
        <thead>
          <tr>
            {columns.map((column) => {
              const part = partOf(column);
              return (
                <th key={column} scope="col" data-used={part !== undefined}>
                  {column}
                  <span>{part === undefined ? 'not used' : PART_WORDS[part]}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sample.map((cells, row) => (
            <tr key={row}>
              {cells.length === columns.length ? (
                cells.map((cell, column) => <td key={column}>{cell}</td>)
              ) : (
                <td colSpan={columns.length} className={styles.missing}>
                  {cells.join(' ')}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {read.kind === 'read' && read.first.length > 0 && <Candles candles={read.first} />}
    </>
  );
}

type Candle = Extract<ImportView['read'], { readonly kind: 'read' }>['first'][number];

function Candles({ candles }: { readonly candles: readonly Candle[] }) {
  return (
    <table className={styles.sample} aria-label="First candles">
      <caption>Read as, in Indian time</caption>
      <thead>
        <tr>
          {['Starts', 'Open', 'High', 'Low', 'Close', 'Volume', 'OI'].map((word) => (
            <th key={word} scope="col" data-used>
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {candles.map(({ startAt, open, high, low, close, volume, oi }) => (
          <tr key={startAt}>
            <td>
              {formatDate(istDate(startAt))} {formatClock(startAt)}
            </td>
            {[open, high, low, close].map((price, index) => (
              <td key={index}>{formatPrice(price)}</td>
            ))}
            <td>{formatQty(volume)}</td>
            <td>{orDash(oi, formatQty)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
