import { SECOND } from '#shared/domain/time';
import type { EngineInput } from '#shared/engine/engine';
import { createClockWatch, inWords, type ClockJump, type Clocks } from './clock-watch';

/** The parts of a desk that a jump of time concerns. */
export interface TimedDesk {
  handle(input: EngineInput): void;
  /** Compares the books now. Must not reject. */
  reconcile(): void;
}

const LOOK_EVERY = SECOND;

/** Tells of sleep and of clocks that were set, and compares the books after a gap. Returns how to stop. */
export function watchTime(desk: TimedDesk, clocks: Clocks): () => void {
  const look = timeLook(desk, clocks);
  const timer = setInterval(look, LOOK_EVERY);
  return () => clearInterval(timer);
}

/** One look, to be repeated. */
export function timeLook(desk: TimedDesk, clocks: Clocks): () => void {
  const watch = createClockWatch(clocks);
  return () => {
    const jump = watch.look();
    if (jump) tellJump(desk, jump);
  };
}

function tellJump(desk: TimedDesk, { kind, ms }: ClockJump): void {
  if (kind === 'back') {
    const title = `The computer's clock was set back by ${inWords(ms)}`;
    const detail = 'Entries wait until it has caught up; stops go on. Set the clock right, then restart KiteDesk.';
    desk.handle({ kind: 'tell', level: 'error', title, detail });
    return;
  }
  const title = `The computer slept, or its clock was set forward: ${inWords(ms)} are missing`;
  const detail =
    'Nothing was watched meanwhile. Prices reconnect and the books are compared now; a stop that was passed leaves at the first price.';
  desk.handle({ kind: 'tell', level: 'warning', title, detail });
  desk.reconcile();
}
