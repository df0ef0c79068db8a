import { ChevronsRight, Maximize2 } from 'lucide-react';
import { BAR_INTERVALS } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { CandleChart } from '../../charts/candle-chart';
import { useDeskValue } from '../../store/desk';
import { useUi } from '../../store/ui';
import { IconButton } from '../../ui/button';
import { Spacer } from '../../ui/panel';
import { Select } from '../../ui/select';
import { Tabs } from '../../ui/tabs';
import { useChartSettings } from './chart-settings';
import { instrumentChoices } from './instrument-choices';
import { OVERLAYS } from './overlays';
import { ToggleButton } from './toggle-button';

interface ChartToolbarProps {
  readonly instrument: InstrumentId;
  readonly chart: CandleChart | null;
}

export function ChartToolbar({ instrument, chart }: ChartToolbarProps) {
  const choices = useDeskValue((desk) => instrumentChoices(desk, instrument));
  const { interval, selectInstrument, selectInterval } = useUi();
  const settings = useChartSettings();
  return (
    <>
      <Select aria-label="Instrument" value={instrument} options={choices} onChange={selectInstrument} />
      <Tabs
        label="Interval"
        value={interval}
        onChange={selectInterval}
        tabs={BAR_INTERVALS.map((value) => ({ value, label: value }))}
      />
      <Spacer />
      {OVERLAYS.map(({ id, label, colour }) => (
        <ToggleButton
          key={id}
          colour={colour}
          isOn={settings.overlays.includes(id)}
          onToggle={() => settings.toggleOverlay(id)}
        >
          {label}
        </ToggleButton>
      ))}
      <ToggleButton isOn={settings.hasLevels} onToggle={settings.toggleLevels}>
        Levels
      </ToggleButton>
      <ToggleButton isOn={settings.hasTrades} onToggle={settings.toggleTrades}>
        Trades
      </ToggleButton>
      <IconButton label="Fit the whole series" icon={<Maximize2 size={13} />} onPress={() => chart?.fit()} />
      <IconButton label="Go to the latest bar" icon={<ChevronsRight size={14} />} onPress={() => chart?.goToLatest()} />
    </>
  );
}
