import { applyDelta, type Delta, type Snapshot } from '#shared/ipc/delta';

export interface ReplicaPorts {
  readonly requestSnapshot: () => Promise<Snapshot>;
  readonly onDelta: (listener: (delta: Delta) => void) => () => void;
  /** Runs its argument once, before the next paint. */
  readonly nextFrame: (run: () => void) => void;
  /** Runs its argument once, a little later: between attempts to get a snapshot. */
  readonly later: (run: () => void) => void;
  readonly publish: (snapshot: Snapshot) => void;
  readonly onProblem: (problem: string) => void;
}

/**
 * Keeps a copy of the desk: a snapshot, then delta after delta. A gap in `seq` makes it ask for a snapshot
 * again, keeping what arrives meanwhile. However many deltas come, it publishes at most once a frame.
 * Returns a function that ends it.
 */
export function startReplica(ports: ReplicaPorts): () => void {
  let held: Snapshot | null = null;
  let waiting: Delta[] = [];
  let isAsking = false;
  let isFrameDue = false;
  let hasEnded = false;

  function ask(): void {
    if (isAsking || hasEnded) return;
    isAsking = true;
    ports.requestSnapshot().then(accept, (error: unknown) => {
      isAsking = false;
      ports.onProblem(error instanceof Error ? error.message : String(error));
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
    schedulePublish();
  }

  function fold(delta: Delta): void {
    if (held === null || isAsking) waiting.push(delta);
    else if (delta.seq === held.seq + 1) held = applyDelta(held, delta);
    else if (delta.seq > held.seq) {
      waiting.push(delta);
      ask();
    }
  }

  function schedulePublish(): void {
    if (isFrameDue || held === null) return;
    isFrameDue = true;
    ports.nextFrame(() => {
      isFrameDue = false;
      if (held !== null && !hasEnded) ports.publish(held);
    });
  }

  const stopListening = ports.onDelta((delta) => {
    fold(delta);
    schedulePublish();
  });
  ask();
  return () => {
    hasEnded = true;
    stopListening();
  };
}
