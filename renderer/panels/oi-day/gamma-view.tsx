import { useCallback } from 'react';
import type { ChainKey, Tables } from '#shared/ipc/views';
import { useStrikeChart } from '../../charts/use-strike-chart';
import { useStrikePicture } from '../../charts/use-strike-picture';
import { formatCompactMoney } from '../../format/money';
import chartStyles from '../../ui/chart-frame.module.css';
import { EmptyState } from '../../ui/empty-state';
import { gammaPicture } from './gamma-picture';
import styles from './oi-day-panel.module.css';

const REDRAW_MS = 1_000;

/** Gamma exposure by strike now, with the formula it is worked out by. */
export function GammaView({ chain }: { readonly chain: ChainKey }) {
  const [chart, container] = useStrikeChart(formatExposure);
  const pictureOf = useCallback((desk: Tables) => gammaPicture(desk, chain), [chain]);
  const isEmpty = useStrikePicture(chart, REDRAW_MS, pictureOf);
  return (
    <div className={styles.heat}>
      <div className={chartStyles.frame}>
        <div ref={container} className={chartStyles.canvas} data-testid="gamma-exposure" />
        {isEmpty && (
          <div className={chartStyles.absence}>
            <EmptyState title="No gamma exposure yet">
              It takes open interest and implied volatility at these strikes.
            </EmptyState>
          </div>
        )}
      </div>
      <p
        className={styles.caption}
        title="Γ · OI · S² · 1 %, calls counted positive and puts negative: the customary assumption that dealers are long the open calls and short the open puts (SqueezeMetrics, The Implied Order Book, 2017)"
      >
        To be hedged per 1% of the underlying: Γ · OI · S² · 1%, calls positive, puts negative (assumes dealers long
        calls, short puts)
      </p>
    </div>
  );
}

/** From rupees. */
function formatExposure(rupees: number): string {
  return formatCompactMoney(rupees * 100);
}
