import { ChevronsRight, Columns2, Grid2x2, Layers, Maximize2, Search, Square, type LucideIcon } from 'lucide-react';
import type { BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { CandleChart } from '../../charts/candle-chart';
import type { ChartColour } from '../../charts/chart-theme';
import { useDeskValue } from '../../store/desk';
import { openFinder } from '../../store/finder';
import { useUi, type ChartGrid } from '../../store/ui';
import { IconButton } from '../../ui/button';
import { CheckMenu, type CheckItem } from '../../ui/check-menu';
import { Spacer } from '../../ui/panel';
import { Select } from '../../ui/select';
import { Tabs } from '../../ui/tabs';
import styles from './chart-panel.module.css';
import { useChartSettings } from './chart-settings';
import { instrumentChoices } from './instrument-choices';
import { OVERLAYS } from './overlays';
import { ToggleButton } from './toggle-button';

interface ChartToolbarProps {
  readonly instrument: InstrumentId;
  readonly interval: BarInterval;
  readonly chart: CandleChart | null;
}

export function ChartToolbar({ instrument, interval, chart }: ChartToolbarProps) {
  const choices = useDeskValue((desk) => instrumentChoices(desk, instrument));
  const selectInstrument = useUi((ui) => ui.selectInstrument);
  return (
    <>
      <Select
        aria-label="Instrument"
        className={styles.instrument}
        value={instrument}
        options={choices}
        onChange={selectInstrument}
      />
      <IconButton label="Find an instrument" shortcut="Mod+P" icon={<Search size={13} />} onPress={openFinder} />
      <IntervalPicker interval={interval} />
      <Spacer />
      <span className={styles.icons}>
        <Shown />
        <IconButton label="Fit the whole series" icon={<Maximize2 size={13} />} onPress={() => chart?.fit()} />
        <IconButton
          label="Go to the latest bar"
          icon={<ChevronsRight size={14} />}
          onPress={() => chart?.goToLatest()}
        />
      </span>
    </>
  );
}

/** The intervals that people switch between all day have a button each. */
const NEAR: readonly BarInterval[] = ['1m', '3m', '5m', '15m'];
const FAR: readonly BarInterval[] = ['10m', '30m', '60m', '1d'];

function IntervalPicker({ interval }: Pick<ChartToolbarProps, 'interval'>) {
  const selectInterval = useUi((ui) => ui.selectInterval);
  const isFar = FAR.includes(interval);
  return (
    <>
      <Tabs
        label="Interval"
        value={interval}
        onChange={selectInterval}
        tabs={NEAR.map((value) => ({ value, label: value }))}
      />
      <Select
        aria-label="Other interval"
        isQuiet
        value={isFar ? interval : ''}
        options={[
          ...(isFar ? [] : [{ value: '' as const, label: 'More' }]),
          ...FAR.map((value) => ({ value, label: value })),
        ]}
        onChange={(value) => value !== '' && selectInterval(value)}
      />
    </>
  );
}

const GRIDS: readonly { readonly grid: ChartGrid; readonly label: string; readonly icon: LucideIcon }[] = [
  { grid: 'one', label: 'One chart', icon: Square },
  { grid: 'two', label: 'Two charts', icon: Columns2 },
  { grid: 'four', label: 'Four charts', icon: Grid2x2 },
];

/** What is drawn besides candles, and how many charts there are: as buttons where there is room, as a menu where there is not. */
function Shown() {
  const settings = useChartSettings();
  const grid = useUi((ui) => ui.chartGrid);
  const setChartGrid = useUi((ui) => ui.setChartGrid);
  const grids = GRIDS.map((each) => ({
    ...each,
    isChecked: each.grid === grid,
    onToggle: () => setChartGrid(each.grid),
  }));
  const items: readonly (CheckItem & { readonly colour?: ChartColour })[] = [
    ...OVERLAYS.map(({ id, label, colour }) => ({
      label,
      colour,
      isChecked: settings.overlays.includes(id),
      onToggle: () => settings.toggleOverlay(id),
    })),
    { label: 'Levels', isChecked: settings.hasLevels, onToggle: settings.toggleLevels },
    { label: 'Trades', isChecked: settings.hasTrades, onToggle: settings.toggleTrades },
  ];
  return (
    <>
      <span className={styles.asButtons}>
        {items.map((item) => (
          <ToggleButton key={item.label} item={item} />
        ))}
        {grids.map(({ label, icon: Icon, isChecked, onToggle }) => (
          <IconButton key={label} label={label} aria-pressed={isChecked} icon={<Icon size={13} />} onPress={onToggle} />
        ))}
      </span>
      <span className={styles.asMenu}>
        <CheckMenu label="Charts and what they show" icon={<Layers size={13} />} groups={[items, grids]} />
      </span>
    </>
  );
}
