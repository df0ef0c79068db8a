import { useEffect } from 'react';
import type { Bar } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { ClosedTrade } from '#shared/domain/performance';
import { useCandleChart } from '../charts/use-candle-chart';
import chartStyles from './chart-frame.module.css';
import { EmptyState } from './empty-state';
import { executionMarks } from './execution-marks';
import styles from './trade-detail.module.css';

interface LegChartProps {
  readonly trade: ClosedTrade;
  readonly instrument: InstrumentId;
  /** Null while they are on their way. */
  readonly bars: readonly Bar[] | null;
  /** Why there are none, in words. */
  readonly problem: string | null;
}

const NO_BARS = 'There are no candles of it: brokers drop those of a contract that has expired.';

/** The day of one leg with its executions. */
export function LegChart({ trade, instrument, bars, problem }: LegChartProps) {
  const [chart, container] = useCandleChart();
  useEffect(() => {
    if (chart === null || bars === null) return;
    chart.show(bars);
    chart.setMarks(executionMarks(trade, instrument, bars));
    chart.fit();
  }, [chart, trade, instrument, bars]);
  return (
    <div className={styles.legChart} data-bars={bars?.length}>
      <div ref={container} className={chartStyles.canvas} />
      {(problem !== null || bars?.length === 0) && (
        <div className={chartStyles.absence}>
          <EmptyState title="The chart of that day cannot be shown">{problem ?? NO_BARS}</EmptyState>
        </div>
      )}
    </div>
  );
}
