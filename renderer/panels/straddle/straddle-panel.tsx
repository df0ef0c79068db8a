import { RotateCcw } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Paise } from '#shared/domain/units';
import { strikeKey, type ChainKey } from '#shared/ipc/views';
import type { LinesChart } from '../../charts/lines-chart';
import { useLinesChart } from '../../charts/use-lines-chart';
import { formatMinute } from '../../format/clock';
import { formatPrice, formatStrike } from '../../format/money';
import { useDesk, useDeskValue } from '../../store/desk';
import { useChainSelection, type ChainSelection } from '../../store/selection';
import { useUi } from '../../store/ui';
import { useChainWatch } from '../../store/chain-watch';
import { IconButton } from '../../ui/button';
import { ChainLabel } from '../../ui/chain-label';
import chartStyles from '../../ui/chart-frame.module.css';
import { EmptyState } from '../../ui/empty-state';
import { Change } from '../../ui/figures';
import { Panel, Spacer, Spare } from '../../ui/panel';
import { Select } from '../../ui/select';
import { absenceOf } from './absence';
import { premiumRange, type PremiumPoint } from './premium';
import { DISTANCES, strangleStrikes, type StrangleStrikes } from './strangle-strikes';
import styles from './straddle-panel.module.css';
import { usePremium } from './use-premium';

/** The combined premium of a straddle or strangle through the day, around the ATM strike or the one chosen in the chain. */
export function StraddlePanel() {
  const selection = useChainSelection();
  return selection === null ? (
    <Panel label="Straddle premium">
      <EmptyState title="No chain yet">The day's options have not arrived, or it has none.</EmptyState>
    </Panel>
  ) : (
    <Straddle selection={selection} />
  );
}

function Straddle({ selection }: { readonly selection: ChainSelection }) {
  const key = useChainWatch(selection.underlying.name, selection.expiry);
  const chosen = useUi((ui) => ui.straddleStrike);
  const atm = useDesk((desk) => desk.chains[key]?.atmStrike ?? null);
  const [distance, setDistance] = useState(0);
  const legs = useStrikes(key, chosen ?? atm, distance);
  const { call, put } = useOptions(key, legs);
  const premium = usePremium(call, put);
  const { points } = premium;
  const absence = absenceOf(legs, premium);
  const [chart, container] = useLinesChart();
  useDrawing(chart, points, legs);
  return (
    <Panel
      label="Straddle premium"
      toolbar={
        <Toolbar selection={selection} legs={legs} points={points} distance={distance} onDistance={setDistance} />
      }
    >
      <div className={chartStyles.frame}>
        <div ref={container} className={chartStyles.canvas} data-testid="straddle-premium" />
        {chart && <Reading chart={chart} points={points} />}
        {absence && (
          <div className={chartStyles.absence}>
            <EmptyState title={absence.title}>{absence.text}</EmptyState>
          </div>
        )}
      </div>
    </Panel>
  );
}

interface ToolbarProps {
  readonly selection: ChainSelection;
  readonly legs: StrangleStrikes;
  readonly points: readonly PremiumPoint[];
  /** Strikes from the middle to each side; 0 is a straddle. */
  readonly distance: number;
  readonly onDistance: (distance: number) => void;
}

function Toolbar({ selection, legs, points, distance, onDistance }: ToolbarProps) {
  const isChosen = useUi((ui) => ui.straddleStrike !== null);
  const selectStraddleStrike = useUi((ui) => ui.selectStraddleStrike);
  const range = premiumRange(points);
  return (
    <>
      <ChainLabel selection={selection} />
      <Select
        aria-label="Distance"
        title="Strikes from the middle to the call above and the put below"
        value={String(distance)}
        options={DISTANCES.map((steps) => ({
          value: String(steps),
          label: steps === 0 ? 'Straddle' : `Strangle ±${steps}`,
        }))}
        onChange={(steps) => onDistance(Number(steps))}
      />
      {legs !== null && legs !== 'out-of-sight' && <span>{strikesText(legs)}</span>}
      {isChosen && (
        <IconButton
          size="small"
          label="Follow ATM"
          icon={<RotateCcw size={11} />}
          onPress={() => selectStraddleStrike(null)}
        />
      )}
      <Spacer />
      {range && (
        <>
          <strong title="Premium now">{formatPrice(range.last)}</strong>
          <Spare>
            <Change fraction={range.last / range.first - 1} />
          </Spare>
        </>
      )}
    </>
  );
}

function strikesText({ call, put }: Exclude<StrangleStrikes, string | null>): string {
  return call === put ? formatStrike(call) : `${formatStrike(put)}–${formatStrike(call)}`;
}

function useStrikes(key: ChainKey, middle: Paise | null, distance: number): StrangleStrikes {
  return useDeskValue((desk) => strangleStrikes(desk.chains[key]?.strikes ?? [], middle, distance));
}

/** Ids of the two options; null until the chain has told. */
function useOptions(key: ChainKey, legs: StrangleStrikes) {
  const known = legs === 'out-of-sight' ? null : legs;
  const call = useDesk((desk) => (known && desk.strikes[strikeKey(key, known.call)]?.ce?.id) ?? null);
  const put = useDesk((desk) => (known && desk.strikes[strikeKey(key, known.put)]?.pe?.id) ?? null);
  return { call, put };
}

function useDrawing(chart: LinesChart | null, points: readonly PremiumPoint[], legs: StrangleStrikes): void {
  useEffect(() => {
    chart?.draw(JSON.stringify(legs), [
      { id: 'total', colour: 'line2', kind: 'area', points: points.map(({ at, total }) => ({ at, value: total })) },
      { id: 'call', colour: 'call', kind: 'line', points: points.map(({ at, call }) => ({ at, value: call })) },
      { id: 'put', colour: 'put', kind: 'line', points: points.map(({ at, put }) => ({ at, value: put })) },
    ]);
  }, [chart, points, legs]);
}

/** The minute under the crosshair, or the newest one, in figures. */
function Reading({ chart, points }: { readonly chart: LinesChart; readonly points: readonly PremiumPoint[] }) {
  const hoveredAt = useSyncExternalStore(chart.subscribe, chart.current);
  const point = points.find(({ at }) => at === hoveredAt) ?? points.at(-1);
  if (point === undefined) return null;
  const range = premiumRange(points);
  return (
    <div className={chartStyles.reading}>
      <strong>{formatMinute(point.at)}</strong>
      <span className={chartStyles.line2}>Sum {formatPrice(point.total)}</span>
      <span className={chartStyles.call}>CE {formatPrice(point.call)}</span>
      <span className={chartStyles.put}>PE {formatPrice(point.put)}</span>
      {range && (
        <span className={styles.range} title="Highest and lowest at a minute's end">
          High {formatPrice(range.high)} Low {formatPrice(range.low)}
        </span>
      )}
    </div>
  );
}
