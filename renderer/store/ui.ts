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
  readonly instrument: InstrumentId | null;
  /** Whose combined premium is drawn; null follows the ATM strike. */
  readonly straddleStrike: Paise | null;
  readonly interval: BarInterval;
  /** A click in the chain or on a position also changes the chart. */
  readonly isLinked: boolean;
  readonly setTheme: (theme: Theme) => void;
  readonly setFontSize: (fontSize: number) => void;
  readonly setFlashing: (isFlashing: boolean) => void;
  readonly setAlerts: (alerts: Alerts) => void;
  readonly selectUnderlying: (underlying: string, spot: InstrumentId) => void;
  readonly selectExpiry: (expiry: IstDate) => void;
  readonly selectInstrument: (instrument: InstrumentId) => void;
  readonly selectStraddleStrike: (strike: Paise | null) => void;
  readonly selectInterval: (interval: BarInterval) => void;
  readonly setLinked: (isLinked: boolean) => void;
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
      instrument: null,
      straddleStrike: null,
      interval: '1m',
      isLinked: true,
      setTheme: (theme) => set({ theme }),
      setFontSize: (fontSize) => set({ fontSize }),
      setFlashing: (isFlashing) => set({ isFlashing }),
      setAlerts: (alerts) => set({ alerts }),
      selectUnderlying: (underlying, spot) =>
        set(({ isLinked }) => ({
          underlying,
          expiry: null,
          straddleStrike: null,
          ...(isLinked ? { instrument: spot } : {}),
        })),
      selectExpiry: (expiry) => set({ expiry, straddleStrike: null }),
      selectInstrument: (instrument) => set({ instrument }),
      selectStraddleStrike: (straddleStrike) => set({ straddleStrike }),
      selectInterval: (interval) => set({ interval }),
      setLinked: (isLinked) => set({ isLinked }),
    }),
    { name: 'kitedesk.ui', version: 1 },
  ),
);
