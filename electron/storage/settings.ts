import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '#shared/domain/result';
import type { EpochMs } from '#shared/domain/units';
import { diskFault } from './disk-fault';
import { keepDamaged, readIfThere, writeDurably } from './durable-file';
import { firstFault, parseJson } from './json';
import { settingsSchema, type Settings, type SettingsInput } from './settings-schema';

const FORMAT = 1;

/** What electron-store and its base `conf` have in common: the whole content, read from and written to the file at once. */
export interface SettingsFile {
  store: Record<string, unknown>;
}

export interface SettingsOptions {
  /** The data folder; the file is settings.json in it. */
  readonly directory: string;
  /** The computer's clock. */
  readonly now: () => EpochMs;
  /** electron-store in the app (which knows only Electron), conf in plain Node: `{directory}/{name}.json` either way. */
  readonly openFile: (options: { readonly directory: string; readonly name: string }) => SettingsFile;
}

export interface SettingsStore {
  /** What was wrong with the file found, for the screen. */
  readonly notes: readonly string[];
  get(): Settings;
  /** Changes top-level settings. Answers what the person should know when the change is invalid or cannot be saved; nothing is changed then. */
  set(change: Partial<SettingsInput>): Promise<Result<Settings, { readonly message: string }>>;
}

/** Never fails for a broken file: it is kept aside, and the last good copy or the defaults are used. */
export async function openSettings({ directory, now, openFile }: SettingsOptions): Promise<SettingsStore> {
  const path = join(directory, 'settings.json');
  const lastGood = `${path}.bak`;
  const { settings, notes } = await load(path, lastGood, now);
  const file = openFile({ directory, name: 'settings' });
  let current = settings;

  async function save(next: Settings): Promise<void> {
    const content = { version: FORMAT, ...next };
    file.store = content;
    // What writes the file does not notice a disk that took only a part of it (docs/decisions/durable-files.md).
    if (JSON.stringify(file.store) !== JSON.stringify(content)) throw new Error('What was written does not read back');
    await writeDurably(lastGood, textOf(next));
  }

  async function set(change: Partial<SettingsInput>): ReturnType<SettingsStore['set']> {
    const next = settingsSchema.safeParse({ ...current, ...change });
    if (!next.success) return err({ message: `This setting cannot be used: ${firstFault(next.error)}` });
    const previous = current;
    current = next.data;
    try {
      await save(next.data);
      return ok(next.data);
    } catch (error) {
      current = previous;
      await writeDurably(path, textOf(previous)).catch(() => undefined);
      return err({ message: diskFault('save the settings', path, error).message });
    }
  }

  return { notes, get: () => current, set };
}

async function load(
  path: string,
  lastGood: string,
  now: () => EpochMs,
): Promise<{ settings: Settings; notes: string[] }> {
  try {
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    const found = parse(await readIfThere(path));
    if (found.ok) return { settings: found.value, notes: [] };
    const aside = await keepDamaged(path, now());
    const copy = await readIfThere(lastGood);
    const rescued = parse(copy);
    const settings = rescued.ok ? rescued.value : settingsSchema.parse({});
    await writeDurably(path, textOf(settings));
    const instead = copy !== null && rescued.ok ? 'the settings as last saved' : 'the settings of a first start';
    return {
      settings,
      notes: [
        `The settings ${path} could not be used: ${found.error}. They are kept as ${aside}; ${instead} are used.`,
      ],
    };
  } catch (error) {
    throw diskFault('read the settings', path, error);
  }
}

/** A missing file is a first start. */
function parse(bytes: Buffer | null): Result<Settings, string> {
  if (bytes === null) return ok(settingsSchema.parse({}));
  const json = parseJson(bytes.toString('utf8'));
  if (json === undefined) return err('it is not JSON, or was cut short');
  const envelope = z.looseObject({ version: z.number().default(FORMAT) }).safeParse(json);
  if (!envelope.success) return err(firstFault(envelope.error));
  if (envelope.data.version > FORMAT) return err(`a newer KiteDesk wrote it (format ${envelope.data.version})`);
  const settings = settingsSchema.safeParse(json);
  return settings.success ? ok(settings.data) : err(firstFault(settings.error));
}

function textOf(settings: Settings): string {
  return `${JSON.stringify({ version: FORMAT, ...settings }, null, 2)}\n`;
}
