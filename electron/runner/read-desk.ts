import { createDesk } from '#shared/engine/desk';
import { foldEntries } from '#shared/engine/engine';
import type { Entry } from '#shared/ports/journal';
import type { Wiring } from './wiring';

/** What the journal of the day says. */
export interface ReadDesk {
  readonly desk: ReturnType<typeof createDesk>;
  readonly entries: readonly Entry[];
  readonly lastSeq: number;
  readonly faults: readonly string[];
  readonly contradictions: readonly string[];
}

export async function readDesk({ journal, date, limits }: Wiring): Promise<ReadDesk> {
  const { entries, faults } = await journal.read();
  const desk = createDesk(date, limits);
  const { lastSeq, contradictions } = foldEntries(desk, entries);
  // Whatever the journal says, the books have to be compared anew in this run.
  desk.isReconciled = false;
  return { desk, entries, lastSeq, faults, contradictions };
}
