import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { MINUTE } from '#shared/domain/time';
import type { ChainMinute } from '#shared/ipc/review';
import type { HeatMap } from '../../charts/heat-map';
import { useHeatMap } from '../../charts/use-heat-map';
import { formatMinute } from '../../format/clock';
import { orDash } from '../../format/figures';
import { formatCompact, formatSignedCompact, formatStrike } from '../../format/money';
import { useDeskView } from '../../store/desk';
import { useChainSelection, type ChainSelection } from '../../store/selection';
import { useAnswer } from '../../store/answer';
import { useChainWatch } from '../../store/chain-watch';
import chartStyles from '../../ui/chart-frame.module.css';
import { ChainLabel } from '../../ui/chain-label';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Select } from '../../ui/select';
import { Tabs } from '../../ui/tabs';
import { awaitedBy, type View } from './awaited';
import { GammaView } from './gamma-view';
import { MEASURES, oiGrid, type Kind, type Measure } from './oi-grid';
import styles from './oi-day-panel.module.css';
import { PathsView } from './paths-view';

const VIEWS = [
  { value: 'heat', label: 'Heat map' },
  { value: 'paths', label: 'PCR, max pain' },
  { value: 'gamma', label: 'Gamma' },
] as const satisfies readonly { readonly value: View; readonly label: string }[];

/** Where open interest was built and taken off through the day, and what dealers have to hedge now. */
export function OiDayPanel() {
  const selection = useChainSelection();
  return selection === null ? (
    <Panel label="OI through the day">
      <EmptyState title="No chain yet">The day's options have not arrived, or it has none.</EmptyState>
    </Panel>
  ) : (
    <OiDay selection={selection} />
  );
}

function OiDay({ selection }: { readonly selection: ChainSelection }) {
  const key = useChainWatch(selection.underlying.name, selection.expiry);
  const [view, setView] = useState<View>('heat');
  const [measure, setMeasure] = useState<Measure>('net');
  const [kind, setKind] = useState<Kind>('change');
  const minutes = useMinutes(selection);
  const awaited = awaitedBy(view, kind, minutes);
  return (
    <Panel
      label="OI through the day"
      toolbar={
        <>
          <ChainLabel selection={selection} />
          <Tabs label="View" value={view} onChange={setView} tabs={VIEWS} />
          {view === 'heat' && (
            <>
              <Select aria-label="Side" isQuiet value={measure} onChange={setMeasure} options={MEASURES} />
              <Select aria-label="What is shown" isQuiet value={kind} onChange={setKind} options={KINDS} />
            </>
          )}
        </>
      }
    >
      {view === 'gamma' ? (
        <GammaView chain={key} />
      ) : awaited !== null ? (
        <EmptyState title={awaited.title}>{awaited.text}</EmptyState>
      ) : view === 'heat' ? (
        <HeatView minutes={minutes} measure={measure} kind={kind} />
      ) : (
        <PathsView subject={key} minutes={minutes} />
      )}
    </Panel>
  );
}

const KINDS = [
  { value: 'change', label: 'Change since open' },
  { value: 'oi', label: 'Open interest' },
] as const;

const NOTHING: readonly ChainMinute[] = [];

function useMinutes({ underlying, expiry }: ChainSelection): readonly ChainMinute[] {
  const occasion = useDeskView(({ mode, at }) => `${mode} ${Math.floor(at / MINUTE)}`);
  const { reply } = useAnswer('review.chain', { underlying: underlying.name, expiry }, { on: occasion });
  return reply?.ok === true ? reply.value.minutes : NOTHING;
}

interface HeatViewProps {
  readonly minutes: readonly ChainMinute[];
  readonly measure: Measure;
  readonly kind: Kind;
}

function HeatView({ minutes, measure, kind }: HeatViewProps) {
  const [map, container] = useHeatMap();
  const picture = useMemo(() => oiGrid(minutes, measure, kind), [minutes, measure, kind]);
  useEffect(() => map?.draw(picture), [map, picture]);
  const from = minutes[0]?.at;
  return (
    <div className={styles.heat}>
      <div className={chartStyles.frame}>
        <div ref={container} className={chartStyles.canvas} data-testid="oi-heat-map" />
      </div>
      <p className={styles.caption}>
        {map && <Reading map={map} kind={kind} />}
        <span className={styles.spot}>Spot</span>
        <span className={styles.maxPain}>Max pain</span>
        {kind === 'change' && from !== undefined && <span>Changes since {formatMinute(from)}</span>}
      </p>
    </div>
  );
}

function Reading({ map, kind }: { readonly map: HeatMap; readonly kind: Kind }) {
  const reading = useSyncExternalStore(map.subscribe, map.current);
  if (reading === null) return <span className={styles.hint}>Point at a cell for its figures</span>;
  return (
    <strong>
      {formatMinute(reading.at)} · {formatStrike(reading.row)} ·{' '}
      {orDash(reading.value, kind === 'change' ? formatSignedCompact : formatCompact)}
    </strong>
  );
}
