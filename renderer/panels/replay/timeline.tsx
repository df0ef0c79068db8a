import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { SECOND } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { formatClock, formatDate } from '../../format/clock';
import { ask } from '../../store/ask';
import { Button } from '../../ui/button';
import styles from './replay.module.css';
import { timeByKey } from './time-by-key';

interface TimelineProps {
  readonly day: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly at: EpochMs;
  /** When the next price comes; null while they follow each other. */
  readonly waitsUntil: EpochMs | null;
  /** What else moves the day, beside going to a time. */
  readonly children: ReactNode;
}

/** The day as a line of time: dragging or the arrow keys choose where to go, Enter or the button goes there. */
export function Timeline({ day, from, to, at, waitsUntil, children }: TimelineProps) {
  const [wanted, setWanted] = useState<EpochMs | null>(null);
  const shown = wanted ?? Math.min(to, Math.max(from, at));
  const jump = async () => {
    if (wanted === null) return;
    await ask('playback.jump', { at: wanted });
    setWanted(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') return void jump();
    if (event.key === 'Escape') return setWanted(null);
    const time = timeByKey(event.key, shown, { from, to });
    if (time === null) return;
    event.preventDefault();
    setWanted(time);
  };
  return (
    <>
      <div className={styles.head}>
        <p>
          <strong>{formatDate(day)}</strong> <time>{formatClock(shown)}</time>
          {waitsUntil !== null && <span className={styles.note}> next {formatClock(waitsUntil)}</span>}
        </p>
        <Button size="small" disabled={wanted === null} tone="primary" onPress={jump}>
          {wanted === null ? 'Go to time' : `Go to ${formatClock(wanted)}`}
        </Button>
      </div>
      <input
        type="range"
        aria-label="Time of the day"
        aria-valuetext={formatClock(shown)}
        title="Drag, or press the arrow and page keys, then Enter"
        min={from}
        max={to}
        step={SECOND}
        value={shown}
        onChange={(event) => setWanted(Number(event.target.value))}
        onKeyDown={onKeyDown}
      />
      <div className={styles.actions}>{children}</div>
    </>
  );
}
