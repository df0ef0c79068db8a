import { memo, useState } from 'react';
import type { Right } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import type { Paise } from '#shared/domain/units';
import type { OptionCell, Tables } from '#shared/ipc/views';
import { formatStrike } from '../../format/money';
import { useDesk } from '../../store/desk';
import { isStale } from '../../store/freshness';
import { useUi } from '../../store/ui';
import { classNames } from '../../ui/class-names';
import type { ChainColumn } from './columns';
import styles from './option-chain.module.css';
import { moveFocus } from './row-focus';
import { SideCells } from './side-cells';

interface ChainRowProps {
  /** Key of the row's StrikeView. */
  readonly rowKey: string;
  readonly underlying: string;
  readonly expiry: IstDate;
  readonly strike: Paise;
  /** Counted in the whole table, head and rows out of sight included, from 1. */
  readonly rowIndex: number;
  readonly columns: Readonly<Record<Right, readonly ChainColumn[]>>;
  readonly isAtm: boolean;
  readonly inTheMoney: Right | null;
  /** Open lots by instrument, signed. */
  readonly openLots: Readonly<Record<string, number>>;
}

/** One strike. It draws itself again when its own figures change, and for nothing else. */
export const ChainRow = memo(function ChainRow({ rowKey, strike, rowIndex, columns, ...row }: ChainRowProps) {
  const [isPointedAt, setPointedAt] = useState(false);
  const view = useDesk((desk) => desk.strikes[rowKey]);
  const isCallStale = useDesk((desk) => isQuoteStale(desk, desk.strikes[rowKey]?.ce));
  const isPutStale = useDesk((desk) => isQuoteStale(desk, desk.strikes[rowKey]?.pe));
  const selectStraddleStrike = useUi((ui) => ui.selectStraddleStrike);
  const name = formatStrike(strike);
  const side = (right: Right, cell: OptionCell | null | undefined, isOld: boolean) => (
    <SideCells
      contract={{ kind: 'option', underlying: row.underlying, expiry: row.expiry, strike, right }}
      name={`${name} ${right}`}
      isPointedAt={isPointedAt}
      columns={columns[right]}
      cell={cell ?? null}
      isInTheMoney={row.inTheMoney === right}
      isStale={isOld}
      isTabStop={row.isAtm}
      lots={cell ? (row.openLots[cell.id] ?? 0) : 0}
    />
  );
  return (
    <tr
      className={classNames(styles.row, row.isAtm && styles.atm)}
      aria-rowindex={rowIndex}
      aria-current={row.isAtm ? 'true' : undefined}
      onMouseEnter={() => setPointedAt(true)}
      onMouseLeave={() => setPointedAt(false)}
    >
      {side('CE', view?.ce, isCallStale)}
      <th scope="row" className={styles.strike}>
        <button
          type="button"
          tabIndex={row.isAtm ? 0 : -1}
          title={`Draw the premium of the ${name} straddle`}
          onKeyDown={moveFocus}
          onClick={() => selectStraddleStrike(row.isAtm ? null : strike)}
        >
          {name}
        </button>
      </th>
      {side('PE', view?.pe, isPutStale)}
    </tr>
  );
});

function isQuoteStale({ desk: { desk } }: Tables, cell: OptionCell | null | undefined): boolean {
  return cell ? isStale(desk, cell.at) : false;
}
