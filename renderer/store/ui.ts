import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import type { Paise } from '#shared/domain/units';

/** 'system' follows the computer's own setting, also when that changes in the evening. */
export type Theme = 'dark' | 'light' | 'system';

export type AlertLevel = 'warning' | 'error';

/** Which notices are told to somebody who looks elsewhere, and how. */
export type Alerts = Readonly<Record<AlertLevel, { readonly isShown: boolean; readonly isHeard: boolean }>>;

/** What one chart of the grid shows. */
export interface ChartChoice {
  /** Null until chosen: see `shownCharts` for what is shown then. */
  readonly instrument: InstrumentId | null;
  readonly interval: BarInterval;
}

/** How many charts the chart panel shows: one, two beside each other, two rows of two. */
export const CHART_GRIDS = { one: 1, two: 2, four: 4 } as const;

export type ChartGrid = keyof typeof CHART_GRIDS;

/** What the window remembers about how one person looks at the desk. Nothing here changes the desk. */
export interface UiState {
  readonly theme: Theme;
  /** Base font size in pixels; everything scales with it. */
  readonly fontSize: number;
  /** Cells light up briefly when their number changes. */
  readonly isFlashing: boolean;
  readonly alerts: Alerts;
  /** Null until chosen: see useChainSelection for what is shown then. */
  readonly underlying: string | null;
  readonly expiry: IstDate | null;
  readonly chartGrid: ChartGrid;
  /** As many as the largest grid holds, also those that are not shown now. */
  readonly charts: readonly ChartChoice[];
  /** The chart that takes what is chosen elsewhere. */
  readonly activeChart: number;
  /** Whose combined premium is drawn; null follows the ATM strike. */
  readonly straddleStrike: Paise | null;
  readonly setTheme: (theme: Theme) => void;
  readonly setFontSize: (fontSize: number) => void;
  readonly setFlashing: (isFlashing: boolean) => void;
  readonly setAlerts: (alerts: Alerts) => void;
  readonly selectUnderlying: (underlying: string, spot: InstrumentId) => void;
  readonly selectExpiry: (expiry: IstDate) => void;
  readonly selectInstrument: (instrument: InstrumentId) => void;
  readonly selectStraddleStrike: (strike: Paise | null) => void;
  readonly selectInterval: (interval: BarInterval) => void;
  readonly selectChart: (index: number) => void;
  readonly setChartGrid: (grid: ChartGrid) => void;
  readonly setCharts: (grid: ChartGrid, charts: readonly ChartChoice[]) => void;
}

export const FONT_SIZES = [11, 12, 13, 14, 16] as const;

export const useUi = create<UiState>()(
  persist(
    (set) => ({
      theme: 'dark',
      fontSize: 12,
      isFlashing: true,
      alerts: { warning: { isShown: true, isHeard: false }, error: { isShown: true, isHeard: true } },
      underlying: null,
      expiry: null,
      chartGrid: 'one',
      // Where a day has one underlying only, the larger grid begins with longer bars of it.
      charts: (['1m', '1m', '5m', '15m'] as const).map((interval) => ({ instrument: null, interval })),
      activeChart: 0,
      straddleStrike: null,
      setTheme: (theme) => set({ theme }),
      setFontSize: (fontSize) => set({ fontSize }),
      setFlashing: (isFlashing) => set({ isFlashing }),
      setAlerts: (alerts) => set({ alerts }),
      selectUnderlying: (underlying, spot) =>
        set((ui) => ({
          underlying,
          expiry: null,
          straddleStrike: null,
          ...charting(ui, { instrument: spot }),
        })),
      selectExpiry: (expiry) => set({ expiry, straddleStrike: null }),
      selectInstrument: (instrument) => set((ui) => charting(ui, { instrument })),
      selectStraddleStrike: (straddleStrike) => set({ straddleStrike }),
      selectInterval: (interval) => set((ui) => charting(ui, { interval })),
      selectChart: (activeChart) => set({ activeChart }),
      setChartGrid: (chartGrid) =>
        // The active chart is one that is seen: what is chosen must not go to one that is not.
        set(({ activeChart }) => ({ chartGrid, activeChart: activeChart < CHART_GRIDS[chartGrid] ? activeChart : 0 })),
      setCharts: (chartGrid, charts) => set({ chartGrid, charts, activeChart: 0 }),
    }),
    { name: 'kitedesk.ui', version: 1 },
  ),
);

/** The charts, with another choice for the active one. */
function charting({ charts, activeChart }: UiState, change: Partial<ChartChoice>): Pick<UiState, 'charts'> {
  return { charts: charts.map((chart, index) => (index === activeChart ? { ...chart, ...change } : chart)) };
}
