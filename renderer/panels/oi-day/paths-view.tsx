import { useEffect, useSyncExternalStore } from 'react';
import type { ChainMinute } from '#shared/ipc/review';
import type { LinesChart, TimeLine } from '../../charts/lines-chart';
import { useLinesChart } from '../../charts/use-lines-chart';
import { formatMinute } from '../../format/clock';
import { formatDecimal, orDash } from '../../format/figures';
import { formatPrice, formatStrike } from '../../format/money';
import chartStyles from '../../ui/chart-frame.module.css';
import styles from './oi-day-panel.module.css';

interface PathsViewProps {
  readonly subject: string;
  readonly minutes: readonly ChainMinute[];
}

/** The spot with max pain through the day, and the put-call ratio of open interest below. */
export function PathsView({ subject, minutes }: PathsViewProps) {
  const [chart, container] = useLinesChart();
  useEffect(() => chart?.draw(subject, pathLines(minutes)), [chart, subject, minutes]);
  return (
    <div className={chartStyles.frame}>
      <div ref={container} className={chartStyles.canvas} data-testid="oi-paths" />
      {chart && <Reading chart={chart} minutes={minutes} />}
    </div>
  );
}

/** The chart's labels turn paise into rupees; a ratio times a hundred is read as itself. */
const RATIO_SCALE = 100;

function pathLines(minutes: readonly ChainMinute[]): readonly TimeLine[] {
  const points = (valueOf: (minute: ChainMinute) => number | null) =>
    minutes.flatMap((minute) => {
      const value = valueOf(minute);
      return value === null ? [] : [{ at: minute.at, value }];
    });
  return [
    { id: 'spot', colour: 'accent', kind: 'line', points: points(({ spot }) => spot) },
    { id: 'maxPain', colour: 'atm', kind: 'line', points: points(({ maxPain }) => maxPain) },
    {
      id: 'pcr',
      colour: 'put',
      kind: 'line',
      isBelow: true,
      points: points(({ pcr }) => (pcr === null ? null : pcr * RATIO_SCALE)),
    },
  ];
}

function Reading({ chart, minutes }: { readonly chart: LinesChart; readonly minutes: readonly ChainMinute[] }) {
  const hoveredAt = useSyncExternalStore(chart.subscribe, chart.current);
  const minute = minutes.find(({ at }) => at === hoveredAt) ?? minutes.at(-1);
  if (minute === undefined) return null;
  return (
    <div className={chartStyles.reading}>
      <strong>{formatMinute(minute.at)}</strong>
      <span className={styles.spot}>Spot {orDash(minute.spot, formatPrice)}</span>
      <span className={styles.maxPain}>Max pain {orDash(minute.maxPain, formatStrike)}</span>
      <span className={chartStyles.put}>PCR {orDash(minute.pcr, formatDecimal)}</span>
    </div>
  );
}
