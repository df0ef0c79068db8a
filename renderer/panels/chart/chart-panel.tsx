import { useEffect, useState } from 'react';
import type { BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import { paise, type Paise } from '#shared/domain/units';
import type { CandleChart } from '../../charts/candle-chart';
import { useCandleChart } from '../../charts/use-candle-chart';
import { useDeskShallow, useDeskValue } from '../../store/desk';
import { useChartSelection } from '../../store/selection';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import styles from './chart-panel.module.css';
import { levelHandles, type LevelHandle } from './level-handles';
import { MoveLevelDialog } from './move-level-dialog';
import { useChartSettings } from './chart-settings';
import { ChartToolbar } from './chart-toolbar';
import { fillMarks, fillsOn } from './fill-marks';
import { gapOf } from './gaps';
import { Legend } from './legend';
import { OVERLAYS } from './overlays';
import { drawnLevels, drawnMarks, joinedMarks, legMarks, levelLines } from './price-marks';
import { useChartSeries, type SeriesState } from './use-chart-series';

/** Candles of the chosen instrument, with what was traded in it and what is watched. */
export function ChartPanel() {
  const { instrument } = useChartSelection();
  return instrument === null ? (
    <Panel label="Chart">
      <EmptyState title="Nothing to draw yet">The day's instruments have not arrived.</EmptyState>
    </Panel>
  ) : (
    <Chart instrument={instrument} />
  );
}

function Chart({ instrument }: { readonly instrument: InstrumentId }) {
  const { interval } = useChartSelection();
  const [chart, container] = useCandleChart();
  const state = useChartSeries(chart, instrument, interval);
  useOverlays(chart);
  usePriceMarks(chart, instrument, state);
  useFillMarks(chart, instrument, state);
  useGaps(chart, interval);
  const [moved, leaveMoved] = useDraggedLevel(chart, instrument);
  return (
    <div className={styles.chart}>
      <Panel label="Chart" toolbar={<ChartToolbar instrument={instrument} chart={chart} />}>
        <div className={styles.frame}>
          <div ref={container} className={styles.canvas} data-testid="candles" />
          {chart && state.kind === 'shown' && <Legend chart={chart} interval={interval} />}
          <Absence state={state} />
        </div>
        {moved && <MoveLevelDialog handle={moved.handle} price={moved.price} onClose={leaveMoved} />}
      </Panel>
    </div>
  );
}

interface MovedLevel {
  readonly handle: LevelHandle;
  readonly price: Paise;
}

/** A stop or target that was dragged and let go, until the person has said yes or no. */
function useDraggedLevel(chart: CandleChart | null, instrument: InstrumentId): [MovedLevel | null, () => void] {
  const [moved, setMoved] = useState<MovedLevel | null>(null);
  const handles = useDeskValue((desk) => levelHandles(Object.values(desk.trades), instrument));
  useEffect(() => {
    chart?.setHandles(handles, (id, price) => {
      const handle = handles.find((each) => each.id === id);
      if (handle) setMoved({ handle, price: paise(price) });
    });
  }, [chart, handles]);
  return [moved, () => setMoved(null)];
}

/** Says why there are no candles. */
function Absence({ state }: { readonly state: SeriesState }) {
  if (state.kind === 'shown' || state.kind === 'loading') return null;
  return (
    <div className={styles.absence}>
      {state.kind === 'empty' ? (
        <EmptyState title="No trades yet">The first bar appears with the first trade.</EmptyState>
      ) : (
        <EmptyState title="This series cannot be shown">{state.message}</EmptyState>
      )}
    </div>
  );
}

function useOverlays(chart: CandleChart | null): void {
  const chosen = useChartSettings((settings) => settings.overlays);
  useEffect(() => chart?.setOverlays(OVERLAYS.filter(({ id }) => chosen.includes(id))), [chart, chosen]);
}

function usePriceMarks(chart: CandleChart | null, instrument: InstrumentId, state: SeriesState): void {
  const hasLevels = useChartSettings((settings) => settings.hasLevels);
  const decided = useDeskValue((desk) => [
    ...drawnMarks(Object.values(desk.instances), instrument),
    ...legMarks(Object.values(desk.trades), instrument),
  ]);
  const watched = useDeskValue((desk) => drawnLevels(Object.values(desk.instances), instrument));
  useEffect(() => {
    const known = state.kind === 'shown' && hasLevels ? levelLines(state.levels, chart?.drawn() ?? []) : [];
    chart?.setLevels([...known, ...watched]);
  }, [chart, state, hasLevels, watched]);
  useEffect(() => chart?.setLines(joinedMarks(decided)), [chart, decided]);
}

/** Bars that were not built of ticks are paler. */
function useGaps(chart: CandleChart | null, interval: BarInterval): void {
  const gaps = useDeskValue(({ desk }) => desk.desk.gaps);
  useEffect(() => chart?.setPale((bar) => gapOf(gaps, bar, interval) !== null), [chart, gaps, interval]);
}

function useFillMarks(chart: CandleChart | null, instrument: InstrumentId, state: SeriesState): void {
  const hasTrades = useChartSettings((settings) => settings.hasTrades);
  const underlyings = useDeskValue((desk) => desk.desk.desk.underlyings.map(({ name, spot }) => ({ name, spot })));
  const fills = useDeskShallow((desk) => fillsOn(Object.values(desk.fills), instrument, underlyings));
  useEffect(() => {
    if (chart === null || state.kind !== 'shown') return;
    chart.setMarks(hasTrades ? fillMarks(fills, chart.drawn(), instrument, underlyings) : []);
  }, [chart, state, instrument, hasTrades, fills, underlyings]);
}
