import type { ConnectionView } from '#shared/ipc/views';
import { SECOND } from '#shared/domain/time';
import { formatAge } from '../../format/clock';
import { useDeskValue, useDeskView } from '../../store/desk';
import { classNames } from '../../ui/class-names';
import { LiveText } from '../../ui/live';
import { Tip } from '../../ui/tooltip';
import { Steady } from '../../ui/steady';
import styles from './top-bar.module.css';

const STATES: Readonly<Record<ConnectionView['state'], { readonly word: string; readonly tone: string }>> = {
  connecting: { word: 'connecting', tone: 'warn' },
  connected: { word: 'connected', tone: 'good' },
  disconnected: { word: 'disconnected', tone: 'danger' },
  'login-required': { word: 'login required', tone: 'warn' },
  closed: { word: 'not open', tone: 'danger' },
};

/** Are prices arriving, can orders leave, and how old is the last tick. */
export function Connections() {
  const feed = useDeskValue(({ desk }) => desk.desk.feed);
  const orders = useDeskValue(({ desk }) => desk.desk.orders);
  return (
    <div className={styles.cell}>
      <div className={styles.line}>
        <Pill name="Feed" connection={feed} />
        <Pill name="Orders" connection={orders} />
      </div>
      <TickAge />
    </div>
  );
}

function Pill({ name, connection }: { readonly name: string; readonly connection: ConnectionView }) {
  const state = STATES[connection.state];
  return (
    <Tip content={`${name}: ${state.word}. ${connection.reason}`}>
      <output className={styles.line} aria-label={`${name}: ${state.word}`} data-state={connection.state}>
        <span className={styles.dot} data-tone={state.tone} aria-hidden="true" />
        {name}
      </output>
    </Tip>
  );
}

function TickAge() {
  const age = useDeskView(({ at, lastTickAt }) =>
    lastTickAt === 0 ? null : Math.max(0, Math.floor((at - lastTickAt) / SECOND)),
  );
  const isStale = useDeskView(
    ({ at, lastTickAt, limits, phase }) => phase === 'open' && at - lastTickAt > limits.staleAfterMs,
  );
  const text =
    age === null ? 'no tick yet' : age === 0 ? 'tick <1 s' : `tick ${formatAge(age * SECOND).replace('.0', '')}`;
  return (
    <span className={styles.line}>
      <Steady
        room={9}
        text={text}
        className={classNames(styles.label, styles.leftAligned, isStale && styles.stale)}
        title="Age of the last tick"
      />
      <LiveText
        room={6}
        select={({ desk }) => Math.round(desk.desk.ticksPerSecond)}
        text={(rate) => `${rate}/s`}
        className={styles.label}
        title="Ticks in the last second"
      />
    </span>
  );
}
