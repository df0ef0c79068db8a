import type { Notice } from '#shared/domain/notice';
import { ask } from '../store/ask';
import { useUi, type AlertLevel, type Alerts } from '../store/ui';

/** Hertz of the two tones, and how long each lasts in seconds: an error falls, a warning rises. */
const TONES: Readonly<Record<AlertLevel, readonly [number, number]>> = { warning: [660, 880], error: [740, 440] };
const TONE_SECONDS = 0.14;
const LOUDNESS = 0.12;

/** How a notice is to be told besides its toast; neither for one that is for information only. */
export function wanted({ level }: Pick<Notice, 'level'>, alerts: Alerts): Alerts[AlertLevel] {
  return level === 'info' ? { isShown: false, isHeard: false } : alerts[level];
}

/** Tells a notice to somebody who looks elsewhere, as they chose in Settings. */
export function alertOf(notice: Notice): void {
  // The person's own alert is shown by the computer without being asked here, where its rule says so.
  if (notice.alert) {
    if (notice.alert.isHeard) sound('warning');
    return;
  }
  const { isShown, isHeard } = wanted(notice, useUi.getState().alerts);
  // Who looks at the desk sees the toast.
  if (isShown && !document.hasFocus()) void ask('app.alert', { title: notice.title, body: notice.detail });
  if (isHeard && notice.level !== 'info') sound(notice.level);
}

let speaker: AudioContext | null = null;

/** Two short tones, made here: there is no file to miss. */
function sound(level: AlertLevel): void {
  speaker ??= new AudioContext();
  const from = speaker.currentTime;
  TONES[level].forEach((hertz, index) => {
    if (speaker !== null) tone(speaker, hertz, from + index * TONE_SECONDS);
  });
}

function tone(context: AudioContext, hertz: number, at: number): void {
  const oscillator = new OscillatorNode(context, { frequency: hertz });
  const gain = new GainNode(context, { gain: LOUDNESS });
  // Faded out, because a tone that is cut off clicks.
  gain.gain.setValueAtTime(LOUDNESS, at);
  gain.gain.linearRampToValueAtTime(0, at + TONE_SECONDS);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + TONE_SECONDS);
}
