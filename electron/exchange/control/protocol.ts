import type { EpochMs } from '#shared/domain/units';
import type { Fault, FaultName, FaultScope } from '../faults/faults';
import type { DaySummary } from '../market/day-files';
import type { Piece } from '../market/day-format';
import type { ForeignOrder } from '../orders/foreign-order';

/** What a person may ask of the demo market. None of it exists at Kite. */
export type ControlCommand =
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  /** Market seconds per second: 1 to 60, or up to FASTEST_SPEED for whoever is waited for. */
  | { readonly kind: 'speed'; readonly speed: number }
  /** Back in time only while the order book is empty. */
  | { readonly kind: 'seek'; readonly at: EpochMs }
  /** On to this second as fast as the desks follow, and a pause there. Only where somebody follows. */
  | { readonly kind: 'run-to'; readonly at: EpochMs }
  /** A fresh book and account, the clock at the day's start or at another time of it; sockets are closed, the session stays. */
  | { readonly kind: 'restart-day'; readonly at?: EpochMs; readonly isPaused?: boolean }
  /** Another recorded day: as restart-day, and the session ends, as it does every night. */
  | { readonly kind: 'day'; readonly dayId: string }
  | {
      readonly kind: 'fault';
      readonly name: FaultName;
      /** How many times it strikes; until cleared when absent. */
      readonly count?: number;
      readonly scope?: FaultScope;
      readonly milliseconds?: number;
      readonly message?: string;
    }
  | { readonly kind: 'clear-faults' }
  /** An order in the same account, made in another app. */
  | ({ readonly kind: 'foreign-order' } & ForeignOrder)
  | { readonly kind: 'drop-sockets' }
  | { readonly kind: 'expire-token' };

/** The demo market as the control API reports it. */
export interface ControlState {
  readonly marketAt: EpochMs;
  readonly speed: number;
  readonly isPaused: boolean;
  /** Market time goes from second to second, each when the desks that follow have done with the one before. */
  readonly isPaced: boolean;
  /** The clock reached the end of the day. */
  readonly isOver: boolean;
  readonly day: DaySummary;
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
  readonly recordedFrom: EpochMs;
  readonly recordedTo: EpochMs;
  /** What of this day is recorded and what is modelled. */
  readonly pieces: readonly Piece[];
  /** Something a person should know, such as a damaged state file that was kept aside; empty when there is nothing. */
  readonly note: string;
  readonly days: readonly DaySummary[];
  readonly faults: readonly Fault[];
}

/** What a desk says of the market's steps: that it wants to be waited for, and that it has done with one. */
export type PaceWord = { readonly kind: 'follow' } | { readonly kind: 'done'; readonly step: number };

/** A command as it travels; the answer to it bears its number. */
export type AskedCommand = ControlCommand & { readonly ask?: number };

export type ControlMessage =
  | { readonly type: 'state'; readonly state: ControlState }
  /** It is `at`. Comes before the prices of that second and again after them, and is answered by `done`. */
  | { readonly type: 'step'; readonly step: number; readonly at: EpochMs }
  /** What was asked has been done, and everything sent before tells of it. */
  | { readonly type: 'done'; readonly ask: number }
  | { readonly type: 'refused'; readonly message: string; readonly ask?: number };
