import { useCallback, useState } from 'react';
import { StrikeChart } from './strike-chart';

/** A strike chart that lives as long as its element. `formatValue` has to be the same function every time. */
export function useStrikeChart(
  formatValue: (value: number) => string,
): [StrikeChart | null, (element: HTMLElement | null) => (() => void) | undefined] {
  const [chart, setChart] = useState<StrikeChart | null>(null);
  const container = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return;
      const made = new StrikeChart(element, formatValue);
      setChart(made);
      return () => {
        setChart(null);
        made.dispose();
      };
    },
    [formatValue],
  );
  return [chart, container];
}
