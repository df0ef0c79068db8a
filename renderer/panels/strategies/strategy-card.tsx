import { memo, useState } from 'react';
import type { Approval, InstanceStatus } from '#shared/domain/instance';
import type { InstanceView } from '#shared/ipc/views';
import { formatClock, formatMinute } from '../../format/clock';
import { formatParam } from '../../format/params';
import { useDesk } from '../../store/desk';
import { useStrategies } from '../../store/strategies';
import { Badge, type Tone } from '../../ui/badge';
import { Money } from '../../ui/figures';
import { Tip, TipList } from '../../ui/tooltip';
import { CardActions } from './card-actions';
import { EditDialog } from './edit-dialog';
import styles from './strategies.module.css';

const STATUS: Readonly<Record<InstanceStatus, { readonly word: string; readonly tone: Tone }>> = {
  running: { word: 'Running', tone: 'good' },
  paused: { word: 'Paused', tone: 'warn' },
  stopped: { word: 'Stopped', tone: 'neutral' },
  failed: { word: 'Failed', tone: 'danger' },
};

const APPROVAL: Readonly<Record<Exclude<Approval, 'automatic'>, string>> = {
  ask: 'asks first',
  'signals-only': 'signals only',
};

export const StrategyCard = memo(function StrategyCard({ id }: { readonly id: string }) {
  const instance = useDesk(({ instances }) => instances[id]);
  return instance ? <CardBody instance={instance} /> : null;
});

function CardBody({ instance }: { readonly instance: InstanceView }) {
  const { name, strategyName, why, decidedAt, pnl, openTrades, approval, status } = instance;
  const [isEditing, setEditing] = useState(false);
  return (
    <li
      className={styles.card}
      data-status={status}
      data-testid={`strategy-${instance.id}`}
      aria-label={`Strategy ${name}`}
    >
      <div className={styles.head}>
        <strong className={styles.name} title={name}>
          {name}
        </strong>
        <StatusPill instance={instance} />
        <span className={styles.pnl} data-testid="strategy-pnl">
          <Money paise={pnl} signed />
        </span>
      </div>
      <p className={styles.facts}>
        <span title={instance.statusReason}>since {formatMinute(instance.statusAt)}</span>
        {openTrades > 0 && <span className={styles.open}>{openTrades} open</span>}
        {approval !== 'automatic' && <span>{APPROVAL[approval]}</span>}
        <Params instance={instance} onOpen={() => setEditing(true)} />
        {strategyName !== name && <span className={styles.kind}>{strategyName}</span>}
      </p>
      {(why !== '' || status !== 'stopped') && (
        <p className={styles.why} title={why} data-testid="strategy-why">
          {decidedAt !== null && <time>{formatClock(decidedAt)}</time>}
          {why || 'No decision yet.'}
        </p>
      )}
      <CardActions instance={instance} onEdit={() => setEditing(true)} />
      {isEditing && <EditDialog instance={instance} onClose={() => setEditing(false)} />}
    </li>
  );
}

function StatusPill({ instance }: { readonly instance: InstanceView }) {
  const { word, tone } = STATUS[instance.status];
  return (
    <Tip content={instance.statusReason || `${word} since ${formatMinute(instance.statusAt)}`}>
      <Badge tone={tone} dot tabIndex={0} data-testid="strategy-status">
        {word}
      </Badge>
    </Tip>
  );
}

const SHOWN_PARAMS = 3;

/** The first parameters in sight, all of them on hover. */
function Params({ instance, onOpen }: { readonly instance: InstanceView; readonly onOpen: () => void }) {
  const schema = useStrategies().find(({ id }) => id === instance.strategy)?.params ?? {};
  const rows = Object.entries(schema).flatMap(([name, param]) => {
    const value = instance.params[name];
    return value === undefined ? [] : [[param.label, formatParam(param, value)] as const];
  });
  if (rows.length === 0) return null;
  return (
    <Tip content={<TipList rows={rows} />} side="left">
      <button
        type="button"
        className={styles.plain}
        aria-label={`Change the parameters of ${instance.name}`}
        onClick={onOpen}
      >
        {rows
          .slice(0, SHOWN_PARAMS)
          .map(([, value]) => value)
          .join(' · ')}
      </button>
    </Tip>
  );
}
