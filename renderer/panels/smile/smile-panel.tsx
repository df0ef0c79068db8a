import { useCallback, useSyncExternalStore } from 'react';
import type { ChainKey, Tables } from '#shared/ipc/views';
import type { StrikeChart } from '../../charts/strike-chart';
import { useStrikeChart } from '../../charts/use-strike-chart';
import { useStrikePicture } from '../../charts/use-strike-picture';
import { formatPercent, orDash } from '../../format/figures';
import { formatStrike } from '../../format/money';
import { useDesk } from '../../store/desk';
import { useChainSelection, type ChainSelection } from '../../store/selection';
import { useChainWatch } from '../../store/chain-watch';
import styles from '../../ui/chart-frame.module.css';
import { ChainLabel } from '../../ui/chain-label';
import { EmptyState } from '../../ui/empty-state';
import { Figure, Panel, Spacer } from '../../ui/panel';
import { smilePicture } from './smile-picture';

const REDRAW_MS = 500;

/** Implied volatility by strike. */
export function SmilePanel() {
  const selection = useChainSelection();
  return selection === null ? (
    <Panel label="Volatility smile">
      <EmptyState title="No chain yet">The day's options have not arrived, or it has none.</EmptyState>
    </Panel>
  ) : (
    <Smile selection={selection} />
  );
}

const percent = (fraction: number) => formatPercent(fraction, 1);

function Smile({ selection }: { readonly selection: ChainSelection }) {
  const key = useChainWatch(selection.underlying.name, selection.expiry);
  const atmIv = useDesk((desk) => desk.chains[key]?.atmIv ?? null);
  const [chart, container] = useStrikeChart(percent);
  const pictureOf = useCallback((desk: Tables) => smilePicture(desk, key), [key]);
  const isEmpty = useStrikePicture(chart, REDRAW_MS, pictureOf);
  return (
    <Panel
      label="Volatility smile"
      toolbar={
        <>
          <ChainLabel selection={selection} />
          <Spacer />
          <Figure label="ATM IV">{orDash(atmIv, percent)}</Figure>
        </>
      }
    >
      <div className={styles.frame}>
        <div ref={container} className={styles.canvas} data-testid="iv-smile" />
        {chart && <Reading chart={chart} chain={key} />}
        {isEmpty && (
          <div className={styles.absence}>
            <EmptyState title="No implied volatility yet">
              It takes prices of these options, and time until they expire.
            </EmptyState>
          </div>
        )}
      </div>
    </Panel>
  );
}

/** The strike under the crosshair, or the ATM strike, in figures. */
function Reading({ chart, chain }: { readonly chart: StrikeChart; readonly chain: ChainKey }) {
  const hovered = useSyncExternalStore(chart.subscribe, chart.current);
  const atm = useDesk((desk) => desk.chains[chain]?.atmStrike ?? null);
  const strike = hovered ?? atm;
  const row = useDesk((desk) => (strike === null ? undefined : desk.strikes[`${chain}|${strike}`]));
  if (strike === null || !row) return null;
  return (
    <div className={styles.reading}>
      <strong>{formatStrike(strike)}</strong>
      <span className={styles.call}>CE {orDash(row.ce?.iv, percent)}</span>
      <span className={styles.put}>PE {orDash(row.pe?.iv, percent)}</span>
    </div>
  );
}
