import { memo } from 'react';
import type { Call, CallOutcome } from '#shared/domain/call';
import { formatClock } from '../../format/clock';
import { useDesk, useDeskShallow } from '../../store/desk';
import { Badge, type Tone } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import styles from './calls-panel.module.css';

const OUTCOMES: Readonly<Record<CallOutcome, { readonly word: string; readonly tone: Tone }>> = {
  open: { word: 'Open', tone: 'accent' },
  waiting: { word: 'Waiting for approval', tone: 'warn' },
  taken: { word: 'Taken', tone: 'good' },
  refused: { word: 'Refused', tone: 'danger' },
  lapsed: { word: 'Lapsed', tone: 'neutral' },
  closed: { word: 'Closed', tone: 'neutral' },
};

/** Every recommendation of the day, once: what it said, on which figures, and what became of it. */
export function CallsPanel() {
  const ids = useDeskShallow(({ calls }) =>
    Object.values(calls)
      .toSorted((a, b) => b.madeAt - a.madeAt)
      .map(({ id }) => id),
  );
  return (
    <Panel label="Calls">
      {ids.length === 0 ? (
        <EmptyState title="No calls yet">
          A running strategy makes one call for each signal, with its reason and its figures.
        </EmptyState>
      ) : (
        <ol className={styles.list} aria-label="Calls">
          {ids.map((id) => (
            <CallCard key={id} id={id} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

const CallCard = memo(function CallCard({ id }: { readonly id: string }) {
  const call = useDesk(({ calls }) => calls[id]);
  const source = useDesk(({ instances }) => (call && instances[call.instance]?.name) ?? call?.strategy ?? '');
  return call ? <CallBody call={call} source={source} /> : null;
});

function CallBody({ call, source }: { readonly call: Call; readonly source: string }) {
  const outcome = OUTCOMES[call.outcome];
  return (
    <li className={styles.call} data-outcome={call.outcome}>
      <div className={styles.head}>
        <time>{formatClock(call.madeAt)}</time>
        <strong>{call.title}</strong>
        <Badge tone={outcome.tone} dot>
          {outcome.word}
        </Badge>
        <span className={styles.source}>{source}</span>
      </div>
      <p className={styles.why}>{call.why}</p>
      <dl className={styles.inputs}>
        {Object.entries(call.inputs).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {call.result !== '' && <p className={styles.result}>{call.result}</p>}
    </li>
  );
}
