import { Pause, Play } from 'lucide-react';
import { barLength, type BarInterval } from '#shared/domain/bars';
import { sessionOf } from '#shared/domain/calendar';
import type { EpochMs } from '#shared/domain/units';
import type { PlaybackView } from '#shared/ipc/views';
import { formatDate } from '../../format/clock';
import { ask } from '../../store/ask';
import { useDeskValue, useDeskView } from '../../store/desk';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { SelectField } from '../../ui/select';
import { barAfter } from './bar-after';
import { PlayedDays } from './played-days';
import { Recordings } from './recordings';
import styles from './replay.module.css';
import { Timeline } from './timeline';

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
  const { from, to, waitsUntil, source, day, until, days, played, reading, speed, isPaused } = playback;
  const at = useDeskView((desk) => desk.at);
  // Bars are counted from the opening of the session, whenever the recording begins.
  const opensAt = sessionOf(day, 'cash-with-derivatives')?.opensAt ?? from;
  return (
    <div className={styles.replay}>
      <Timeline day={day} from={from} to={to} at={at} waitsUntil={waitsUntil}>
        <Button
          size="small"
          disabled={at >= to}
          icon={isPaused ? <Play size={12} /> : <Pause size={12} />}
          onPress={() => ask('playback.set', { speed, isPaused: !isPaused })}
        >
          {isPaused ? 'Play' : 'Pause'}
        </Button>
        <BarSteps at={at} to={to} opensAt={opensAt} />
        <Button size="small" tone="ghost" onPress={() => ask('playback.restart', { day })}>
          Begin the day again
        </Button>
      </Timeline>
      <p className={styles.note}>
        Going to a time skips the prices between, so exit open trades first. Going back begins the day again at that
        time: its trades so far are set aside.
      </p>
      <Until day={day} days={days} until={until} />
      <PlayedDays played={played} />
      <Recordings source={source} reading={reading} />
    </div>
  );
}

interface BarStepsProps {
  readonly at: EpochMs;
  readonly to: EpochMs;
  /** Bars are counted from here. */
  readonly opensAt: EpochMs;
}

function BarSteps({ at, to, opensAt }: BarStepsProps) {
  return STEPS.map((interval) => (
    <Button
      key={interval}
      size="small"
      disabled={at >= to}
      title="Plays to the beginning of the next bar as fast as the desk can, and pauses there"
      onPress={() => ask('playback.runTo', { at: Math.min(to, barAfter(at, barLength(interval), opensAt)) })}
    >
      Next {interval} bar
    </Button>
  ));
}

/** Stops at the end of the day. */
const THIS_DAY = '';

/** Up to which recorded day it goes on by itself. */
function Until({ day, days, until }: Pick<PlaybackView, 'day' | 'days' | 'until'>) {
  const later = days.filter(({ id }) => id > day).toSorted((a, b) => a.id.localeCompare(b.id));
  return (
    <SelectField
      label="Play until the end of"
      value={later.some((each) => each.id === until) ? (until ?? THIS_DAY) : THIS_DAY}
      options={[
        { value: THIS_DAY, label: later.length === 0 ? 'This day, the last one recorded' : 'This day' },
        ...later.map((each) => ({ value: each.id, label: each.label || formatDate(each.id) })),
      ]}
      onChange={(chosen) => void ask('playback.setUntil', { day: chosen === THIS_DAY ? null : chosen })}
    />
  );
}
