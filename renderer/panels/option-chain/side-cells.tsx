import type { CSSProperties } from 'react';
import type { OptionCell } from '#shared/ipc/views';
import { NO_VALUE } from '../../format/figures';
import { classNames } from '../../ui/class-names';
import { toneOf } from '../../ui/figures';
import type { ChainColumn } from './columns';
import { LastPrice, type OptionContract } from './last-price';
import styles from './option-chain.module.css';

interface SideCellsProps {
  readonly contract: OptionContract;
  /** '24,200 CE'. */
  readonly name: string;
  readonly columns: readonly ChainColumn[];
  /** Null where the exchange lists no such option. */
  readonly cell: OptionCell | null;
  readonly isInTheMoney: boolean;
  readonly isStale: boolean;
  readonly isTabStop: boolean;
  /** The pointer is on the row. */
  readonly isPointedAt: boolean;
  /** Open lots of it, signed. */
  readonly lots: number;
}

/** The figures of one option. */
export function SideCells({ contract, columns, cell, isInTheMoney, isStale, ...price }: SideCellsProps) {
  const className = classNames(
    contract.right === 'CE' ? styles.call : styles.put,
    isInTheMoney && styles.inTheMoney,
    isStale && styles.stale,
  );
  return columns.map((column) =>
    column.id === 'ltp' ? (
      <td key={column.id} className={classNames(styles.price, className)}>
        {cell && <LastPrice contract={contract} cell={cell} {...price} />}
      </td>
    ) : (
      <FigureCell key={column.id} column={column} cell={cell} className={className} />
    ),
  );
}

interface FigureCellProps {
  readonly column: ChainColumn;
  readonly cell: OptionCell | null;
  readonly className: string;
}

function FigureCell({ column, cell, className }: FigureCellProps) {
  const bar = cell && column.bar ? column.bar(cell) : null;
  const barClass =
    bar !== null && classNames(column.id === 'oi' ? styles.oiBar : styles.oiChangeBar, bar < 0 && styles.falling);
  return (
    <td
      className={classNames(className, barClass)}
      title={(cell && column.hint?.(cell)) ?? undefined}
      style={bar === null ? undefined : barStyle(bar)}
    >
      <span className={classNames(styles.figure, cell && column.tone && toneOf(column.tone(cell)))}>
        {(cell && column.text(cell)) ?? NO_VALUE}
      </span>
    </td>
  );
}

/** CSS divides it by the chain's largest: a new largest moves every bar without drawing a row again. */
function barStyle(value: number): CSSProperties {
  // React passes custom properties on; its types do not know them.
  return { '--value': Math.abs(value) } as CSSProperties;
}
