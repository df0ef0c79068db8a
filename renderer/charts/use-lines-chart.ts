import { useCallback, useState } from 'react';
import { LinesChart, type LinesWidth } from './lines-chart';

/** A line chart that lives as long as its element. */
export function useLinesChart(
  width: LinesWidth = 'growing',
): [LinesChart | null, (element: HTMLElement | null) => (() => void) | undefined] {
  const [chart, setChart] = useState<LinesChart | null>(null);
  const container = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return;
      const made = new LinesChart(element, width);
      setChart(made);
      return () => {
        setChart(null);
        made.dispose();
      };
    },
    [width],
  );
  return [chart, container];
}
