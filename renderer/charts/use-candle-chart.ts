import { CandleChart } from './candle-chart';
import { useChart } from './use-chart';

const make = (element: HTMLElement) => new CandleChart(element);

export function useCandleChart() {
  return useChart(make);
}
