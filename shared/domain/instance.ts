import type { ParamValues } from './params';
import type { Scheduled } from './schedule';
import type { InstanceId } from './trade';
import type { EpochMs } from './units';

/**
 * running: sees prices and may enter. paused: sees nothing, its open trades stay protected.
 * stopped: not hosted. failed: its worker crashed or hung; its open trades stay protected.
 */
export type InstanceStatus = 'running' | 'paused' | 'stopped' | 'failed';

/** How far a strategy may enter by itself: at once, after a person's yes, or not at all. Exits never wait. */
export type Approval = 'automatic' | 'ask' | 'signals-only';
export const APPROVALS = ['automatic', 'ask', 'signals-only'] as const satisfies readonly Approval[];

/** One configured strategy: the same strategy may run several times, each with its own parameters and state. */
export interface Instance {
  readonly id: InstanceId;
  /** The strategy's id. */
  readonly strategy: string;
  readonly name: string;
  readonly params: ParamValues;
  readonly approval: Approval;
  /** Null, or absent in journals from before there were any, starts and stops by hand alone. */
  readonly schedule?: Scheduled | null;
  readonly status: InstanceStatus;
  /** When it got this status, and why in words. */
  readonly statusAt: EpochMs;
  readonly statusReason: string;
  /** The strategy's own memory: plain JSON that only its functions look into; null before its first decision. */
  readonly state: unknown;
  /** What its last decision said, and when. */
  readonly why: string;
  readonly decidedAt: EpochMs | null;
}
