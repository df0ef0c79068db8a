import type { ControlClient } from '#electron/exchange/control-client';
import { SHIPPED_DAYS } from '#shared/ipc/playback';
import type { PlaybackView } from '#shared/ipc/views';

type ClockView = Omit<PlaybackView, 'until' | 'played' | 'reading'>;

/** The demo market's clock as the screen shows it. */
export function clockView(control: ControlClient): ClockView {
  const { speed, isPaused, recordedFrom, recordedTo, day, days, pieces } = control.state();
  return {
    source: SHIPPED_DAYS,
    speed,
    isPaused,
    from: recordedFrom,
    to: recordedTo,
    // Between its snapshots prices are modelled, so that they never stand still.
    waitsUntil: null,
    day: day.id,
    days: days.map(({ id, title }) => ({ id, label: title })),
    provenance: pieces.map(({ what, state, how }) => `${what}: ${state}, ${how}`).join('\n'),
  };
}

export async function setClock(control: ControlClient, speed: number, isPaused: boolean): Promise<void> {
  await control.ask({ kind: 'speed', speed });
  await control.ask({ kind: isPaused ? 'pause' : 'resume' });
}
