import { create } from 'zustand';

interface StrategyRequest {
  /** The strategy whose settings are open; null while none are. */
  readonly instance: string | null;
  /** The one whose log is. */
  readonly log: string | null;
}

export const useStrategyRequest = create<StrategyRequest>()(() => ({ instance: null, log: null }));

export function openStrategySettings(instance: string): void {
  useStrategyRequest.setState({ instance });
}

export function closeStrategySettings(): void {
  useStrategyRequest.setState({ instance: null });
}

export function openStrategyLog(log: string): void {
  useStrategyRequest.setState({ log });
}

export function closeStrategyLog(): void {
  useStrategyRequest.setState({ log: null });
}
