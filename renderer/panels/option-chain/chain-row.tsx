import { memo, type CSSProperties } from 'react';
import type { Right } from '#shared/domain/instrument';
import type { Paise } from '#shared/domain/units';
import type { OptionCell, Tables } from '#shared/ipc/views';
import { NO_VALUE } from '../../format/figures';
import { formatStrike } from '../../format/money';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { classNames } from '../../ui/class-names';
import { toneOf } from '../../ui/figures';
import { signOfColumn, type ChainColumn } from './columns';
import { LastPrice } from './last-price';
import styles from './option-chain.module.css';

interface ChainRowProps {
  /** Key of the row's StrikeView. */
  readonly rowKey: string;
  readonly strike: Paise;
  readonly index: number;
  readonly columns: readonly ChainColumn[];
  readonly isAtm: boolean;
  readonly inTheMoney: Right | null;
  /** Open lots by instrument, signed. */
  readonly openLots: Readonly<Record<string, number>>;
}

/** One strike. It draws itself again when its own figures change, and for nothing else. */
export const ChainRow = memo(function ChainRow({
  rowKey,
  strike,
  index,
  columns,
  isAtm,
  inTheMoney,
  openLots,
}: ChainRowProps) {
  const row = useDesk((desk) => desk.strikes[rowKey]);
  const isCallStale = useDesk((desk) => isStale(desk, desk.strikes[rowKey]?.ce));
  const isPutStale = useDesk((desk) => isStale(desk, desk.strikes[rowKey]?.pe));
  const selectStraddleStrike = useUi((ui) => ui.selectStraddleStrike);
  const side = { strike, columns, openLots };
  return (
    <tr
      className={classNames(styles.row, isAtm && styles.atm)}
      aria-rowindex={index + 3}
      aria-current={isAtm ? 'true' : undefined}
    >
      <SideCells
        {...side}
        right="CE"
        cell={row?.ce ?? null}
        isInTheMoney={inTheMoney === 'CE'}
        isStale={isCallStale}
        isTabStop={isAtm}
      />
      <th scope="row" className={styles.strike}>
        <button
          type="button"
          tabIndex={isAtm ? 0 : -1}
          title={`Draw the ${formatStrike(strike)} straddle's premium`}
          onClick={() => selectStraddleStrike(isAtm ? null : strike)}
        >
          {formatStrike(strike)}
        </button>
      </th>
      <SideCells
        {...side}
        right="PE"
        cell={row?.pe ?? null}
        isInTheMoney={inTheMoney === 'PE'}
        isStale={isPutStale}
        isTabStop={isAtm}
      />
    </tr>
  );
});

/** Older than what the risk gate would still trade on. A played day runs faster than the clock, so its quotes may be older. */
function isStale({ desk: { desk } }: Tables, cell: OptionCell | null | undefined): boolean {
  if (!cell) return false;
  return desk.at - cell.at > desk.limits.staleAfterMs * Math.max(1, desk.playback?.speed ?? 1);
}

interface SideCellsProps {
  readonly strike: Paise;
  readonly right: Right;
  readonly cell: OptionCell | null;
  readonly columns: readonly ChainColumn[];
  readonly isInTheMoney: boolean;
  readonly isStale: boolean;
  readonly isTabStop: boolean;
  readonly openLots: Readonly<Record<string, number>>;
}

/** The figures of one option; puts mirror the order of the calls. */
function SideCells({ strike, right, cell, columns, isInTheMoney, isStale, isTabStop, openLots }: SideCellsProps) {
  const ordered = right === 'CE' ? columns : columns.toReversed();
  const sideClass = classNames(
    right === 'CE' ? styles.call : styles.put,
    isInTheMoney && styles.inTheMoney,
    isStale && styles.stale,
  );
  return ordered.map((column) =>
    column.id === 'ltp' ? (
      <td key={column.id} className={classNames(styles.price, sideClass)}>
        {cell && (
          <LastPrice
            cell={cell}
            name={`${formatStrike(strike)} ${right}`}
            isTabStop={isTabStop}
            lots={openLots[cell.id] ?? 0}
          />
        )}
      </td>
    ) : (
      <td
        key={column.id}
        className={classNames(sideClass, BARS[column.id])}
        style={cell ? barLength(column, cell) : undefined}
      >
        <span className={cell && column.isSigned === true ? toneOf(signOfColumn(column.id, cell)) : undefined}>
          {(cell && column.text(cell)) ?? NO_VALUE}
        </span>
      </td>
    ),
  );
}

const BARS: Readonly<Record<string, string | undefined>> = { oi: styles['oiBar'], oiChange: styles['oiChangeBar'] };

/** CSS divides it by the chain's largest, so a new largest moves every bar without drawing any row again. */
function barLength(column: ChainColumn, cell: OptionCell): CSSProperties | undefined {
  if (column.id === 'oi') return { '--value': cell.oi } as CSSProperties;
  return column.id === 'oiChange' ? ({ '--value': Math.abs(cell.oiChange) } as CSSProperties) : undefined;
}
