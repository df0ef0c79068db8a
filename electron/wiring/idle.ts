import { phaseAt } from '#shared/domain/calendar';
import type { RiskLimits } from '#shared/domain/risk';
import { istDate } from '#shared/domain/time';
import { paise } from '#shared/domain/units';
import { emptyTables, type Snapshot } from '#shared/ipc/delta';
import type { Mode } from '#shared/ipc/views';

export interface IdleDesk {
  /** The number of the last delta that viewers were sent. */
  readonly seq: number;
  readonly mode: Mode;
  readonly at: number;
  readonly limits: RiskLimits;
  readonly state: 'connecting' | 'login-required' | 'closed';
  /** Why there is no desk, and what to do. */
  readonly reason: string;
}

/** What the screen shows while nobody is logged in, or the desk could not be opened: an empty desk that says so. */
export function idleSnapshot({ seq, mode, at, limits, state, reason }: IdleDesk): Snapshot {
  const connection = { state, reason };
  const nothing = paise(0);
  const desk = {
    mode,
    date: istDate(at),
    at,
    phase: phaseAt(at, 'options'),
    isArmed: false,
    haltReason: null,
    isReconciled: false,
    feed: connection,
    orders: connection,
    lastTickAt: 0,
    ticksPerSecond: 0,
    pnl: { realised: nothing, mtm: nothing, charges: nothing, net: nothing, peak: nothing, trough: nothing },
    funds: null,
    limits,
    playback: null,
    underlyings: [],
    indices: [],
    watchlist: [],
    outside: { positions: [], orders: [] },
    gaps: [],
  };
  return { seq, tables: { desk: { desk }, ...emptyTables() } };
}
