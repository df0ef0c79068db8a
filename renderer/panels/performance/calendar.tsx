import { useMemo } from 'react';
import type { DaySum } from '#shared/domain/performance-report';
import { formatDate, formatMonth } from '../../format/clock';
import { formatSignedCompact, formatSignedMoney } from '../../format/money';
import { showTradesOf } from '../../store/performance-view';
import { toneOf } from '../../ui/figures';
import { classNames } from '../../ui/class-names';
import { calendarMonths, type CalendarDay, type CalendarMonth } from './calendar-months';
import styles from './performance.module.css';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** Each day's result on the calendar; the more was made or lost, the deeper its colour. A click shows the day's trades. */
export function Calendar({ days }: { readonly days: readonly DaySum[] }) {
  const months = useMemo(() => calendarMonths(days), [days]);
  const most = Math.max(1, ...days.map(({ net }) => Math.abs(net)));
  return (
    <div className={styles.calendar}>
      {months.map((month) => (
        <Month key={month.month} month={month} most={most} />
      ))}
    </div>
  );
}

function Month({ month: { month, weeks }, most }: { readonly month: CalendarMonth; readonly most: number }) {
  return (
    <table className={styles.month}>
      <caption>{formatMonth(`${month}-01`)}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((name) => (
            <th key={name} scope="col" abbr={name}>
              {name.slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, row) => (
          // A week has no name of its own, and its place in the month never changes.
          <tr key={row}>
            {week.map((cell, column) => (
              <Day key={column} cell={cell} most={most} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ cell, most }: { readonly cell: CalendarDay | null; readonly most: number }) {
  if (cell === null) return <td aria-hidden="true" />;
  const { date, sum } = cell;
  if (sum === null) return <td className={styles.closedDay}>{Number(date.slice(8))}</td>;
  // By the root, so that one great day does not leave all others alike.
  const depth = sum.net === 0 ? 0 : 10 + 40 * Math.sqrt(Math.abs(sum.net) / most);
  const colour = sum.net < 0 ? 'var(--loss)' : 'var(--gain)';
  const about = `${formatDate(date)}: ${formatSignedMoney(sum.net)} in ${sum.trades} ${sum.trades === 1 ? 'trade' : 'trades'}`;
  return (
    <td className={styles.openDay}>
      <button
        type="button"
        disabled={sum.trades === 0}
        style={{ backgroundColor: `color-mix(in srgb, ${colour} ${Math.round(depth)}%, transparent)` }}
        title={about}
        aria-label={about}
        onClick={() => showTradesOf(date)}
      >
        <span>{Number(date.slice(8))}</span>
        <strong className={classNames(sum.trades > 0 && toneOf(sum.net))}>
          {sum.trades === 0 ? '·' : formatSignedCompact(sum.net / 100)}
        </strong>
      </button>
    </td>
  );
}
