import { useMemo } from 'react';
import type { GroupSum } from '#shared/domain/performance-report';
import type { PerformanceReply } from '#shared/ipc/review';
import { istDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { formatDay, formatMinute } from '../../format/clock';
import { formatDecimal, formatPercent, NO_VALUE, orDash } from '../../format/figures';
import { formatSigned, formatSignedMoney, formatWholeMoney } from '../../format/money';
import { classNames } from '../../ui/class-names';
import { EmptyState } from '../../ui/empty-state';
import { toneOf } from '../../ui/figures';
import { Calendar } from './calendar';
import { EquityChart } from './equity-chart';
import type { MoneyPoint } from './equity-curve';
import styles from './performance.module.css';

/** All days together: the figures, the equity, the calendar, and where the money came from. */
export function HistoryView({ report }: { readonly report: PerformanceReply }) {
  const points = useMemo(() => equityPoints(report), [report]);
  if (report.metrics.trades === 0)
    return (
      <EmptyState title="No trade has been closed yet">
        Start a strategy or trade by hand. What came of it appears here the moment it is over.
      </EmptyState>
    );
  return (
    <div className={styles.history}>
      <Figures report={report} />
      <EquityChart subject="history" label="Equity and drawdown" points={points} formatAt={formatInstant} />
      <div className={styles.breakdowns}>
        <section aria-label="Result by day">
          <Calendar days={report.days} />
        </section>
        <Breakdown title="By strategy" groups={report.byStrategy} />
        <Breakdown title="By weekday" groups={report.byWeekday} />
        <Breakdown title="By hour of entry" groups={report.byHour} />
      </div>
      {report.faults.length > 0 && <p className={styles.faults}>{report.faults.join(' · ')}</p>}
    </div>
  );
}

/** From nothing, when the first trade was opened. */
function equityPoints({ equity, trades }: PerformanceReply): readonly MoneyPoint[] {
  const first = trades.at(-1);
  const points = equity.map(({ at, equity: money }) => ({ at, money }));
  return first === undefined ? points : [{ at: first.openedAt, money: 0 }, ...points];
}

function formatInstant(at: EpochMs): string {
  return `${formatDay(istDate(at))} ${formatMinute(at)}`;
}

interface FigureRow {
  readonly label: string;
  readonly about: string;
  readonly text: string;
  readonly tone?: string | undefined;
}

function Figures({ report }: { readonly report: PerformanceReply }) {
  return (
    <dl className={styles.figures}>
      {figureRows(report).map(({ label, about, text, tone }) => (
        <div key={label} title={about}>
          <dt>{label}</dt>
          <dd className={tone}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function figureRows(report: PerformanceReply): readonly FigureRow[] {
  const { metrics, streaks, averageWin, averageLoss, bestDay, worstDay } = report;
  const { net, charges, trades, wins, winRate, expectancy, profitFactor, maxDrawdown, sharpe, exposure } = metrics;
  const run = streaks.current < 0 ? `${-streaks.current} lost` : `${streaks.current} won`;
  return [
    { label: 'Net', about: 'All closed trades, after charges', text: formatSignedMoney(net), tone: toneOf(net) },
    { label: 'Charges', about: 'Brokerage, taxes and fees of the closed trades', text: formatWholeMoney(charges) },
    { label: 'Trades', about: 'Closed trades, and how many made money', text: `${trades}, ${wins} won` },
    { label: 'Win rate', about: 'Share of trades that made money after charges', text: orDash(winRate, formatPercent) },
    {
      label: 'Expectancy',
      about: 'Mean net result of a trade',
      text: orDash(expectancy, formatSignedMoney),
      tone: toneOf(expectancy ?? 0),
    },
    {
      label: 'Profit factor',
      about: 'Gains of the winners over losses of the others',
      text: orDash(profitFactor, formatDecimal),
    },
    {
      label: 'Max drawdown',
      about: 'Deepest fall of the equity below its highest point so far, at the ends of trades',
      text: formatSignedMoney(-maxDrawdown),
    },
    {
      label: 'Sharpe',
      about:
        "Mean of the days' net results over their standard deviation, times √252; every day the desk was open counts",
      text: orDash(sharpe, formatDecimal),
    },
    {
      label: 'Average win / loss',
      about: 'Mean net result of the trades that made money, and of the others',
      text: `${orDash(averageWin, formatSigned)} / ${orDash(averageLoss, formatSigned)}`,
    },
    {
      label: 'Streaks',
      about: `Longest runs of trades won and lost; the last trades: ${run} in a row`,
      text: `${streaks.longestWin} won, ${streaks.longestLoss} lost`,
    },
    {
      label: 'Best / worst day',
      about: [bestDay, worstDay].map((day) => (day === null ? NO_VALUE : formatDay(day.date))).join(' / '),
      text: `${orDash(bestDay?.net, formatSigned)} / ${orDash(worstDay?.net, formatSigned)}`,
    },
    { label: 'In the market', about: 'Share of session time with anything open', text: formatPercent(exposure, 1) },
  ];
}

function Breakdown({ title, groups }: { readonly title: string; readonly groups: readonly GroupSum[] }) {
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
