import { formatPrice } from '../../format/money';
import { LiveResult, LiveText } from '../../ui/live';
import { GreekCells } from './greek-cells';
import { netGreeks, openLegs } from './held-greeks';
import styles from './positions.module.css';
import { ROOM } from './room';

/** The day as a whole: the same figures as in the top bar. */
export function TotalRow() {
  return (
    <tfoot>
      <tr className={styles.total}>
        <th scope="row" className={styles.title}>
          Day
          <span className={styles.about}>
            charges <LiveText select={({ desk }) => desk.desk.pnl.charges} text={formatPrice} /> · net{' '}
            <LiveResult select={({ desk }) => desk.desk.pnl.net} room={ROOM.result} className={styles.net} />
          </span>
        </th>
        <td className={styles.mtm}>
          <LiveResult select={({ desk }) => desk.desk.pnl.mtm} room={ROOM.result} />
        </td>
        <td className={styles.realised}>
          <LiveResult select={({ desk }) => desk.desk.pnl.realised} />
        </td>
        <GreekCells select={(desk) => netGreeks(desk, openLegs(Object.values(desk.trades)))} />
      </tr>
    </tfoot>
  );
}
