import type { Fact } from '#shared/domain/facts';

/** A numbered fact as it stands in the journal. */
export interface Entry {
  readonly seq: number;
  readonly at: number;
  readonly fact: Fact;
}

/** The append-only record of everything that changed the desk. */
export interface Journal {
  /** Queues entries in order; resolves when they are on disk (fsync), together with whatever was queued meanwhile. */
  append(entries: readonly Entry[]): Promise<void>;
  /** True while the disk refuses, and entries go where room was set aside for exits; absent where there is no such room. */
  readonly isStrained?: () => boolean;
  /** All readable entries, oldest first; what could not be read is reported, not thrown. */
  read(): Promise<{ readonly entries: readonly Entry[]; readonly faults: readonly string[] }>;
  close(): Promise<void>;
}
