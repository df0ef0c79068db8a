import { useCallback, useState } from 'react';
import type { CandleChart } from '../../charts/candle-chart';
import { useShownCharts } from '../../store/selection';
import { useUi } from '../../store/ui';
import { classNames } from '../../ui/class-names';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { ChartCell } from './chart-cell';
import styles from './chart-panel.module.css';
import { ChartToolbar } from './chart-toolbar';

/** One chart, or a grid of them, each with an instrument and an interval of its own; the toolbar is the active one's. */
export function ChartPanel() {
  const shown = useShownCharts();
  const grid = useUi((ui) => ui.chartGrid);
  const active = useUi((ui) => ui.activeChart);
  const [charts, setCharts] = useState<Readonly<Record<number, CandleChart | null>>>({});
  const keep = useCallback(
    (index: number, chart: CandleChart | null) => setCharts((known) => ({ ...known, [index]: chart })),
    [],
  );
  const { instrument = null, interval = '1m' } = shown[active] ?? {};
  if (instrument === null)
    return (
      <Panel label="Chart">
        <EmptyState title="Nothing to draw yet">The day's instruments have not arrived.</EmptyState>
      </Panel>
    );
  return (
    <Panel
      label="Chart"
      toolbar={<ChartToolbar instrument={instrument} interval={interval} chart={charts[active] ?? null} />}
    >
      <div className={classNames(styles.grid, styles[grid])}>
        {shown.map((chart, index) =>
          chart.instrument === null ? null : (
            <ChartCell
              // A place in the grid is what a chart is: it stays when another instrument comes into it.
              key={index}
              index={index}
              instrument={chart.instrument}
              interval={chart.interval}
              isAlone={shown.length === 1}
              onChart={keep}
            />
          ),
        )}
      </div>
    </Panel>
  );
}
