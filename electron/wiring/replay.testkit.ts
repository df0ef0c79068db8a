import { startExchange, type Exchange } from '#electron/exchange/server';
import { DeskHost } from '#electron/runner/desk-host';
import type { DeskSession } from '#electron/runner/desk-session';
import type { Playback } from '#electron/runner/wiring';
import { istAt } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { demoSurroundings } from './demo.testkit';
import { openDemo } from './open-demo';

export interface ReplayTerms {
  /** What a test has to undo, last first. */
  readonly undo: (() => Promise<unknown>)[];
  readonly dayId?: string;
  readonly startAt?: EpochMs;
}

export interface Replayed {
  readonly exchange: Exchange;
  readonly host: DeskHost;
  /** The data folder. */
  readonly root: string;
  readonly session: () => DeskSession;
  readonly playback: () => Playback;
}

/** A desk on a recorded day that stands still. */
export async function openReplay({
  undo,
  dayId = '2026-08-18',
  startAt = istAt(dayId, '11:15'),
}: ReplayTerms): Promise<Replayed> {
  const exchange = await startExchange({ daysDirectory: 'resources/days', dayId, startAt, isAwaited: true });
  exchange.control.execute({ kind: 'pause' });
  const host = new DeskHost();
  const around = await demoSurroundings({ undo, exchangeUrl: exchange.url });
  const close = await openDemo(host, around);
  undo.push(
    () => exchange.close(),
    close,
    () => host.close(),
  );
  const session = (): DeskSession => {
    const open = host.session();
    if (!open) throw new Error('There is no desk');
    return open;
  };
  const playback = (): Playback => {
    const { wiring } = session();
    if (!wiring.playback) throw new Error('The demo can be played');
    return wiring.playback;
  };
  await when(host, () => session().desk.isArmed);
  return { exchange, host, root: around.folder.root, session, playback };
}

/** Waits on the desk's own deltas, whichever desk is open, never on a clock. */
export function when(host: DeskHost, isTrue: () => boolean): Promise<void> {
  if (isTrue()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = host.onDelta(() => {
      if (host.session() === null || !isTrue()) return;
      stop();
      resolve();
    });
  });
}

export const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'It was done',
    (error: unknown) => String(error),
  );
