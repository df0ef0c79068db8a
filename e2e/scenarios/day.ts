import type { Call } from '#shared/domain/call';
import { istAt, istClock } from '#shared/domain/time';
import { strategies } from '#shared/engine/registry';
import type { EpochMs } from '#shared/domain/units';
import type { ControlCommand } from '#electron/exchange/control/protocol';
import { tradesOf, type ResearchTrade } from '#electron/research/results';
import { order, pass, startStrategy } from './play';
import { openStage, type Stage } from './stage';

const DATE = '2026-08-18';
/** The first recorded second. */
const FROM = '10:43';
const SPEED = 60;
/** As fast as the desk can follow. */
const HURRY = 20;
/** Market minutes between two restarts of the desk. */
const RESTART_EVERY = 20;

export interface DayTerms {
  /** What goes wrong in each market minute; null for a market without faults, which waits for its desk. */
  readonly fault: (() => ControlCommand) | null;
  readonly isRestarted: boolean;
  /** '15:12' */
  readonly until: string;
  /** After each market minute, named as '11:15'. */
  readonly onMinute?: (stage: Stage, minute: string) => void;
  /** Before the desk is closed; the trades have been noted. */
  readonly onEnd?: (stage: Stage) => Promise<void>;
}

export interface PlayedDay {
  readonly minutes: number;
  readonly trades: readonly PlayedTrade[];
  readonly calls: readonly PlayedCall[];
  /** What each strategy said of itself at the end of a minute, by its id and the minute: 'orb 11:20'. */
  readonly said: ReadonlyMap<string, string>;
  /** By the market's clock, the minute's fault. */
  readonly faults: ReadonlyMap<string, string>;
}

/** A signal, and what became of it. */
export type PlayedCall = Pick<Call, 'strategy' | 'madeAt' | 'outcome' | 'result'>;

/** What a trade did, without the names that the desk gives. */
export type PlayedTrade = ReturnType<typeof playedTrade>;

/** The recorded day with every strategy. */
export async function playDay({ fault, isRestarted, until, onMinute, onEnd }: DayTerms): Promise<PlayedDay> {
  const hurry = fault === null ? HURRY : 1;
  const stage = await openStage({ day: DATE, at: FROM, speed: SPEED, hurry });
  try {
    for (const { id } of strategies()) startStrategy(stage, id, {});
    const faults = new Map<string, string>();
    const said = new Map<string, string>();
    const end = istAt(DATE, until);
    let minutes = 0;
    for (; marketAt(stage) < end; minutes += 1) {
      const minute = istClock(marketAt(stage)).slice(0, 5);
      // The first minute is undisturbed: with a fault the market waits for nobody, and strategies would begin later in it.
      const command = minutes === 0 ? null : fault?.();
      if (command) {
        order(stage, { kind: 'clear-faults' });
        order(stage, command);
        faults.set(minute, command.kind === 'fault' ? command.name : command.kind);
      }
      await pass(stage, 60);
      for (const { strategy, why } of stage.session().desk.instances.values()) said.set(`${strategy} ${minute}`, why);
      onMinute?.(stage, minute);
      if (isRestarted && minutes % RESTART_EVERY === RESTART_EVERY - 1) await restart(stage);
    }
    const { desk, ledger } = stage.session();
    const trades = tradesOf(desk, ledger).map(playedTrade);
    const calls = [...desk.calls.values()];
    await onEnd?.(stage);
    return { minutes, trades, calls, said, faults };
  } finally {
    await stage.close();
  }
}

/** The market stands still meanwhile. */
async function restart(stage: Stage): Promise<void> {
  // A desk that cannot log in would not open: that is another test.
  order(stage, { kind: 'clear-faults' });
  order(stage, { kind: 'pause' });
  await stage.restart();
  order(stage, { kind: 'resume' });
}

function marketAt({ exchange }: Stage): EpochMs {
  return exchange.control.state().marketAt;
}

function playedTrade({ strategy, openedAt, closedAt, exitReason, legs, net }: ResearchTrade) {
  const played = legs.map(({ instrument, side, qty, entry, enteredAt, exit, leftAt }) => ({
    instrument,
    side,
    qty,
    entry,
    enteredAt,
    exit,
    leftAt,
  }));
  // What is open is worth something else with every price.
  return { strategy, openedAt, closedAt, exitReason, legs: played, net: closedAt === null ? null : net };
}
