import { Hand } from 'lucide-react';
import type { Call } from '#shared/domain/call';
import { useDesk, useDeskShallow } from '../store/desk';
import { ApprovalButtons } from '../ui/approval';
import styles from './approvals.module.css';
import { NO_CHORD, oldestWaiting, waitingCalls, YES_CHORD } from './commands/approval-commands';

/** Entries that wait for a person's yes: across the window, with the time left, until they are answered or lapse. */
export function Approvals() {
  const ids = useDeskShallow((desk) => waitingCalls(desk).map(({ id }) => id));
  if (ids.length === 0) return null;
  return (
    <section className={styles.approvals} aria-label="Entries waiting for your yes">
      {ids.map((id) => (
        <Approval key={id} id={id} />
      ))}
    </section>
  );
}

function Approval({ id }: { readonly id: string }) {
  const call = useDesk(({ calls }) => calls[id]);
  const source = useDesk(({ instances }) => (call?.instance && instances[call.instance]?.name) ?? call?.strategy ?? '');
  const isNext = useDesk((desk) => oldestWaiting(desk)?.id === id);
  if (!call) return null;
  const keys = isNext ? { yesKey: YES_CHORD, noKey: NO_CHORD } : {};
  return (
    <div className={styles.approval} role="alert">
      <Hand size={15} aria-hidden="true" />
      <span className={styles.source}>{source} asks:</span>
      <strong>{call.title}?</strong>
      <ApprovalButtons call={call} {...keys} />
      <span className={styles.why} title={inputsOf(call)}>
        {call.why}
      </span>
    </div>
  );
}

function inputsOf({ inputs }: Call): string {
  return Object.entries(inputs)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
