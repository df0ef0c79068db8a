import { useMemo } from 'react';
import type { ResearchReport } from '#shared/domain/research-report';
import { MINUTE, istDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { formatDate, formatMinute } from '../../format/clock';
import { formatPercent } from '../../format/figures';
import { formatWholeMoney } from '../../format/money';
import { Breakdown } from '../../ui/breakdown';
import { EmptyState } from '../../ui/empty-state';
import { EquityChart } from '../../ui/equity-chart';
import { FigureList } from '../../ui/figure-list';
import styles from './lab.module.css';
import { reportFigures } from './report-figures';

interface ReportViewProps {
  readonly job: string;
  readonly report: ResearchReport;
  /** What the strategy said last, where it made no trade. */
  readonly lastWords: string;
}

/** The figures of a run, its equity, and what it earned when. */
export function ReportView({ job, report, lastWords }: ReportViewProps) {
  const points = useMemo(() => pointsOf(report), [report]);
  if (report.performance.metrics.trades === 0)
    return (
      <EmptyState title="The strategy made no trade">
        {lastWords === '' ? 'It gave no signal.' : `It said last: ${lastWords}`}
      </EmptyState>
    );
  return (
    <div className={styles.report}>
      <FigureList figures={reportFigures(report)} />
      <EquityChart subject={job} label="Equity and drawdown" points={points} formatAt={formatInstant} />
      <OtherOrders report={report} />
      <div className={styles.breakdowns}>
        <Breakdown title="By year" groups={report.byYear} />
        <Breakdown title="By month" groups={report.byMonth} />
        <Breakdown title="By weekday" groups={report.performance.byWeekday} />
        <Breakdown title="By hour of entry" groups={report.performance.byHour} />
        {report.byVix.length > 0 && <Breakdown title="By India VIX" groups={report.byVix} />}
      </div>
    </div>
  );
}

/** From nothing, a minute before the first trade closed. */
function pointsOf({ performance: { equity } }: ResearchReport) {
  const [first] = equity;
  const points = equity.map(({ at, equity: money }) => ({ at, money }));
  return first === undefined ? [] : [{ at: first.at - MINUTE, money: 0 }, ...points];
}

function formatInstant(at: EpochMs): string {
  return `${formatDate(istDate(at))} ${formatMinute(at)}`;
}

/** How much of the result was the order of the trades, and luck in which came. */
function OtherOrders({ report: { monteCarlo } }: { readonly report: ResearchReport }) {
  if (monteCarlo === null) return null;
  const { rounds, drawdown, net, lossProbability } = monteCarlo;
  const [low, high] = [Math.min(0, net.low), Math.max(0, net.high)];
  const place = (value: number) => `${(100 * (value - low)) / Math.max(1, high - low)}%`;
  return (
    <section className={styles.orders} aria-label="Monte Carlo">
      <p>
        {rounds} draws of these trades: the result lies between <strong>{formatWholeMoney(net.low)}</strong> and{' '}
        <strong>{formatWholeMoney(net.high)}</strong> in nine of ten, <span>{formatWholeMoney(net.middle)}</span> in the
        middle, and is a loss in {formatPercent(lossProbability, 1)}. In another order the same trades fall by{' '}
        <strong>{formatWholeMoney(drawdown.middle)}</strong> in half of {rounds}, by more than{' '}
        <span>{formatWholeMoney(drawdown.high)}</span> in one of twenty.
      </p>
      <div className={styles.band} aria-hidden="true">
        <span className={styles.range} style={{ left: place(net.low), right: `calc(100% - ${place(net.high)})` }} />
        <span className={styles.middle} style={{ left: place(net.middle) }} />
        <span className={styles.zero} style={{ left: place(0) }} />
      </div>
    </section>
  );
}
