import type { Entry } from '#shared/ports/journal';
import { parseLine } from './journal-line';

/** What the bytes of a journal say. */
export interface Scan {
  readonly entries: readonly Entry[];
  /** One sentence a fault: which file, which line, what was lost. */
  readonly faults: readonly string[];
  readonly isDamaged: boolean;
  /** The whole lines, as they were, for the repaired file. */
  readonly goodLines: string;
  /** The format of whole lines that a newer program wrote; null when there are none. */
  readonly newerVersion: number | null;
}

/** Reads every whole line, whatever stands between them. Loses broken lines only, and says which. */
export function scanJournal(bytes: Buffer, path: string): Scan {
  const lines = bytes.toString('utf8').split('\n');
  // A whole file ends with a line end: nothing follows the last one, unless the file was cut short.
  const isCutShort = lines.at(-1) !== '';
  if (!isCutShort) lines.pop();
  const entries: Entry[] = [];
  const good: string[] = [];
  const faults: string[] = [];
  let newerVersion: number | null = null;
  for (const [index, line] of lines.entries()) {
    const reading = parseLine(line);
    if (reading.kind === 'newer') newerVersion = reading.version;
    const why =
      reading.kind === 'broken'
        ? reading.why
        : reading.kind === 'entry'
          ? misplaced(reading.entry, entries.at(-1))
          : null;
    if (why !== null) faults.push(`Line ${index + 1} of the journal ${path} was lost: ${why}.`);
    else if (reading.kind === 'entry') {
      entries.push(reading.entry);
      good.push(`${line}\n`);
    }
  }
  if (isCutShort)
    faults.push(
      `The journal ${path} ends in the middle of line ${lines.length}, as when the power fails during a write.`,
    );
  return { entries, faults, isDamaged: faults.length > 0, goodLines: good.join(''), newerVersion };
}

/** A number that came before means that two programs wrote the file; applied twice, a fill would count twice. */
function misplaced(entry: Entry, previous: Entry | undefined): string | null {
  if (previous === undefined || entry.seq > previous.seq) return null;
  return `its number ${entry.seq} is not above ${previous.seq}, the one before it`;
}
