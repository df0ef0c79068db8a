import type { ParamValues } from '#shared/domain/params';
import type { RiskLimits } from '#shared/domain/risk';
import type { Paise } from '#shared/domain/units';
import type { ExecutionPolicy } from '#shared/engine/core';
import type { Slippage } from './slippage';

/** One instance that runs all through the recording, begun afresh each day as live begins it. */
export interface PlayedInstance {
  readonly strategy: string;
  readonly name: string;
  /** Checked against the strategy's schema. */
  readonly params: ParamValues;
}

export interface PlayTerms {
  readonly instances: readonly PlayedInstance[];
  readonly limits: RiskLimits;
  readonly policy: ExecutionPolicy;
  readonly slippage: Slippage;
  /** Cash at the beginning of each day. */
  readonly capital: Paise;
}
