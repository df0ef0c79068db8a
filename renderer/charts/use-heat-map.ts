import { useCallback, useState } from 'react';
import { HeatMap } from './heat-map';

/** A heat map that lives as long as its element. */
export function useHeatMap(): [HeatMap | null, (element: HTMLElement | null) => (() => void) | undefined] {
  const [map, setMap] = useState<HeatMap | null>(null);
  const container = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const made = new HeatMap(element);
    setMap(made);
    return () => {
      setMap(null);
      made.dispose();
    };
  }, []);
  return [map, container];
}
