import { useMemo } from 'react';
import { latencyOf, percentile, STAGES, type Stage } from '#shared/domain/latency';
import { formatAge } from '../../format/clock';
import { orDash } from '../../format/figures';
import { formatSpeed } from '../../format/playback';
import { useDeskShallow, useDeskView } from '../../store/desk';
import { EmptyState } from '../../ui/empty-state';
import { Figure, Panel } from '../../ui/panel';
import styles from './latency-panel.module.css';

const NAMES: Readonly<Record<Stage, readonly [name: string, about: string]>> = {
  risk: [
    'Signal → risk gate',
    'From the tick or click that asked for it to the approved order. An entry asks the broker for its margin on the way, which is counted here',
  ],
  sent: ['Risk gate → sent', 'Written to the journal and handed to the wire'],
  accepted: ['Sent → accepted', 'Until the broker gave it an id'],
  filled: ['Accepted → filled', 'Until the last of it was filled'],
  total: ['Signal → filled', 'All of it together'],
};

const SHARES = [
  ['p50', 0.5],
  ['p99', 0.99],
  ['Worst', 1],
] as const;

/** How long the day's orders took, stage by stage. */
export function LatencyPanel() {
  const orders = useDeskShallow((desk) => Object.values(desk.orders));
  const speed = useDeskView(({ playback }) => playback?.speed ?? 1);
  const latencies = useMemo(() => orders.map(latencyOf), [orders]);
  if (orders.length === 0)
    return (
      <Panel label="Latency">
        <EmptyState title="No orders yet">How long each stage of an order takes is measured here.</EmptyState>
      </Panel>
    );
  const toolbar = (
    <>
      <Figure label="Orders today">{orders.length}</Figure>
      {speed > 1 && <span className={styles.note}>On the desk's clock, which runs at {formatSpeed(speed)} now</span>}
    </>
  );
  return (
    <Panel label="Latency" toolbar={toolbar}>
      <table className={styles.table} aria-label="Latency of the day's orders">
        <thead>
          <tr>
            <th scope="col">Stage</th>
            {SHARES.map(([name]) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {STAGES.map((stage) => (
            <StageRow key={stage} stage={stage} took={latencies.flatMap((latency) => latency[stage] ?? [])} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function StageRow({ stage, took }: { readonly stage: Stage; readonly took: readonly number[] }) {
  const [name, about] = NAMES[stage];
  return (
    <tr data-stage={stage}>
      <th scope="row" title={`${about}; ${took.length} orders`}>
        {name}
      </th>
      {SHARES.map(([label, share]) => (
        <td key={label}>{orDash(percentile(took, share), formatAge)}</td>
      ))}
    </tr>
  );
}
