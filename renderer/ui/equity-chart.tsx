import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { EpochMs } from '#shared/domain/units';
import type { LinesChart, LinesWidth } from '../charts/lines-chart';
import { useLinesChart } from '../charts/use-lines-chart';
import { formatSignedMoney } from '../format/money';
import chartStyles from './chart-frame.module.css';
import { classNames } from './class-names';
import { toneOf } from './figures';
import { equityLines, equityReadings, type EquityReading, type MoneyPoint } from './equity-curve';
import styles from './equity-chart.module.css';

interface EquityChartProps {
  /** What is drawn: another subject is shown whole, the same keeps the person's zoom. */
  readonly subject: string;
  readonly label: string;
  readonly points: readonly MoneyPoint[];
  readonly formatAt: (at: EpochMs) => string;
  readonly width?: LinesWidth;
}

/** Money over time with its drawdown, and the figures under the crosshair. */
export function EquityChart({ subject, label, points, formatAt, width = 'whole' }: EquityChartProps) {
  const readings = useMemo(() => equityReadings(points), [points]);
  const [chart, container] = useLinesChart(width);
  useEffect(() => chart?.draw(subject, equityLines(readings)), [chart, subject, readings]);
  return (
    <figure className={classNames(chartStyles.frame, styles.curve)} aria-label={label}>
      <div ref={container} className={chartStyles.canvas} />
      {chart && <Reading chart={chart} readings={readings} formatAt={formatAt} />}
    </figure>
  );
}

interface ReadingProps {
  readonly chart: LinesChart;
  readonly readings: readonly EquityReading[];
  readonly formatAt: (at: EpochMs) => string;
}

function Reading({ chart, readings, formatAt }: ReadingProps) {
  const hoveredAt = useSyncExternalStore(chart.subscribe, chart.current);
  const reading = readings.find(({ at }) => at === hoveredAt) ?? readings.at(-1);
  if (reading === undefined) return null;
  return (
    <figcaption className={chartStyles.reading}>
      <strong>{formatAt(reading.at)}</strong>
      <span className={toneOf(reading.money)}>{formatSignedMoney(reading.money)}</span>
      <span>Drawdown {formatSignedMoney(reading.drawdown)}</span>
    </figcaption>
  );
}
