import { useEffect, useState } from 'react';
import type { BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import { paise, type Paise } from '#shared/domain/units';
import type { CandleChart } from '../../charts/candle-chart';
import { CrosshairLink } from '../../charts/crosshair-link';
import { useCandleChart } from '../../charts/use-candle-chart';
import { useDeskShallow, useDeskValue } from '../../store/desk';
import { useInstrumentName } from '../../store/instrument-name';
import { useUi } from '../../store/ui';
import chartStyles from '../../ui/chart-frame.module.css';
import { classNames } from '../../ui/class-names';
import { EmptyState } from '../../ui/empty-state';
import styles from './chart-panel.module.css';
import { useChartSettings } from './chart-settings';
import { fillMarks, fillsOn } from './fill-marks';
import { gapOf } from './gaps';
import { Legend } from './legend';
import { levelHandles, type LevelHandle } from './level-handles';
import { MoveLevelDialog } from './move-level-dialog';
import { MoveOrderDialog } from './move-order-dialog';
import { orderHandles, orderMarks, type OrderHandle } from './order-handles';
import { OVERLAYS } from './overlays';
import { drawnLevels, drawnMarks, joinedMarks, legMarks, levelLines } from './price-marks';
import { useChartSeries, type SeriesState } from './use-chart-series';

/** The crosshairs of all charts of the desk, also of those in a window of their own. */
const CROSSHAIRS = new CrosshairLink();

export interface ChartCellProps {
  /** Its place in the grid. */
  readonly index: number;
  readonly instrument: InstrumentId;
  readonly interval: BarInterval;
  /** A chart that stands alone needs no name and is always the active one. */
  readonly isAlone: boolean;
  readonly onChart: (index: number, chart: CandleChart | null) => void;
}

/** Candles of one instrument, with what was traded in it and what is watched. */
export function ChartCell({ index, instrument, interval, isAlone, onChart }: ChartCellProps) {
  const [chart, container] = useCandleChart();
  const isActive = useUi((ui) => ui.activeChart === index);
  const selectChart = useUi((ui) => ui.selectChart);
  const state = useChartSeries(chart, instrument, interval);
  useOverlays(chart);
  usePriceMarks(chart, instrument, state);
  useFillMarks(chart, instrument, state);
  useGaps(chart, interval);
  useEffect(() => chart?.link(CROSSHAIRS), [chart]);
  useEffect(() => {
    onChart(index, chart);
    return () => onChart(index, null);
  }, [onChart, index, chart]);
  const [moved, leaveMoved] = useDraggedLine(chart, instrument);
  return (
    <div
      className={classNames(styles.cell, !isAlone && isActive && styles.active)}
      onPointerDownCapture={() => selectChart(index)}
    >
      {!isAlone && <CellName index={index} instrument={instrument} interval={interval} isActive={isActive} />}
      <div className={chartStyles.frame}>
        <div ref={container} className={chartStyles.canvas} data-testid="candles" />
        {chart && state.kind === 'shown' && <Legend chart={chart} interval={interval} />}
        <Absence state={state} />
      </div>
      {moved && <MoveLine {...moved} onClose={leaveMoved} />}
    </div>
  );
}

type CellNameProps = Pick<ChartCellProps, 'index' | 'instrument' | 'interval'> & { readonly isActive: boolean };

/** What a chart of several shows; pressed, what is chosen elsewhere goes to it. */
function CellName({ index, instrument, interval, isActive }: CellNameProps) {
  const name = useInstrumentName(instrument);
  const selectChart = useUi((ui) => ui.selectChart);
  return (
    <button
      type="button"
      className={styles.cellName}
      aria-pressed={isActive}
      title="What you choose in the toolbar, the chain or Find goes to the marked chart."
      onClick={() => selectChart(index)}
    >
      {name} <span className={styles.label}>{interval}</span>
    </button>
  );
}

interface MovedLine {
  readonly handle: LevelHandle | OrderHandle;
  readonly price: Paise;
}

/** Asks about the line that was moved. */
function MoveLine({ handle, ...rest }: MovedLine & { readonly onClose: () => void }) {
  return handle.kind === 'order' ? (
    <MoveOrderDialog handle={handle} {...rest} />
  ) : (
    <MoveLevelDialog handle={handle} {...rest} />
  );
}

/** A stop, target or resting order that was dragged and let go, until the person has said yes or no. */
function useDraggedLine(chart: CandleChart | null, instrument: InstrumentId): [MovedLine | null, () => void] {
  const [moved, setMoved] = useState<MovedLine | null>(null);
  const handles = useDeskValue((desk) => [
    ...levelHandles(Object.values(desk.trades), instrument),
    ...orderHandles(desk, instrument),
  ]);
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
    <div className={chartStyles.absence}>
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
    ...orderMarks(orderHandles(desk, instrument)),
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
