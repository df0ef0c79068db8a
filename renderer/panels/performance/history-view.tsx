import { useMemo } from 'react';
import type { PerformanceReply } from '#shared/ipc/review';
import { istDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { formatDay, formatMinute } from '../../format/clock';
import { formatDecimal, formatPercent, NO_VALUE, orDash } from '../../format/figures';
import { formatSignedCompact, formatSignedMoney, formatSignedWhole, formatWholeMoney } from '../../format/money';
import { Breakdown } from '../../ui/breakdown';
import { EmptyState } from '../../ui/empty-state';
import { FigureList, type FigureRow } from '../../ui/figure-list';
import { toneOf } from '../../ui/figures';
import { Calendar } from './calendar';
import { EquityChart } from '../../ui/equity-chart';
import type { MoneyPoint } from '../../ui/equity-curve';
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
      <FigureList figures={figureRows(report)} />
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
      text: `${orDash(averageWin, formatSignedWhole)} / ${orDash(averageLoss, formatSignedWhole)}`,
    },
    {
      label: 'Streaks',
      about: `Longest runs of trades won and lost; the last trades: ${run} in a row`,
      text: `${streaks.longestWin} won, ${streaks.longestLoss} lost`,
    },
    {
      label: 'Best / worst day',
      about: [bestDay, worstDay]
        .map((day) => (day === null ? NO_VALUE : `${formatDay(day.date)} ${formatSignedMoney(day.net)}`))
        .join(' / '),
      text: [bestDay, worstDay].map((day) => orDash(day?.net, (net) => formatSignedCompact(net / 100))).join(' / '),
    },
    { label: 'In the market', about: 'Share of session time with anything open', text: formatPercent(exposure, 1) },
  ];
}
