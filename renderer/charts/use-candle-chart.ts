import { useCallback, useState } from 'react';
import { CandleChart } from './candle-chart';

/** A candle chart that lives as long as its element. */
export function useCandleChart(): [CandleChart | null, (element: HTMLElement | null) => (() => void) | undefined] {
  const [chart, setChart] = useState<CandleChart | null>(null);
  const container = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const made = new CandleChart(element);
    setChart(made);
    return () => {
      setChart(null);
      made.dispose();
    };
  }, []);
  return [chart, container];
}
