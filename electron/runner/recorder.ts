import type { Call } from '#shared/domain/call';
import type { Instance } from '#shared/domain/instance';
import type { RiskLimits } from '#shared/domain/risk';
import type { Trade } from '#shared/domain/trade';

/** What stays from one day to the next: the configured strategies and the limits, without any day's state. */
export interface Standing {
  readonly instances: readonly Pick<Instance, 'id' | 'strategy' | 'name' | 'params' | 'approval'>[];
  readonly limits: RiskLimits | null;
}

/** The files that people read, beside the journal. Writing is coalesced; `flush` waits for the disk. */
export interface DeskRecords {
  readStanding(): Promise<Standing>;
  writeStanding(standing: Standing): void;
  writeTrades(trades: readonly Trade[]): void;
  writeCalls(calls: readonly Call[]): void;
  flush(): Promise<void>;
}
