import { formatPrice } from '../../format/money';
import { useDeskValue } from '../../store/desk';
import { Money } from '../../ui/figures';
import { GreekCells } from './greek-cells';
import { netGreeks, openLegs } from './held-greeks';
import styles from './positions.module.css';
import { ROOM } from './room';

/** The day as a whole: the same figures as in the top bar. */
export function TotalRow() {
  const pnl = useDeskValue(({ desk }) => desk.desk.pnl);
  return (
    <tfoot>
      <tr className={styles.total}>
        <th scope="row" className={styles.title}>
          Day
          <span className={styles.about}>
            charges {formatPrice(pnl.charges)} · net{' '}
            <Money paise={pnl.net} room={ROOM.result} className={styles.net} signed />
          </span>
        </th>
        <td className={styles.mtm}>
          <Money paise={pnl.mtm} room={ROOM.result} signed />
        </td>
        <td className={styles.realised}>
          <Money paise={pnl.realised} signed />
        </td>
        <GreekCells select={(desk) => netGreeks(desk, openLegs(Object.values(desk.trades)))} />
      </tr>
    </tfoot>
  );
}
