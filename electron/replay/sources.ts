import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parquetPath, recordedDates, ticksPath } from '#electron/recording/day-folder';
import { inLabThread } from '#electron/research/desk/lab-thread';
import type { RecordedDay, Recording } from '#electron/research/recording';
import { openRecording, type SourceSpec } from '#electron/research/sources/open';
import type { IstDate } from '#shared/domain/time';
import { RECORDED_IN, type LookChoice, type ReplayContents, type ReplaySource } from '#shared/ipc/playback';

export interface SourcesSetup {
  /** The data folder. */
  readonly root: string;
  /** Where downloaded and imported candles lie. */
  readonly historyFolder: () => string;
}

/** A day that can be played, with the recording that it is a part of. */
export interface OpenedDay {
  readonly recording: Recording;
  readonly day: RecordedDay;
}

const NAMES = { live: 'Recorded live', paper: 'Recorded on paper', demo: 'Recorded in the demo' } as const;
const TABLE = /\.(csv|tsv|txt|json|parquet)(\.gz)?$/i;

/** A person's own days: what each mode recorded, and files of candles, prices and chains. */
export class Sources {
  private readonly setup: SourcesSetup;
  private readonly closing = new AbortController();
  private readonly looked = new Map<string, Promise<ReplayContents>>();
  /** Of the file that was opened last: its next day needs no reading. */
  private opened: { readonly key: string; readonly recording: Promise<Recording> } | null = null;

  constructor(setup: SourcesSetup) {
    this.setup = setup;
  }

  async list(): Promise<readonly ReplaySource[]> {
    const recorded = await Promise.all(RECORDED_IN.map((mode) => this.recordedIn(mode)));
    return [...recorded.filter(({ days }) => days?.length !== 0), ...(await filesIn(this.setup.historyFolder()))];
  }

  /** Rejects in words. */
  async look({ source, day, symbol }: LookChoice): Promise<ReplayContents> {
    const spec = await this.specOf(source, symbol, day);
    const key = await keyOf(spec);
    const known = this.looked.get(key);
    if (known) return known;
    const looking = inLabThread({ kind: 'contents', source: spec } as const, { signal: this.closing.signal });
    this.looked.set(key, looking);
    return looking.catch((error: unknown) => {
      this.looked.delete(key);
      throw error;
    });
  }

  /** A source's days, ascending. Rejects in words. */
  async days(source: string, symbol: string | null): Promise<readonly IstDate[]> {
    const mode = modeOf(source);
    if (mode !== null) return this.recordedDays(mode);
    return (await this.recording(await this.specOf(source, symbol, null))).days.map(({ date }) => date);
  }

  /** Rejects in words. */
  async open(source: string, symbol: string | null, date: IstDate): Promise<OpenedDay> {
    const recording = await this.recording(await this.specOf(source, symbol, date));
    const day = recording.days.find((each) => each.date === date);
    if (!day) throw new Error(`${basename(source)} has no ${date}`);
    return { recording, day };
  }

  close(): void {
    this.closing.abort();
  }

  private async recording(spec: SourceSpec): Promise<Recording> {
    const key = await keyOf(spec);
    if (this.opened?.key !== key) this.opened = { key, recording: openRecording(spec) };
    const { recording } = this.opened;
    return recording.catch((error: unknown) => {
      this.opened = null;
      throw error;
    });
  }

  private async specOf(source: string, symbol: string | null, day: IstDate | null): Promise<SourceSpec> {
    const mode = modeOf(source);
    const file = mode === null ? source : await this.logOf(mode, day);
    return { files: [file], symbol, history: null, from: null, to: null, modelOptions: null };
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
  return mode === null ? basename(source) : NAMES[mode];
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

async function filesIn(folder: string): Promise<readonly ReplaySource[]> {
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
