import { SECOND } from '#shared/domain/time';
import { rupees } from '#shared/domain/units';
import type { ExecutionPolicy } from '#shared/engine/core';

/** How the desk works orders, in every mode alike. Durations are of the desk's clock. */
export const EXECUTION: ExecutionPolicy = {
  entryProtection: 0.01,
  exitProtection: 0.03,
  protectionFloor: rupees(0.5),
  chaseAfterMs: 3 * SECOND,
  maxEntryChases: 5,
  legDeadlineMs: 20 * SECOND,
  retryExitAfterMs: 5 * SECOND,
  lookUpEveryMs: 3 * SECOND,
};
