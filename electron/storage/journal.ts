import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { IstDate } from '#shared/domain/time';
import type { Entry, Journal } from '#shared/ports/journal';
import { createAppendFile, openForAppending, type AppendFile, type AppendHandle } from './append-file';
import { diskFault, errorCode } from './disk-fault';
import { keepDamaged, readIfThere, writeDurably } from './durable-file';
import { formatLine } from './journal-line';
import { scanJournal, type Scan } from './journal-scan';
import type { Reserve } from './journal-reserve';
import { acquireLock, type Lock } from './lock';

export interface JournalOptions {
  /** The folder of all days' journals; made when missing. */
  readonly directory: string;
  readonly date: IstDate;
  /** The computer's clock, for the names of files kept aside. */
  readonly now: () => number;
  /** How the file is opened; tests give one whose disk is full. */
  readonly open?: (path: string) => Promise<AppendHandle>;
  /** Sets room aside, so that a full disk still takes the record of an exit. */
  readonly reserve?: (path: string) => Promise<Reserve>;
}

interface Waiting {
  readonly bytes: Buffer;
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

/**
 * Opens the day's journal, and is its only writer until closed. A damaged file is kept aside and replaced by its
 * readable lines first, so that nothing is ever appended to garbage; `read()` reports what was lost.
 * Rejects with an Error for the trader when another program writes it, a newer one wrote it, or the disk refuses.
 */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { directory, date, now, open = openForAppending } = options;
  const path = join(directory, `${date}.jsonl`);
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw diskFault('make the journal’s folder', directory, error);
  });
  const lock = await lockJournal(path);
  try {
    const opened = await scanAndRepair(path, now());
    const file = await createAppendFile(await open(path));
    const reserve = (await options.reserve?.(join(directory, `${date}.reserve`)).catch(() => null)) ?? null;
    return journalOf({ path, lock, file, ...withReserved(opened, reserve, path) });
  } catch (error) {
    await lock.release();
    throw errorCode(error) === null ? error : diskFault('open the journal', path, error);
  }
}

/** Days that have a journal, oldest first; none when the folder is missing. */
export async function journalDates(directory: string): Promise<readonly IstDate[]> {
  try {
    const names = await readdir(directory);
    return names.flatMap((name) => /^(\d{4}-\d{2}-\d{2})\.jsonl$/.exec(name)?.[1] ?? []).sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw diskFault('list the journals', directory, error);
  }
}

/** What a full disk left in the reserve comes after the journal's own lines; it is moved there by the next append. */
function withReserved(
  opened: Scan,
  reserve: Reserve | null,
  path: string,
): Pick<Parts, 'opened' | 'reserve' | 'reserved'> {
  const left = scanJournal(Buffer.from(reserve?.left ?? ''), `${path}, in what was set aside for a full disk`);
  const last = opened.entries.at(-1)?.seq ?? 0;
  const entries = left.entries.filter(({ seq }) => seq > last);
  return {
    opened: { ...opened, entries: [...opened.entries, ...entries], faults: [...opened.faults, ...left.faults] },
    reserve,
    reserved: entries.map((entry) => Buffer.from(formatLine(entry))),
  };
}

async function lockJournal(path: string): Promise<Lock> {
  const lock = await acquireLock(`${path}.lock`);
  if (lock.ok) return lock.value;
  throw new Error(
    `Another running KiteDesk (process ${lock.error.pid}) writes the journal ${path}. Close it, then start again.`,
  );
}

async function scan(path: string): Promise<Scan> {
  return scanJournal((await readIfThere(path)) ?? Buffer.alloc(0), path);
}

async function scanAndRepair(path: string, at: number): Promise<Scan> {
  const found = await scan(path);
  if (found.newerVersion !== null) {
    throw new Error(
      `The journal ${path} was written by a newer KiteDesk (format ${found.newerVersion}). Start that one, or update this one.`,
    );
  }
  if (!found.isDamaged) return found;
  const aside = await keepDamaged(path, at);
  await writeDurably(path, found.goodLines);
  return {
    ...found,
    faults: [...found.faults, `The journal as it was is kept as ${aside}; what could be read goes on in ${path}.`],
  };
}

interface Parts {
  readonly path: string;
  readonly lock: Lock;
  readonly file: AppendFile;
  readonly opened: Scan;
  readonly reserve: Reserve | null;
  /** What the reserve holds and the journal does not yet. */
  readonly reserved: Buffer[];
}

/** Writes into the journal, with whatever is still in the reserve before it; into the reserve when the disk refuses. */
function withFallback({ file, reserve, reserved }: Pick<Parts, 'file' | 'reserve' | 'reserved'>) {
  return {
    async write(bytes: Buffer): Promise<void> {
      try {
        await file.append(Buffer.concat([...reserved, bytes]));
      } catch (error) {
        if (!reserve) throw error;
        await reserve.write(bytes).catch(() => {
          // The disk's own reason says more than that the reserve is used up.
          throw error;
        });
        reserved.push(bytes);
        return;
      }
      if (reserved.length === 0) return;
      reserved.length = 0;
      // Should it fail, the next start finds lines that it has already, and leaves them out.
      await reserve?.clear().catch(() => undefined);
    },
    isStrained: () => reserved.length > 0,
    held: () => Buffer.concat(reserved),
    async close(): Promise<void> {
      await file.close();
      await reserve?.close();
    },
  };
}

function journalOf({ path, lock, opened, ...files }: Parts): Journal {
  const disk = withFallback(files);
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let isClosed = false;
  // What opening read serves until something is appended: the first read costs nothing.
  let current: Scan | null = opened;

  /** Group commit: whatever came while the disk was busy shares the next write and the next fsync. */
  async function writeWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await disk.write(Buffer.concat(batch.map(({ bytes }) => bytes)));
        for (const { done } of batch) done();
      } catch (error) {
        const fault = diskFault('write the journal', path, error);
        for (const { failed } of batch) failed(fault);
      }
    }
    writing = null;
  }

  function append(entries: readonly Entry[]): Promise<void> {
    if (isClosed) return Promise.reject(new Error(`The journal ${path} is closed`));
    current = null;
    return new Promise((done, failed) => {
      waiting.push({ bytes: Buffer.from(entries.map(formatLine).join('')), done, failed });
      writing ??= writeWaiting();
    });
  }

  async function read(): ReturnType<Journal['read']> {
    await writing;
    if (current !== null) return current;
    const { entries, faults } = await scan(path);
    const held = scanJournal(disk.held(), path).entries;
    return { entries: [...entries, ...held], faults: [...opened.faults, ...faults] };
  }

  async function close(): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    await writing;
    await disk.close();
    await lock.release();
  }

  return { append, read, close, isStrained: disk.isStrained };
}
