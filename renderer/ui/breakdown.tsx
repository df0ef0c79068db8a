import type { GroupSum } from '#shared/domain/performance-report';
import { formatSigned } from '../format/money';
import styles from './breakdown.module.css';
import { classNames } from './class-names';
import { toneOf } from './figures';

/** Sums of trades that share something, each with a bar that shows it among the others. */
export function Breakdown({ title, groups }: { readonly title: string; readonly groups: readonly GroupSum[] }) {
  const most = Math.max(1, ...groups.map(({ net }) => Math.abs(net)));
  return (
    <table className={styles.breakdown}>
      <caption>{title}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">Won of trades</th>
          <th scope="col">Net</th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ label, trades, wins, net }) => (
          <tr key={label}>
            <th scope="row" title={label}>
              {label}
            </th>
            <td title={`${wins} of ${trades} trades made money`}>
              {wins}/{trades}
            </td>
            <td className={classNames(styles.amount, toneOf(net))}>
              <span
                aria-hidden="true"
                className={net < 0 ? styles.lossBar : styles.gainBar}
                style={{ width: `${Math.round((100 * Math.abs(net)) / most)}%` }}
              />
              <span>{formatSigned(net)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
