import type { Entry, Journal } from '#shared/ports/journal';

/** Puts entries into the journal in their order. Those that could not be written stay first in line, so it never has a gap. */
export class JournalWriter {
  private readonly journal: Journal;
  private unsaved: Entry[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(journal: Journal) {
    this.journal = journal;
  }

  /** Resolves when these and all before them are on disk; rejects with the disk's reason. */
  save(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return Promise.resolve();
    this.unsaved.push(...entries);
    const write = (): Promise<void> => this.write();
    this.writing = this.writing.then(write, write);
    return this.writing;
  }

  settled(): Promise<void> {
    return this.writing;
  }

  private async write(): Promise<void> {
    const batch = this.unsaved;
    if (batch.length === 0) return;
    this.unsaved = [];
    try {
      await this.journal.append(batch);
    } catch (error) {
      this.unsaved = [...batch, ...this.unsaved];
      throw error;
    }
  }
}
