import { Info, Pause, Play } from 'lucide-react';
import { formatDay } from '../../format/clock';
import { formatSpeed, PLAYBACK_SPEEDS } from '../../format/playback';
import { FASTEST_SPEED } from '#shared/ipc/playback';
import type { PlaybackView } from '#shared/ipc/views';
import { ask } from '../../store/ask';
import { useDeskValue, useDeskView } from '../../store/desk';
import { IconButton } from '../../ui/button';
import { Select } from '../../ui/select';
import { Tip } from '../../ui/tooltip';
import styles from './top-bar.module.css';

/** Pause, speed and day of a recorded market; nothing in a live one. */
export function Playback() {
  const playback = useDeskValue(({ desk }) => desk.desk.playback);
  return playback === null ? null : <PlaybackControls playback={playback} />;
}

function PlaybackControls({ playback }: { readonly playback: PlaybackView }) {
  const { speed, isPaused, days, day, provenance } = playback;
  const current = days.find(({ id }) => id === day)?.id ?? days.find(({ id }) => id.includes(day))?.id ?? '';
  return (
    <fieldset className={styles.playback} aria-label="Playback">
      <IconButton
        label={isPaused ? 'Resume playback' : 'Pause playback'}
        shortcut="Mod+Space"
        icon={isPaused ? <Play size={14} /> : <Pause size={14} />}
        onPress={() => ask('playback.set', { speed, isPaused: !isPaused })}
      />
      <div className={styles.speeds}>
        {PLAYBACK_SPEEDS.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === speed}
            aria-label={each === FASTEST_SPEED ? 'Play as fast as the desk can' : `Play at ${each} times speed`}
            onClick={() => void ask('playback.set', { speed: each, isPaused })}
          >
            {formatSpeed(each)}
          </button>
        ))}
      </div>
      <Select
        aria-label="Playback speed"
        className={styles.speedSelect}
        isQuiet
        value={String(speed)}
        options={speedsWith(speed).map((each) => ({ value: String(each), label: formatSpeed(each) }))}
        onChange={(next) => void ask('playback.set', { speed: Number(next), isPaused })}
      />
      <Select
        aria-label="Recorded day"
        className={styles.day}
        title={days.find(({ id }) => id === current)?.label}
        isQuiet
        value={current}
        options={days.map(({ id, label }) => ({ value: id, label: label || formatDay(id) }))}
        onChange={(next) => void ask('playback.restart', { day: next })}
      />
      <Tip content={provenance}>
        <button type="button" className={styles.provenance} aria-label={`Where these prices come from: ${provenance}`}>
          <Info size={13} />
        </button>
      </Tip>
      <Progress from={playback.from} to={playback.to} />
    </fieldset>
  );
}

/** Another program may have chosen one that is not offered. */
function speedsWith(speed: number): readonly number[] {
  return [...new Set([...PLAYBACK_SPEEDS, speed])].toSorted((a, b) => a - b);
}

const STEPS = 400;

function Progress({ from, to }: { readonly from: number; readonly to: number }) {
  const step = useDeskView(({ at }) =>
    Math.round(STEPS * Math.min(1, Math.max(0, (at - from) / Math.max(1, to - from)))),
  );
  return <div className={styles.progress} style={{ width: `${(100 * step) / STEPS}%` }} aria-hidden="true" />;
}
