import { useEffect } from 'react';
import { useDesk, useDeskView } from '../store/desk';
import { afterPaint } from '../store/after-paint';

/**
 * Marks <html> once a live price is on the screen: `data-mode`, and `data-first-price-at` in epoch milliseconds.
 * Tests and the start-up benchmark wait for it.
 */
export function useFirstPriceMark(): void {
  const mode = useDeskView((desk) => desk.mode);
  const hasPrice = useDesk(
    ({ desk, quotes }) => desk.desk.lastTickAt > 0 && desk.desk.indices.some((id) => (quotes[id]?.ltp ?? 0) > 0),
  );

  useEffect(() => {
    document.documentElement.dataset['mode'] = mode;
  }, [mode]);

  useEffect(() => {
    const { dataset } = document.documentElement;
    if (!hasPrice || dataset['firstPriceAt'] !== undefined) return;
    afterPaint(() => {
      dataset['firstPriceAt'] ??= String(performance.timeOrigin + performance.now());
    });
  }, [hasPrice]);
}
