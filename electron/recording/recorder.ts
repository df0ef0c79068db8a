import { mkdir } from 'node:fs/promises';
import { diskFault } from '#electron/storage/disk-fault';
import type { Book } from '#shared/domain/book';
import type { Catalogue } from '#shared/domain/catalogue';
import { messageOf } from '#shared/domain/result';
import type { IstDate } from '#shared/domain/time';
import type { Clock } from '#shared/ports/clock';
import { dayFolder, ticksPath } from './day-folder';
import { openTickFile, type TickFile, type TickFileStats } from './tick-file';

export interface RecorderSetup {
  /** The mode's folder. */
  readonly directory: string;
  readonly date: IstDate;
  readonly book: Book;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** The computer's clock. */
  readonly now: () => number;
  /** Told in one sentence, for the trader, what is lost and why. */
  readonly onFault: (message: string) => void;
}

/** Keeps every tick of the day. Whatever the disk does, the desk never hears more of it than a fault. */
export interface Recorder {
  /** Takes the slots that changed, after the book has them; never waits and never throws. */
  onPrices(slots: Int32Array, count: number): void;
  /** Resolves when what was recorded is on the disk, or the disk refused it. */
  flush(): Promise<void>;
  close(): Promise<void>;
  stats(): TickFileStats;
}

/** Ticks wait no longer for the disk: with the write itself, a power cut costs a second of them. In milliseconds. */
const FLUSH_EVERY = 800;

/** Never rejects: with a disk that refuses, it reports so and records nothing. */
export async function openRecorder(setup: RecorderSetup): Promise<Recorder> {
  const { onFault } = setup;
  try {
    const file = await openDay(setup);
    for (const fault of file.faults) onFault(fault);
    const recorder = recorderOf(file, onFault);
    // Opening takes a moment, and prices came meanwhile: without them the recording would not begin where the desk did.
    const shown = slotsWithPrice(setup.book);
    recorder.onPrices(shown, shown.length);
    return recorder;
  } catch (error) {
    onFault(messageOf(error));
    return NOT_RECORDING;
  }
}

function slotsWithPrice(book: Book): Int32Array {
  const { ltp } = book.columns;
  return Int32Array.from({ length: book.size() }, (_, slot) => slot).filter((slot) => ltp[slot] !== 0);
}

async function openDay({ directory, date, book, catalogue, clock, now, onFault }: RecorderSetup): Promise<TickFile> {
  const folder = dayFolder(directory, date);
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw diskFault("make the folder of the day's ticks", folder, error);
  });
  return openTickFile({
    path: ticksPath(directory, date),
    columns: book.columns,
    describe: (slot) => {
      const id = book.idAt(slot);
      return { id, token: catalogue.get(id)?.token ?? 0 };
    },
    startsAt: clock.now(),
    now,
    onFault,
  });
}

function recorderOf(file: TickFile, onFault: (message: string) => void): Recorder {
  let isRecording = true;
  const timer = setInterval(() => void file.flush(), FLUSH_EVERY);
  timer.unref();
  return {
    onPrices(slots, count) {
      if (!isRecording) return;
      try {
        file.record(slots, count);
      } catch (error) {
        // What has been half encoded may not be built upon, and trading has to go on.
        isRecording = false;
        onFault(`Ticks are no longer recorded today: ${messageOf(error)}`);
      }
    },
    flush: () => file.flush(),
    async close() {
      clearInterval(timer);
      await file.close().catch((error: unknown) => onFault(messageOf(error)));
    },
    stats: () => file.stats(),
  };
}

const NOTHING = { written: 0, repeated: 0, lost: 0, bytes: 0, isFailing: false };

/** For a day that lies in a file already. */
export const NO_RECORDER: Recorder = {
  onPrices() {},
  flush: () => Promise.resolve(),
  close: () => Promise.resolve(),
  stats: () => NOTHING,
};

/** The fault has been told. */
const NOT_RECORDING: Recorder = { ...NO_RECORDER, stats: () => ({ ...NOTHING, isFailing: true }) };
