import { useShallow } from 'zustand/react/shallow';
import type { BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import type { DeskView, UnderlyingView } from '#shared/ipc/views';
import { useDeskValue } from './desk';
import { CHART_GRIDS, useUi, type UiState } from './ui';

export interface ChainSelection {
  readonly underlying: UnderlyingView;
  readonly expiry: IstDate;
}

/** The chain to show: what was chosen if the day has it, else the first underlying's nearest expiry. Null before instruments came. */
export function chainSelection(
  view: Pick<DeskView, 'underlyings'>,
  ui: Pick<UiState, 'underlying' | 'expiry'>,
): ChainSelection | null {
  const underlying = view.underlyings.find(({ name }) => name === ui.underlying) ?? view.underlyings[0];
  if (!underlying) return null;
  const expiry = underlying.expiries.find((each) => each === ui.expiry) ?? underlying.expiries[0];
  return expiry === undefined ? null : { underlying, expiry };
}

export function useChainSelection(): ChainSelection | null {
  const underlying = useUi((ui) => ui.underlying);
  const expiry = useUi((ui) => ui.expiry);
  return useDeskValue((desk) => chainSelection(desk.desk.desk, { underlying, expiry }));
}

export interface ShownChart {
  /** Null before the day's instruments came. */
  readonly instrument: InstrumentId | null;
  readonly interval: BarInterval;
}

/**
 * The charts of the grid. One for which nothing was chosen yet shows the chosen underlying, the next ones the other
 * underlyings, then the futures and what is watched, so that a larger grid begins with something else in each place.
 */
export function shownCharts(
  view: Pick<DeskView, 'underlyings' | 'watchlist'>,
  ui: Pick<UiState, 'underlying' | 'expiry' | 'chartGrid' | 'charts'>,
): readonly ShownChart[] {
  const chosen = chainSelection(view, ui)?.underlying.name;
  const spots = view.underlyings
    .toSorted((a, b) => Number(b.name === chosen) - Number(a.name === chosen))
    .map(({ spot }) => spot);
  const futures = view.underlyings.flatMap(({ future }) => future ?? []);
  const defaults = [...spots, ...futures, ...view.watchlist];
  return ui.charts.slice(0, CHART_GRIDS[ui.chartGrid]).map(({ instrument, interval }, index) => ({
    instrument: instrument ?? defaults[index] ?? defaults[0] ?? null,
    interval,
  }));
}

export function useShownCharts(): readonly ShownChart[] {
  const ui = useUi(
    useShallow(({ underlying, expiry, chartGrid, charts }) => ({ underlying, expiry, chartGrid, charts })),
  );
  return useDeskValue((desk) => shownCharts(desk.desk.desk, ui));
}

/** Whether a chart was told to show an instrument, and is there. */
export function isCharted({ charts, chartGrid }: Pick<UiState, 'charts' | 'chartGrid'>, id: InstrumentId): boolean {
  return charts.slice(0, CHART_GRIDS[chartGrid]).some(({ instrument }) => instrument === id);
}
