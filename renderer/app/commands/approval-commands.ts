import type { Call } from '#shared/domain/call';
import type { Tables } from '#shared/ipc/views';
import { answerCall } from '../../ui/approval';

export const YES_CHORD = 'Alt+Y';
export const NO_CHORD = 'Alt+N';

/** What waits for a yes, the one that lapses first in front. */
export function waitingCalls({ calls }: Pick<Tables, 'calls'>): readonly Call[] {
  return Object.values(calls)
    .filter(({ outcome }) => outcome === 'waiting')
    .toSorted((a, b) => a.madeAt - b.madeAt);
}

/** The one that the keys answer. */
export function oldestWaiting(desk: Pick<Tables, 'calls'>): Call | undefined {
  return waitingCalls(desk)[0];
}

/** Yes and no to every waiting entry; the keys belong to the one that lapses first. */
export function approvalCommands(desk: Pick<Tables, 'calls'>) {
  return waitingCalls(desk).flatMap(({ id, title }, index) => {
    const keyed = (shortcut: string) => (index === 0 ? { shortcut } : {});
    const group = 'Trading' as const;
    return [
      { id: `yes-${id}`, group, title: `Yes: ${title}`, ...keyed(YES_CHORD), run: () => answerCall(id, true) },
      { id: `no-${id}`, group, title: `No: ${title}`, ...keyed(NO_CHORD), run: () => answerCall(id, false) },
    ];
  });
}
