import { useCallback, useState } from 'react';

type Container = (element: HTMLElement | null) => (() => void) | undefined;

/** A chart that lives as long as its element, and the ref for that. `make` has to be the same function every time. */
export function useChart<Chart extends { dispose(): void }>(
  make: (element: HTMLElement) => Chart,
): [Chart | null, Container] {
  const [chart, setChart] = useState<Chart | null>(null);
  const container = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return;
      const made = make(element);
      setChart(made);
      return () => {
        setChart(null);
        made.dispose();
      };
    },
    [make],
  );
  return [chart, container];
}
