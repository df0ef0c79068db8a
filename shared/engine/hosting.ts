import type { Instrument } from '#shared/domain/instrument';
import type { ParamValues } from '#shared/domain/params';
import type { Quote } from '#shared/domain/quote';
import type { Action, ClosedBar, Drawing, Need } from '#shared/domain/strategy';
import type { InstanceId, Trade } from '#shared/domain/trade';
import type { EpochMs } from '#shared/domain/units';

/** What a host needs to run one instance: everything crosses a thread as plain data. */
export interface HostStart {
  readonly instance: InstanceId;
  readonly strategy: string;
  readonly params: ParamValues;
  /** The strategy's memory from before, or null to begin afresh. */
  readonly state: unknown;
  /** The instruments it may look up: those of its underlying and of its open trades. */
  readonly instruments: readonly Instrument[];
  readonly trades: readonly Trade[];
  readonly at: EpochMs;
}

/** One step of the market as an instance sees it: quotes of its needs, bars that closed, own trades that changed. */
export interface HostBatch {
  readonly at: EpochMs;
  readonly quotes: readonly Quote[];
  readonly bars: readonly ClosedBar[];
  readonly trades: readonly Trade[];
  /** Past bars, delivered once after the start: they build state, actions are ignored. */
  readonly isWarmUp: boolean;
}

/** What a batch made the strategy decide; state is null when it is as before. */
export interface HostDecision {
  readonly instance: InstanceId;
  /** The batch's time: when the signal was seen. */
  readonly at: EpochMs;
  readonly state: { readonly value: unknown } | null;
  readonly why: string;
  readonly actions: readonly Action[];
  readonly drawings: readonly Drawing[];
}

/** Runs one instance somewhere: inline, or in a worker thread of its own. */
export interface StrategyHost {
  /** What the strategy wants to see, known once it has started. */
  start(start: HostStart): void;
  send(batch: HostBatch): void;
  stop(): void;
}

/** How a host talks back. `onFailed` comes at most once; the host is dead then. */
export interface HostListener {
  onNeeds(instance: InstanceId, needs: readonly Need[]): void;
  onDecision(decision: HostDecision): void;
  onFailed(instance: InstanceId, message: string): void;
  /** A host that works beside its caller tells when it has something to do, and when it has done everything or was stopped. */
  onBusy?(isBusy: boolean): void;
}
