import { open as openFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { createAppendFile, openForAppending, type AppendFile, type AppendHandle } from '#electron/storage/append-file';
import { diskFault, errorCode } from '#electron/storage/disk-fault';
import { keepDamaged } from '#electron/storage/durable-file';
import type { BookColumns } from '#shared/domain/book-columns';
import { MINUTE } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { SegmentQueue } from './segment-queue';
import { TickDecoder } from './tick-decoder';
import { TickEncoder, type Continuation, type Recorded } from './tick-encoder';
import { readBlocks } from './tick-reader';
import { scanTicks, ticksAfter } from './tick-scan';

export interface TickFileOptions {
  readonly path: string;
  readonly columns: BookColumns;
  /** Names the instrument in a slot of the book. */
  readonly describe: (slot: number) => Recorded;
  /** The desk's time. A file whose last tick lies ahead of it is of a day that was begun again, as the demo's may be. */
  readonly startsAt: EpochMs;
  /** The computer's clock, for the name of a file kept aside. */
  readonly now: () => number;
  /** Told in one sentence, for the trader, when the disk begins to refuse; again only after it had taken something. */
  readonly onFault: (message: string) => void;
  /** How the file is opened; tests give one whose disk is full. */
  readonly open?: (path: string) => Promise<AppendHandle>;
  /** Megabytes of memory for ticks that the disk has not taken yet. */
  readonly segments?: number;
}

export interface TickFileStats {
  /** Ticks written by this run, or waiting for the disk. */
  readonly written: number;
  /** Left out because the instrument's last tick said the same. */
  readonly repeated: number;
  /** Left out because the disk took nothing for too long. */
  readonly lost: number;
  /** On the disk. */
  readonly bytes: number;
  readonly isFailing: boolean;
}

/** A day's ticks, growing. */
export interface TickFile {
  /** What was found damaged when it was opened. */
  readonly faults: readonly string[];
  /** Takes what changed in the book; never waits. */
  record(slots: Int32Array, count: number): void;
  /** Resolves when all that was recorded is on the disk, or the disk refused it; then it is tried again at the next flush. */
  flush(): Promise<void>;
  close(): Promise<void>;
  stats(): TickFileStats;
}

/**
 * Opens the file, going on where it ended. What a crash left of a last block is cut off; a file without a single whole
 * block, or of a day begun again, is kept aside. Rejects with an Error for the trader when the disk refuses or a newer program wrote the file.
 */
export async function openTickFile(options: TickFileOptions): Promise<TickFile> {
  const { path, open = openForAppending } = options;
  try {
    const { from, faults, wholeBytes } = await findContinuation(options);
    const handle = await open(path);
    if (wholeBytes !== null) await handle.truncate(wholeBytes);
    return tickFileOf(options, await createAppendFile(handle), { from, faults });
  } catch (error) {
    throw errorCode(error) === null ? error : diskFault('open the recording of ticks', path, error);
  }
}

/** At an ordinary day's rate, minutes of ticks. */
const ENOUGH_SEGMENTS = 32;

interface Opened {
  readonly from: Continuation;
  readonly faults: readonly string[];
}

function tickFileOf(options: TickFileOptions, file: AppendFile, { from, faults }: Opened): TickFile {
  const { path, columns, describe, onFault, segments = ENOUGH_SEGMENTS } = options;
  let failedAt: number | null = null;
  const queue = new SegmentQueue(file, segments, (error) => {
    if (failedAt !== queue.bytesWritten) onFault(diskFault('record ticks', path, error).message);
    failedAt = queue.bytesWritten;
  });
  const encoder = new TickEncoder({ columns, describe, segments: queue, from });

  function flush(): Promise<void> {
    encoder.cut();
    return queue.settled();
  }

  return {
    faults,
    record: (slots, count) => encoder.record(slots, count),
    flush,
    async close() {
      encoder.repeatNames();
      encoder.writeNames();
      await flush();
      await file.close();
    },
    stats: () => ({
      written: encoder.written,
      repeated: encoder.repeated,
      lost: encoder.lost,
      bytes: queue.bytesWritten,
      isFailing: failedAt === queue.bytesWritten,
    }),
  };
}

/** So many blocks at the end tell which ticks would repeat the last ones; reading all would hold up the start. */
const REMEMBERED_BLOCKS = 64;
/** More than a correction of the machine's clock. */
const SET_BACK = MINUTE;

interface Found extends Opened {
  /** Where to cut the file; null when all of it is whole. */
  readonly wholeBytes: number | null;
}

async function findContinuation({ path, startsAt, now }: TickFileOptions): Promise<Found> {
  const decoder = new TickDecoder();
  const nothing: Continuation = { sequence: 0, ticks: 0, known: 0, instruments: new Map(), states: decoder.states };
  const handle = await openIfThere(path);
  if (handle === null) return { from: nothing, faults: [], wholeBytes: null };
  try {
    const { blocks, instruments, faults, bytes, wholeBytes, last } = await scanTicks(handle, path);
    if (last === null)
      return { from: nothing, faults: bytes === 0 ? [] : await setAside(path, now(), faults), wholeBytes: null };
    if (last.baseAt > startsAt + SET_BACK) {
      await rename(path, path.replace(/\.kdt$/, `.before-${now()}.kdt`));
      return { from: nothing, faults: [], wholeBytes: null };
    }
    // Only for what the decoder keeps of them.
    for await (const _ of readBlocks(handle, blocks.slice(-REMEMBERED_BLOCKS), decoder));
    const from = {
      sequence: last.sequence + 1,
      ticks: ticksAfter(last),
      known: last.known,
      instruments,
      states: decoder.states,
    };
    return { from, faults, wholeBytes: wholeBytes < bytes ? wholeBytes : null };
  } finally {
    await handle.close();
  }
}

async function setAside(path: string, at: number, faults: readonly string[]): Promise<readonly string[]> {
  const aside = await keepDamaged(path, at);
  await rm(path);
  return [...faults, `It is kept as ${aside}, and a new recording begins.`];
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await openFile(path, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
