import { messageOf } from '#shared/domain/result';
import { applyDelta, type Delta, type Snapshot } from '#shared/ipc/delta';

export interface ReplicaPorts {
  readonly requestSnapshot: () => Promise<Snapshot>;
  readonly onDelta: (listener: (delta: Delta) => void) => () => void;
  /** Runs its argument once, when what the page shows now has been painted. */
  readonly afterPaint: (run: () => void) => void;
  /** Runs its argument once, a little later: between attempts to get a snapshot. */
  readonly later: (run: () => void) => void;
  readonly publish: (snapshot: Snapshot) => void;
  readonly onProblem: (problem: string) => void;
}

/**
 * Keeps a copy of the desk: a snapshot, then delta after delta. A gap in `seq` makes it ask for a snapshot
 * again, keeping what arrives meanwhile. It publishes at once, so that the page is ready when the next frame begins, and however
 * many deltas come at most once a frame. Returns a function that ends it.
 */
export function startReplica(ports: ReplicaPorts): () => void {
  let held: Snapshot | null = null;
  let waiting: Delta[] = [];
  let isAsking = false;
  /** What was published last is not painted yet. */
  let isUnseen = false;
  let isDue = false;
  let hasEnded = false;

  function ask(): void {
    if (isAsking || hasEnded) return;
    isAsking = true;
    ports.requestSnapshot().then(accept, (error: unknown) => {
      isAsking = false;
      ports.onProblem(messageOf(error));
      ports.later(ask);
    });
  }

  function accept(snapshot: Snapshot): void {
    isAsking = false;
    if (hasEnded) return;
    const arrived = waiting;
    waiting = [];
    held = snapshot;
    for (const delta of arrived) fold(delta);
    publish();
  }

  function fold(delta: Delta): void {
    if (held === null || isAsking) waiting.push(delta);
    else if (delta.seq === held.seq + 1) held = applyDelta(held, delta);
    else if (delta.seq > held.seq) {
      waiting.push(delta);
      ask();
    }
  }

  function publish(): void {
    if (held === null || hasEnded) return;
    isDue = isUnseen;
    if (isUnseen) return;
    isUnseen = true;
    ports.publish(held);
    ports.afterPaint(() => {
      isUnseen = false;
      if (isDue) publish();
    });
  }

  const stopListening = ports.onDelta((delta) => {
    fold(delta);
    publish();
  });
  ask();
  return () => {
    hasEnded = true;
    stopListening();
  };
}
