import { z } from 'zod';
import { APPROVALS, type Instance } from '#shared/domain/instance';
import type { RiskLimits } from '#shared/domain/risk';
import type { Schedule } from '#shared/domain/schedule';
import { parsers } from '#shared/ipc/contract';
import { schedule } from '#shared/ipc/schedule';

export interface StandingInstance extends Pick<Instance, 'id' | 'strategy' | 'name' | 'params' | 'approval'> {
  readonly schedule?: Schedule | null | undefined;
}

/** What stays from one day to the next: the configured strategies and the limits, without any day's state. */
export interface Standing {
  readonly instances: readonly StandingInstance[];
  /** Null until the trader changed them: the settings' limits hold then. */
  readonly limits: RiskLimits | null;
}

const instance = z.object({
  id: z.string(),
  strategy: z.string(),
  name: z.string(),
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  approval: z.enum(APPROVALS),
  schedule: schedule.nullish(),
});

/** strategies.json of a mode's folder. */
export const standingSchema: z.ZodType<Standing> = z.object({
  instances: z.array(instance),
  limits: parsers['limits.set'].nullable(),
});
