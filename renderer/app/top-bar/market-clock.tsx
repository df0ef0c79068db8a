import { SECOND } from '#shared/domain/time';
import type { SessionPhase } from '#shared/ipc/views';
import { formatClock, formatDay, formatWeekday } from '../../format/clock';
import { useDeskView } from '../../store/desk';
import { classNames } from '../../ui/class-names';
import { LiveText } from '../../ui/live';
import styles from './top-bar.module.css';

const PHASES: Readonly<Record<SessionPhase, { readonly word: string; readonly tone: string }>> = {
  'pre-open': { word: 'Pre-open', tone: 'warn' },
  open: { word: 'Open', tone: 'good' },
  'closing-auction': { word: 'Closing auction', tone: 'warn' },
  closed: { word: 'Closed', tone: 'none' },
  holiday: { word: 'Holiday', tone: 'none' },
};

/** The clock of a demo goes on after the last recorded price, as the real one does. */
const RECORDING_OVER = { word: 'Recording ended', tone: 'warn' };

/** The desk's own clock, which in a demo is the recorded day's. */
export function MarketClock() {
  const date = useDeskView((desk) => desk.date);
  const isRecordingOver = useDeskView(({ at, playback }) => playback !== null && at >= playback.to);
  const waitsUntil = useDeskView(({ playback }) => playback?.waitsUntil ?? null);
  const sessionPhase = PHASES[useDeskView((desk) => desk.phase)];
  const phase = isRecordingOver ? RECORDING_OVER : sessionPhase;
  return (
    <div className={styles.cell}>
      <div className={styles.line}>
        <time className={styles.clock} data-testid="market-clock">
          <LiveText
            room={8}
            select={({ desk }) => Math.floor(desk.desk.at / SECOND)}
            text={(second) => formatClock(second * SECOND)}
          />
        </time>
        <span className={classNames(styles.label, styles.zone)}>IST</span>
      </div>
      <div className={styles.line}>
        <span className={styles.dot} data-tone={phase.tone} aria-hidden="true" />
        <span title={waitsUntil === null ? undefined : 'The recording has no price until then'}>
          {waitsUntil === null ? phase.word : `Next ${formatClock(waitsUntil)}`}
        </span>
        <span className={classNames(styles.label, styles.date)}>
          {formatWeekday(date)} {formatDay(date)}
        </span>
      </div>
    </div>
  );
}
