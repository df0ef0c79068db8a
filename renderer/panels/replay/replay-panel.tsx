import { useState } from 'react';
import { barLength, type BarInterval } from '#shared/domain/bars';
import type { EpochMs } from '#shared/domain/units';
import type { PlaybackView } from '#shared/ipc/views';
import { formatClock, formatDate } from '../../format/clock';
import { ask } from '../../store/ask';
import { useDeskValue, useDeskView } from '../../store/desk';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { barAfter } from './bar-after';
import styles from './replay.module.css';

const STEPS = ['1m', '5m', '15m'] as const satisfies readonly BarInterval[];

/** The recorded day as a line of time: where it stands, and to any other time of it. */
export function ReplayPanel() {
  const playback = useDeskValue(({ desk }) => desk.desk.playback);
  return (
    <Panel label="Replay">
      {playback === null ? (
        <EmptyState title="Nothing is being replayed">Choose Demo in Settings: it plays recorded days.</EmptyState>
      ) : (
        <Replay playback={playback} />
      )}
    </Panel>
  );
}

function Replay({ playback }: { readonly playback: PlaybackView }) {
  const { from, to, day, speed } = playback;
  const at = useDeskView((desk) => desk.at);
  const [wanted, setWanted] = useState<EpochMs | null>(null);
  const jump = async (target: EpochMs) => {
    await ask('playback.jump', { at: Math.min(to, Math.max(from, target)) });
    setWanted(null);
  };
  const step = async (interval: BarInterval) => {
    await ask('playback.set', { speed, isPaused: true });
    await jump(barAfter(at, barLength(interval), from));
  };
  return (
    <div className={styles.replay}>
      <p>
        <strong>{formatDate(day)}</strong> <time>{formatClock(wanted ?? at)}</time>
      </p>
      <input
        type="range"
        aria-label="Time of the day"
        aria-valuetext={formatClock(wanted ?? at)}
        min={from}
        max={to}
        step={SECOND}
        value={wanted ?? Math.min(to, Math.max(from, at))}
        onChange={(event) => setWanted(Number(event.target.value))}
      />
      <div className={styles.actions}>
        <Button size="small" disabled={wanted === null} tone="primary" onPress={() => wanted !== null && jump(wanted)}>
          Go to {formatClock(wanted ?? at)}
        </Button>
        {STEPS.map((interval) => (
          <Button key={interval} size="small" onPress={() => step(interval)}>
            Next {interval} bar
          </Button>
        ))}
        <Button size="small" tone="ghost" onPress={() => ask('playback.restart', { day })}>
          Begin the day again
        </Button>
      </div>
      <p className={styles.note}>
        What lies between is not seen, so nothing may be open; back only while there was no order that day. Pause and
        speed are in the bar above.
      </p>
    </div>
  );
}

/** Of the slider. */
const SECOND = 1_000;
