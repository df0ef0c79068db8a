import { memo, useMemo } from 'react';
import type { Approval, InstanceStatus } from '#shared/domain/instance';
import { scheduleWords } from '#shared/domain/schedule';
import type { ResultMinute } from '#shared/ipc/review';
import type { InstanceView } from '#shared/ipc/views';
import { formatClock, formatMinute } from '../../format/clock';
import { formatParam } from '../../format/params';
import { useDesk } from '../../store/desk';
import { useStrategies } from '../../store/strategies';
import { Badge, type Tone } from '../../ui/badge';
import { Money } from '../../ui/figures';
import { ResultSparkline } from '../../ui/sparkline';
import { Tip, TipList } from '../../ui/tooltip';
import { CardActions } from './card-actions';
import { lastWord } from './last-word';
import { openStrategySettings } from './settings-request';
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

interface StrategyCardProps {
  readonly id: string;
  /** The day so far, of all strategies. */
  readonly minutes: readonly ResultMinute[];
}

export const StrategyCard = memo(function StrategyCard({ id, minutes }: StrategyCardProps) {
  const instance = useDesk(({ instances }) => instances[id]);
  const results = useMemo(() => minutes.flatMap(({ byInstance }) => byInstance[id] ?? []), [minutes, id]);
  return instance ? <CardBody instance={instance} results={results} /> : null;
});

interface CardBodyProps {
  readonly instance: InstanceView;
  /** What it had made after each minute, in paise. */
  readonly results: readonly number[];
}

function CardBody({ instance, results }: CardBodyProps) {
  const { name, pnl, status } = instance;
  const last = lastWord(instance);
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
        <span className={styles.pnl} data-testid="strategy-pnl">
          <Money paise={pnl} signed />
        </span>
      </div>
      <div className={styles.head}>
        <StatusPill instance={instance} />
        <Facts instance={instance} />
        <ResultSparkline results={[...results, pnl]} />
      </div>
      {last && (
        <p className={styles.why} title={last.text} data-testid="strategy-why">
          <time>{formatClock(last.at)}</time>
          {last.text}
        </p>
      )}
      <CardActions instance={instance} />
    </li>
  );
}

/** Since when, what is open, and how it is set up; the setting gives way first where there is no room. */
function Facts({ instance }: { readonly instance: InstanceView }) {
  const { name, strategyName, openTrades, approval, schedule } = instance;
  return (
    <p className={styles.facts}>
      <span title={instance.statusReason}>since {formatMinute(instance.statusAt)}</span>
      {openTrades > 0 && <span className={styles.open}>{openTrades} open</span>}
      {approval !== 'automatic' && <span>{APPROVAL[approval]}</span>}
      {schedule && <span title="Starts and stops by itself">{scheduleWords(schedule)}</span>}
      <Params instance={instance} />
      {strategyName !== name && (
        <span className={styles.kind} title={strategyName}>
          {strategyName}
        </span>
      )}
    </p>
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
function Params({ instance }: { readonly instance: InstanceView }) {
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
        onClick={() => openStrategySettings(instance.id)}
      >
        {rows
          .slice(0, SHOWN_PARAMS)
          .map(([, value]) => value)
          .join(' · ')}
      </button>
    </Tip>
  );
}
