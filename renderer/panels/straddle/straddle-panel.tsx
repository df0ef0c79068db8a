import { RotateCcw } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import type { Paise } from '#shared/domain/units';
import { strikeKey, type ChainKey } from '#shared/ipc/views';
import type { LinesChart } from '../../charts/lines-chart';
import { useLinesChart } from '../../charts/use-lines-chart';
import { formatMinute } from '../../format/clock';
import { formatPrice, formatStrike } from '../../format/money';
import { useDesk } from '../../store/desk';
import { useChainSelection, type ChainSelection } from '../../store/selection';
import { useUi } from '../../store/ui';
import { useChainWatch } from '../../store/watches';
import { Button } from '../../ui/button';
import { ChainLabel } from '../../ui/chain-label';
import { EmptyState } from '../../ui/empty-state';
import { Change } from '../../ui/figures';
import { Figure, Panel, Spacer } from '../../ui/panel';
import { premiumRange, type PremiumPoint } from './premium';
import styles from './straddle-panel.module.css';
import { usePremium } from './use-premium';

/** The combined premium of a straddle through the day: the ATM strike's, or the one chosen in the chain. */
export function StraddlePanel() {
  const selection = useChainSelection();
  return selection === null ? (
    <Panel label="Straddle premium">
      <EmptyState title="No chain yet">The day's instruments have not arrived.</EmptyState>
    </Panel>
  ) : (
    <Straddle selection={selection} />
  );
}

function Straddle({ selection }: { readonly selection: ChainSelection }) {
  const key = useChainWatch(selection.underlying.name, selection.expiry);
  const chosen = useUi((ui) => ui.straddleStrike);
  const atm = useDesk((desk) => desk.chains[key]?.atmStrike ?? null);
  const strike = chosen ?? atm;
  const { call, put } = useOptions(key, strike);
  const { points, problem } = usePremium(call, put);
  const [chart, container] = useLinesChart();
  useDrawing(chart, points, strike);
  return (
    <Panel label="Straddle premium" toolbar={<Toolbar selection={selection} strike={strike} points={points} />}>
      <div className={styles.frame}>
        <div ref={container} className={styles.canvas} data-testid="straddle-premium" />
        {chart && <Reading chart={chart} points={points} />}
        {problem !== null && (
          <div className={styles.absence}>
            <EmptyState title="The premium cannot be shown">{problem}</EmptyState>
          </div>
        )}
      </div>
    </Panel>
  );
}

interface ToolbarProps {
  readonly selection: ChainSelection;
  readonly strike: Paise | null;
  readonly points: readonly PremiumPoint[];
}

function Toolbar({ selection, strike, points }: ToolbarProps) {
  const isChosen = useUi((ui) => ui.straddleStrike !== null);
  const selectStraddleStrike = useUi((ui) => ui.selectStraddleStrike);
  const range = premiumRange(points);
  return (
    <>
      <ChainLabel selection={selection} />
      {strike !== null && <span>{formatStrike(strike)}</span>}
      {isChosen && (
        <Button size="small" tone="ghost" icon={<RotateCcw size={11} />} onPress={() => selectStraddleStrike(null)}>
          Follow ATM
        </Button>
      )}
      <Spacer />
      {range && (
        <>
          <Figure label="Premium">{formatPrice(range.last)}</Figure>
          <Change fraction={range.last / range.first - 1} />
        </>
      )}
    </>
  );
}

/** Ids of the strike's two options; null until the chain has told. */
function useOptions(key: ChainKey, strike: Paise | null) {
  const rowKey = strike === null ? '' : strikeKey(key, strike);
  const call = useDesk((desk) => desk.strikes[rowKey]?.ce?.id ?? null);
  const put = useDesk((desk) => desk.strikes[rowKey]?.pe?.id ?? null);
  return { call, put };
}

function useDrawing(chart: LinesChart | null, points: readonly PremiumPoint[], strike: Paise | null): void {
  useEffect(() => {
    chart?.draw(`${strike}`, [
      { id: 'total', colour: 'line2', kind: 'area', points: points.map(({ at, total }) => ({ at, value: total })) },
      { id: 'call', colour: 'call', kind: 'line', points: points.map(({ at, call }) => ({ at, value: call })) },
      { id: 'put', colour: 'put', kind: 'line', points: points.map(({ at, put }) => ({ at, value: put })) },
    ]);
  }, [chart, points, strike]);
}

/** The minute under the crosshair, or the newest one, in figures. */
function Reading({ chart, points }: { readonly chart: LinesChart; readonly points: readonly PremiumPoint[] }) {
  const hoveredAt = useSyncExternalStore(chart.subscribe, chart.current);
  const point = points.find(({ at }) => at === hoveredAt) ?? points.at(-1);
  if (point === undefined) return null;
  const range = premiumRange(points);
  return (
    <div className={styles.reading}>
      <strong>{formatMinute(point.at)}</strong>
      <span className={styles.total}>Together {formatPrice(point.total)}</span>
      <span className={styles.call}>CE {formatPrice(point.call)}</span>
      <span className={styles.put}>PE {formatPrice(point.put)}</span>
      {range && (
        <span className={styles.range} title="Highest and lowest at a minute's end">
          High {formatPrice(range.high)} Low {formatPrice(range.low)}
        </span>
      )}
    </div>
  );
}
