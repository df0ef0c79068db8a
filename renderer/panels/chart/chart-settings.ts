import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { OverlayId } from './overlays';

interface ChartSettings {
  readonly overlays: readonly OverlayId[];
  readonly hasLevels: boolean;
  readonly hasTrades: boolean;
  readonly toggleOverlay: (id: OverlayId) => void;
  readonly toggleLevels: () => void;
  readonly toggleTrades: () => void;
}

/** What a person wants drawn over the candles; remembered between sessions. */
export const useChartSettings = create<ChartSettings>()(
  persist(
    (set) => ({
      overlays: ['ema9', 'ema21'],
      hasLevels: true,
      hasTrades: true,
      toggleOverlay: (id) =>
        set(({ overlays }) => ({
          overlays: overlays.includes(id) ? overlays.filter((each) => each !== id) : [...overlays, id],
        })),
      toggleLevels: () => set(({ hasLevels }) => ({ hasLevels: !hasLevels })),
      toggleTrades: () => set(({ hasTrades }) => ({ hasTrades: !hasTrades })),
    }),
    { name: 'kitedesk.chart', version: 1 },
  ),
);
