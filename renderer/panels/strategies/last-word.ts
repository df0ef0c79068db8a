import type { InstanceView } from '#shared/ipc/views';

interface LastWord {
  readonly at: number;
  readonly text: string;
}

/**
 * What a card says and when it was so: the last decision, or why the strategy does not run where that is newer. A sentence of
 * an open trade must not outlive the trade. Null for one that has done nothing yet.
 */
export function lastWord({
  status,
  statusAt,
  statusReason,
  why,
  decidedAt,
}: Pick<InstanceView, 'status' | 'statusAt' | 'statusReason' | 'why' | 'decidedAt'>): LastWord | null {
  if (decidedAt !== null && why !== '' && (status === 'running' || decidedAt > statusAt))
    return { at: decidedAt, text: why };
  if (status === 'running') return { at: statusAt, text: 'No decision yet.' };
  return status === 'stopped' && decidedAt === null ? null : { at: statusAt, text: statusReason };
}
