import type { ControlClient } from '#electron/exchange/control-client';
import type { ControlCommand } from '#electron/exchange/control/protocol';
import type { Playback } from '#electron/runner/wiring';
import { istClock } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { PlaybackView } from '#shared/ipc/views';

/** The demo market's clock as the screen shows and sets it. */
export function createPlayback(control: ControlClient, restart: (day: string) => Promise<void>): Playback {
  return {
    view: () => playbackView(control),
    async set(speed, isPaused) {
      await obeyed(control, { kind: 'speed', speed });
      await obeyed(control, { kind: isPaused ? 'pause' : 'resume' });
    },
    jump: (at) => jump(control, at),
    restart,
  };
}

async function jump(control: ControlClient, at: EpochMs): Promise<void> {
  const { recordedFrom, recordedTo } = control.state();
  if (at < recordedFrom || at > recordedTo)
    throw new RangeError(
      `Expected a time from ${istClock(recordedFrom)} to ${istClock(recordedTo)}, found ${istClock(at)}`,
    );
  await obeyed(control, { kind: 'seek', at });
}

function playbackView(control: ControlClient): PlaybackView {
  const { speed, isPaused, recordedFrom, recordedTo, day, days, pieces } = control.state();
  return {
    speed,
    isPaused,
    from: recordedFrom,
    to: recordedTo,
    day: day.id,
    days: days.map(({ id, title }) => ({ id, label: title })),
    provenance: pieces.map(({ what, state, how }) => `${what}: ${state}, ${how}`).join('\n'),
  };
}

/** Sends a command and waits for the exchange's next report; rejects with its words when it refuses. */
export function obeyed(control: ControlClient, command: ControlCommand): Promise<void> {
  return new Promise((resolve, reject) => {
    const stops = [
      control.onChange(() => done(null)),
      control.onRefused((message) => done(message)),
      control.onClosed(() => done('The demo exchange has gone')),
    ];
    const done = (refusal: string | null): void => {
      for (const stop of stops) stop();
      if (refusal === null) resolve();
      else reject(new Error(refusal));
    };
    control.send(command);
  });
}
