import { useCallback } from 'react';
import { StrikeChart } from './strike-chart';
import { useChart } from './use-chart';

/** `formatValue` has to be the same function every time. */
export function useStrikeChart(formatValue: (value: number) => string) {
  return useChart(useCallback((element: HTMLElement) => new StrikeChart(element, formatValue), [formatValue]));
}
