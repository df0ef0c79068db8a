import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetPath, recordedDates, ticksPath } from '#electron/recording/day-folder';
import type { RecordedDay } from '#electron/research/recording';
import type { SourceSpec } from '#electron/research/sources/open';
import { refuseOwnFiles } from '#electron/storage/own-files';
import type { IstDate } from '#shared/domain/time';
import type { Fraction } from '#shared/domain/units';
import {
  filesIn,
  nameOfFiles,
  RECORDED_IN,
  type LookChoice,
  type ReplayContents,
  type ReplaySource,
} from '#shared/ipc/playback';
import type { History } from '#shared/ports/history';
import { unpackDay } from './packed-day';
import { CANCELLED, RecordingThread } from './recording-thread';

export interface SourcesSetup {
  /** The data folder. */
  readonly root: string;
  /** Where downloaded and imported candles lie. */
  readonly historyFolder: () => string;
}

/** A day that can be played, with the recording that it is a part of. The recording is kept until it is closed. */
export interface OpenedDay {
  readonly contents: ReplayContents;
  readonly day: RecordedDay;
  readonly history: History;
  close(): void;
}

const NAMES = { live: 'Recorded live', paper: 'Recorded on paper', demo: 'Recorded in the demo' } as const;
const TABLE = /\.(csv|tsv|txt|json|parquet)(\.gz)?$/i;

/** A person's own days: what each mode recorded, and files of candles, prices and chains. */
export class Sources {
  private readonly setup: SourcesSetup;
  /** Every recording that somebody holds, by its content. */
  private readonly threads = new Map<string, RecordingThread>();
  /** The one that was asked for last is held until another is: who looks at a file mostly opens it next. */
  private last: RecordingThread | null = null;

  constructor(setup: SourcesSetup) {
    this.setup = setup;
  }

  async list(): Promise<readonly ReplaySource[]> {
    const recorded = await Promise.all(RECORDED_IN.map((mode) => this.recordedIn(mode)));
    return [...recorded.filter(({ days }) => days?.length !== 0), ...(await tablesIn(this.setup.historyFolder()))];
  }

  /** Rejects in words; also when another source is looked at before this one was read. */
  async look({ source, day, symbol }: LookChoice): Promise<ReplayContents> {
    const thread = await this.threadOf(await this.specOf(source, symbol, day));
    return thread.ask({ kind: 'contents' });
  }

  /** A source's days, ascending. Rejects in words. */
  async days(source: string, symbol: string | null): Promise<readonly IstDate[]> {
    const mode = modeOf(source);
    if (mode !== null) return this.recordedDays(mode);
    const { days } = await this.look({ source, symbol, day: null });
    return days.map(({ date }) => date);
  }

  /** Rejects in words. */
  async open(source: string, symbol: string | null, date: IstDate): Promise<OpenedDay> {
    const thread = (await this.threadOf(await this.specOf(source, symbol, date))).hold();
    try {
      const contents = await thread.ask({ kind: 'contents' });
      const day = unpackDay(await thread.ask({ kind: 'day', date }));
      const history: History = {
        bars: (instrument, interval, from, to) => thread.ask({ kind: 'bars', date, instrument, interval, from, to }),
      };
      return { contents, day, history, close: () => thread.release(CANCELLED) };
    } catch (error) {
      thread.release(CANCELLED);
      throw error;
    }
  }

  /** How much was read of what somebody waits for; null when nobody does. */
  reading(): Fraction | null {
    return this.last?.isReading === true ? this.last.share : null;
  }

  /** Whoever waits for what is being read hears that it was cancelled; a day that is played from it goes on. */
  cancel(): void {
    if (this.last?.isReading !== true) return;
    this.last.cancel();
    this.last.release(CANCELLED);
    this.last = null;
  }

  close(): void {
    for (const thread of this.threads.values()) thread.end(new Error(CANCELLED));
  }

  private async threadOf(spec: SourceSpec): Promise<RecordingThread> {
    const key = await keyOf(spec);
    const thread = this.threads.get(key) ?? new RecordingThread(spec, () => this.threads.delete(key));
    this.threads.set(key, thread);
    thread.hold();
    this.last?.release('Another recording is looked at instead');
    this.last = thread;
    return thread;
  }

  private async specOf(source: string, symbol: string | null, day: IstDate | null): Promise<SourceSpec> {
    const mode = modeOf(source);
    const files = mode === null ? filesIn(source) : [await this.logOf(mode, day)];
    await refuseOwnFiles(this.setup.root, files);
    return { files, symbol, history: null, from: null, to: null, modelOptions: null };
  }

  private async logOf(mode: Mode, day: IstDate | null): Promise<string> {
    if (day === null) throw new Error('Choose a recorded day');
    const directory = join(this.setup.root, mode);
    const log = ticksPath(directory, day);
    return (await sizeOf(log)) > 0 ? log : parquetPath(directory, day);
  }

  private async recordedDays(mode: Mode): Promise<readonly IstDate[]> {
    const dates = await recordedDates(join(this.setup.root, mode));
    const sizes = await Promise.all(dates.map(async (date) => sizeOf(await this.logOf(mode, date))));
    return dates.filter((_, index) => (sizes[index] ?? 0) > 0);
  }

  private async recordedIn(mode: Mode): Promise<ReplaySource> {
    const days = await this.recordedDays(mode);
    const sizes = await Promise.all(days.map(async (date) => sizeOf(await this.logOf(mode, date))));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    return { id: mode, kind: 'recorded', name: NAMES[mode], bytes, days: days.toReversed() };
  }
}

type Mode = (typeof RECORDED_IN)[number];

function modeOf(source: string): Mode | null {
  return RECORDED_IN.find((mode) => mode === source) ?? null;
}

/** What a source is called on the screen. */
export function nameOf(source: string): string {
  const mode = modeOf(source);
  return mode === null ? nameOfFiles(source) : NAMES[mode];
}

/** Another content has another key. */
async function keyOf(spec: SourceSpec): Promise<string> {
  const found = await Promise.all(spec.files.map((file) => stat(file).catch(() => null)));
  return JSON.stringify([spec, found.map((file) => [file?.size, file?.mtimeMs])]);
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function tablesIn(folder: string): Promise<readonly ReplaySource[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile() && TABLE.test(entry.name)).map(({ name }) => name);
  return Promise.all(
    names
      .toSorted((a, b) => a.localeCompare(b))
      .map(async (name): Promise<ReplaySource> => {
        const id = join(folder, name);
        return { id, kind: 'file', name, bytes: await sizeOf(id), days: null };
      }),
  );
}
