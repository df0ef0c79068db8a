import { memo, useState, type ComponentProps } from 'react';
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

/** One strike. Its figures are written into it as they change; it is drawn again when it comes to stand for something else. */
export const ChainRow = memo(function ChainRow({ rowKey, strike, rowIndex, columns, ...row }: ChainRowProps) {
  const [isPointedAt, setPointedAt] = useState(false);
  const selectStraddleStrike = useUi((ui) => ui.selectStraddleStrike);
  const name = formatStrike(strike);
  const side = (right: Right) => (
    <RowSide
      contract={{ kind: 'option', underlying: row.underlying, expiry: row.expiry, strike, right }}
      select={({ strikes }) => strikes[rowKey]?.[right === 'CE' ? 'ce' : 'pe'] ?? null}
      name={`${name} ${right}`}
      isPointedAt={isPointedAt}
      columns={columns[right]}
      isInTheMoney={row.inTheMoney === right}
      isTabStop={row.isAtm}
      openLots={row.openLots}
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
      {side('CE')}
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
      {side('PE')}
    </tr>
  );
});

type RowSideProps = Omit<ComponentProps<typeof SideCells>, 'instrument' | 'isStale' | 'lots'> &
  Pick<ChainRowProps, 'openLots'>;

/** The call or the put, drawn again when its quote has grown too old to trade on, and not for its figures. */
function RowSide({ openLots, ...side }: RowSideProps) {
  const instrument = useDesk((desk) => side.select(desk)?.id ?? null);
  const isOld = useDesk((desk) => isQuoteStale(desk, side.select(desk)));
  const lots = instrument === null ? 0 : (openLots[instrument] ?? 0);
  return <SideCells {...side} instrument={instrument} isStale={isOld} lots={lots} />;
}

function isQuoteStale({ desk: { desk } }: Tables, cell: OptionCell | null): boolean {
  return cell !== null && isStale(desk, cell.at);
}
