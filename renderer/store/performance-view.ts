import { create } from 'zustand';
import type { IstDate } from '#shared/domain/time';

export type PerformanceView = 'today' | 'history' | 'trades';

/** Which part of the performance is looked at, and of which day the trades are, null for all; it stays while the panel is away. */
export const usePerformanceView = create<{ readonly view: PerformanceView; readonly day: IstDate | null }>()(() => ({
  view: 'today',
  day: null,
}));

/** The trades of one day, or of all. */
export function showTradesOf(day: IstDate | null): void {
  usePerformanceView.setState({ view: 'trades', day });
}

export function showPerformance(view: PerformanceView): void {
  usePerformanceView.setState({ view });
}
