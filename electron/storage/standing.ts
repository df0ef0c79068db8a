import { z } from 'zod';
import type { RiskLimits } from '#shared/domain/risk';
import { APPROVALS, type Instance } from '#shared/domain/instance';
import type { EpochMs } from '#shared/domain/units';
import { parsers } from '#shared/ipc/contract';
import { createDocument } from './document';

/** What stays from one day to the next: the configured strategies and the limits, without any day's state. */
export interface Standing {
  readonly instances: readonly Pick<Instance, 'id' | 'strategy' | 'name' | 'params' | 'approval'>[];
  /** Null until the trader changed them: the settings' limits hold then. */
  readonly limits: RiskLimits | null;
}

export interface StandingStore {
  /** What was wrong with the file found, for the screen. */
  readonly notes: readonly string[];
  read(): Standing;
  write(standing: Standing): void;
  flush(): Promise<void>;
}

export interface StandingOptions {
  readonly path: string;
  /** What there is before anybody configured anything. */
  readonly initial: Standing;
  /** The computer's clock. */
  readonly now: () => EpochMs;
  readonly onFault: (message: string) => void;
}

const FORMAT = 1;
const instance = z.object({
  id: z.string(),
  strategy: z.string(),
  name: z.string(),
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  approval: z.enum(APPROVALS),
});
const schema = z.object({ instances: z.array(instance), limits: parsers['limits.set'].nullable() });

/** strategies.json of the data folder: written whole at each change, which is rare. */
export async function openStanding({ path, initial, now, onFault }: StandingOptions): Promise<StandingStore> {
  const document = createDocument<Standing>({ path, name: 'the strategies file', version: FORMAT, schema, now });
  const { value, notes } = await document.read();
  let current = value ?? initial;
  let writing = Promise.resolve();
  return {
    notes,
    read: () => current,
    write(standing) {
      current = standing;
      writing = writing
        .then(() => document.write(standing))
        .catch((error: unknown) => onFault(error instanceof Error ? error.message : String(error)));
    },
    flush: () => writing,
  };
}
