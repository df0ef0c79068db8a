import type { ChainMinute } from '#shared/ipc/review';
import { formatMinute } from '../../format/clock';
import type { Kind } from './oi-grid';

export type View = 'heat' | 'paths' | 'gamma';

interface Awaited {
  readonly title: string;
  readonly text: string;
}

/** What a picture of the day's minutes still waits for; null once there is something to draw. */
export function awaitedBy(view: View, kind: Kind, minutes: readonly ChainMinute[]): Awaited | null {
  const [first] = minutes;
  if (first === undefined)
    return { title: 'No minute is over yet', text: 'A column is added at the end of every minute.' };
  if (minutes.length > 1 || (view === 'heat' && kind === 'oi')) return null;
  return view === 'heat'
    ? {
        title: `Changes count from ${formatMinute(first.at)}`,
        text: 'The first ones show at the end of this minute. Open interest itself shows at once: choose it above.',
      }
    : { title: 'No curve yet', text: 'It begins with the second minute.' };
}
