import { create } from 'zustand';

interface StrategyRequest {
  /** The strategy whose settings are open; null while none are. */
  readonly instance: string | null;
}

export const useStrategyRequest = create<StrategyRequest>()(() => ({ instance: null }));

export function openStrategySettings(instance: string): void {
  useStrategyRequest.setState({ instance });
}

export function closeStrategySettings(): void {
  useStrategyRequest.setState({ instance: null });
}
