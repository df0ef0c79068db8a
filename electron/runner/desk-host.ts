import { reportStart } from '#electron/diagnostics/start-report';
import { watchFeed } from '#electron/diagnostics/feed-notices';
import { watchTime } from '#electron/diagnostics/time-notices';
import { messageOf } from '#shared/domain/result';
import type { Delta } from '#shared/ipc/delta';
import { openDesk, type DeskSession } from './desk-session';
import { watchOver, type SelfCheck } from './self-check';
import type { Wiring } from './wiring';

/** A wired desk and what has to be undone after it. */
export interface Wired {
  readonly wiring: Wiring;
  close(): Promise<void>;
}

interface Current {
  readonly session: DeskSession;
  readonly wired: Wired;
  readonly check: SelfCheck;
  /** End what watches over the session. */
  readonly stops: readonly (() => void)[];
}

/** Holds the one desk there is, and lets another take its place: the next day, another mode, the same day again. */
export class DeskHost {
  private readonly listeners = new Set<(delta: Delta) => void>();
  private lastSeq = 0;
  private changing: Promise<void> = Promise.resolve();
  private changes = 0;
  private current: Current | null = null;

  /** Null while a desk is being opened, or nobody is logged in. */
  session(): DeskSession | null {
    return this.current?.session ?? null;
  }

  /** The checks that the open desk makes of itself; null while there is none. */
  selfCheck(): SelfCheck | null {
    return this.current?.check ?? null;
  }

  /** Deltas of whichever desk is open. A new desk leaves a gap in their numbers, which makes viewers ask for a snapshot. */
  onDelta(listener: (delta: Delta) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The number of the last delta: what shows no desk carries it, so that viewers follow the next one. */
  get seq(): number {
    return this.lastSeq;
  }

  /** Tells viewers that what they hold is void: the gap in the numbers makes them ask for a snapshot. */
  announce(): void {
    this.tell({ seq: this.lastSeq + 2, changes: {} });
  }

  /** Whether a desk is on its way. */
  get isChanging(): boolean {
    return this.changes > 0;
  }

  /** Resolves when no change of desk is under way, however it ended. */
  async settled(): Promise<void> {
    await this.changing.catch(() => undefined);
  }

  /**
   * Closes the desk that is open, does `between`, and opens the one that `wire` makes. One change after the other: two
   * desks side by side would trade one account twice.
   */
  change(wire: () => Promise<Wired>, between: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    this.changes += 1;
    const before = this.settled();
    this.changing = before.then(() => this.replace(wire, between)).finally(() => (this.changes -= 1));
    return this.changing;
  }

  private async replace(wire: () => Promise<Wired>, between: () => Promise<void>): Promise<void> {
    await this.close();
    await between();
    const wired = await wire();
    const session = await openDesk(wired.wiring, this.lastSeq + 1).catch(async (error: unknown) => {
      // Whatever was opened for it must not stand in the way of the next attempt.
      const { feed, journal, review } = wired.wiring;
      await Promise.allSettled([feed.close(), journal.close(), review.close(), wired.close()]);
      throw error;
    });
    session.onDelta((delta) => this.tell(delta));
    const check = checksOf(session);
    const stops = [check.stop, reportStart(session), timesOf(session), feedOf(session)];
    this.current = { session, wired, check, stops };
  }

  private tell(delta: Delta): void {
    this.lastSeq = delta.seq;
    for (const listener of this.listeners) listener(delta);
  }

  async close(): Promise<void> {
    const closing = this.current;
    this.current = null;
    for (const stop of closing?.stops ?? []) stop();
    await closing?.session.close();
    await closing?.wired.close();
  }
}

function checksOf(session: DeskSession): SelfCheck {
  return watchOver({
    desk: session.desk,
    tables: () => session.snapshot().tables,
    now: () => session.wiring.clock.now(),
    onDelta: (listener) => session.onDelta(listener),
    handle: (input) => session.runner.handle(input),
  });
}

function feedOf({ wiring, runner }: DeskSession): () => void {
  const { feed, clock } = wiring;
  const passedOver = feed.skipped?.bind(feed);
  if (!passedOver) return () => undefined;
  return watchFeed({
    passedOver,
    now: () => clock.now(),
    handle: (input) => runner.handle(input),
  });
}

function timesOf({ wiring, runner }: DeskSession): () => void {
  return watchTime(
    {
      handle: (input) => runner.handle(input),
      reconcile: () => {
        runner
          .reconcile()
          .catch((error: unknown) => wiring.log.warn({ error: messageOf(error) }, 'The books could not be read'));
      },
    },
    { wall: () => Date.now(), monotonic: () => performance.now() },
  );
}
