import { useCallback, useState, useSyncExternalStore } from 'react';
import type { ChainKey, Tables } from '#shared/ipc/views';
import type { StrikeChart } from '../../charts/strike-chart';
import { useStrikeChart } from '../../charts/use-strike-chart';
import { useStrikePicture } from '../../charts/use-strike-picture';
import { formatDecimal, orDash } from '../../format/figures';
import { formatCompact, formatSignedCompact, formatStrike } from '../../format/money';
import { useDesk } from '../../store/desk';
import { useChainSelection, type ChainSelection } from '../../store/selection';
import { useChainWatch } from '../../store/chain-watch';
import styles from '../../ui/chart-frame.module.css';
import { ChainLabel } from '../../ui/chain-label';
import { EmptyState } from '../../ui/empty-state';
import { Figure, Panel, Spacer, Spare } from '../../ui/panel';
import { Tabs } from '../../ui/tabs';
import { oiPicture, type OiMeasure } from './oi-picture';

const REDRAW_MS = 500;

const NOTHING = { oi: 'No open interest yet', oiChange: 'No change in open interest yet' } as const;

/** Open interest by strike: where positions are, and where they were built today. */
export function OiPanel() {
  const selection = useChainSelection();
  return selection === null ? (
    <Panel label="Open interest by strike">
      <EmptyState title="No chain yet">The day's options have not arrived, or it has none.</EmptyState>
    </Panel>
  ) : (
    <OpenInterest selection={selection} />
  );
}

function OpenInterest({ selection }: { readonly selection: ChainSelection }) {
  const key = useChainWatch(selection.underlying.name, selection.expiry);
  const [measure, setMeasure] = useState<OiMeasure>('oi');
  const [chart, container] = useStrikeChart(formatCompact);
  const pictureOf = useCallback((desk: Tables) => oiPicture(desk, key, measure), [key, measure]);
  const isEmpty = useStrikePicture(chart, REDRAW_MS, pictureOf);
  return (
    <Panel
      label="Open interest by strike"
      toolbar={
        <>
          <ChainLabel selection={selection} />
          <Tabs
            label="Measure"
            value={measure}
            onChange={setMeasure}
            tabs={[
              { value: 'oi', label: 'OI' },
              { value: 'oiChange', label: 'Change' },
            ]}
          />
          <Spacer />
          <Spare>
            <ChainSums chain={key} />
          </Spare>
        </>
      }
    >
      <div className={styles.frame}>
        <div ref={container} className={styles.canvas} data-testid="oi-by-strike" />
        {chart && <Reading chart={chart} chain={key} measure={measure} />}
        {isEmpty && (
          <div className={styles.absence}>
            <EmptyState title={NOTHING[measure]}>
              The bars come with the first prices that tell it; a recording may have none.
            </EmptyState>
          </div>
        )}
      </div>
    </Panel>
  );
}

function ChainSums({ chain: key }: { readonly chain: ChainKey }) {
  const pcr = useDesk((desk) => desk.chains[key]?.pcrOi ?? null);
  const maxPain = useDesk((desk) => desk.chains[key]?.maxPain ?? null);
  return (
    <>
      <Figure label="PCR">{orDash(pcr, formatDecimal)}</Figure>
      <Figure label="Max pain">{orDash(maxPain, formatStrike)}</Figure>
    </>
  );
}

interface ReadingProps {
  readonly chart: StrikeChart;
  readonly chain: ChainKey;
  readonly measure: OiMeasure;
}

/** The strike under the crosshair, or the ATM strike, in figures. */
function Reading({ chart, chain, measure }: ReadingProps) {
  const hovered = useSyncExternalStore(chart.subscribe, chart.current);
  const atm = useDesk((desk) => desk.chains[chain]?.atmStrike ?? null);
  const strike = hovered ?? atm;
  const row = useDesk((desk) => (strike === null ? undefined : desk.strikes[`${chain}|${strike}`]));
  if (strike === null || !row) return null;
  const format = measure === 'oi' ? formatCompact : formatSignedCompact;
  return (
    <div className={styles.reading}>
      <strong>{formatStrike(strike)}</strong>
      <span className={styles.call}>Calls {orDash(row.ce?.[measure], format)}</span>
      <span className={styles.put}>Puts {orDash(row.pe?.[measure], format)}</span>
    </div>
  );
}
