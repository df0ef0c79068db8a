import { useCallback } from 'react';
import { LinesChart, type LinesWidth } from './lines-chart';
import { useChart } from './use-chart';

export function useLinesChart(width: LinesWidth = 'growing') {
  return useChart(useCallback((element: HTMLElement) => new LinesChart(element, width), [width]));
}
