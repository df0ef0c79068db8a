import { create } from 'zustand';

export type PerformanceView = 'today' | 'history' | 'trades';

/** Which part of the performance is looked at; it stays while the panel is away. */
export const usePerformanceView = create<{ readonly view: PerformanceView }>()(() => ({ view: 'today' }));

export function showPerformance(view: PerformanceView): void {
  usePerformanceView.setState({ view });
}
