import { Check, X } from 'lucide-react';
import { APPROVAL_MS, type Call } from '#shared/domain/call';
import { SECOND } from '#shared/domain/time';
import { ask } from '../store/ask';
import { useDeskView } from '../store/desk';
import styles from './approval.module.css';
import { Button } from './button';
import type { Chord } from './chord';
import { Steady } from './steady';
import { Tip } from './tooltip';

/** Says yes or no to a call that waits for a person. */
export const answerCall = (call: string, isYes: boolean): Promise<unknown> => ask('call.answer', { call, isYes });

interface ApprovalButtonsProps {
  readonly call: Call;
  readonly yesKey?: Chord;
  readonly noKey?: Chord;
}

/** Yes and No to an entry, and how long there is left for it. */
export function ApprovalButtons({ call, yesKey, noKey }: ApprovalButtonsProps) {
  return (
    <span className={styles.answers}>
      <TimeLeft madeAt={call.madeAt} />
      <Tip content="Enter it now" shortcut={yesKey}>
        <Button
          tone="primary"
          size="small"
          icon={<Check size={13} />}
          aria-label={`Yes: ${call.title}`}
          onPress={() => answerCall(call.id, true)}
        >
          Yes
        </Button>
      </Tip>
      <Tip content="Let it go; the strategy goes on" shortcut={noKey}>
        <Button
          size="small"
          icon={<X size={13} />}
          aria-label={`No: ${call.title}`}
          onPress={() => answerCall(call.id, false)}
        >
          No
        </Button>
      </Tip>
    </span>
  );
}

/** Seconds on the desk's clock; a played day's run as fast as it is played. */
function TimeLeft({ madeAt }: Pick<Call, 'madeAt'>) {
  const seconds = useDeskView(({ at }) => Math.max(0, Math.ceil((madeAt + APPROVAL_MS - at) / SECOND)));
  const share = Math.min(1, (seconds * SECOND) / APPROVAL_MS);
  return (
    <span className={styles.left} role="timer" aria-label={`${seconds} seconds left`}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.bar} style={{ transform: `scaleX(${share})` }} />
      </span>
      <Steady room={4} text={`${seconds} s`} />
    </span>
  );
}
