import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import { startExchange, type Exchange } from '#electron/exchange/server';
import { requestToken } from '#electron/exchange/testing/demo';
import type { Log } from '#electron/logging/logger';
import type { DeskSession } from '#electron/runner/desk-session';
import { openDataFolder } from '#electron/storage/data-folder';
import { openSecrets, type Cipher } from '#electron/storage/secrets';
import { openSettings } from '#electron/storage/settings';
import type { SettingsInput } from '#electron/storage/settings-schema';
import { ok } from '#shared/domain/result';
import type { Handlers } from '#shared/ipc/contract';
import { createProgram, type Program } from './program';
import type { ChosenFile } from './settings-requests';
import type { Surroundings } from './surroundings';

const RESOURCES = join(import.meta.dirname, '../../resources');

/** Keeps what it is given as it is: these tests are about what is kept, not about how it is guarded. */
const PLAIN_CIPHER: Cipher = {
  protection: { kind: 'system' },
  encrypt: (text) => Buffer.from(text),
  decrypt: (bytes) => bytes.toString('utf8'),
};

/** An app without a window: everything behind the requests of the page is the real thing. */
export interface RunningApp {
  readonly handlers: Handlers;
  readonly around: Surroundings;
  readonly keeper: Program['keeper'];
  readonly api: Program['api'];
  /** What went to the clipboard. */
  readonly copied: readonly string[];
  /** Throws when there is no desk. */
  session(): DeskSession;
  /** What the login window does once a person has logged in. */
  logIn(): ReturnType<Program['keeper']['login']>;
  close(): Promise<void>;
}

export interface AppOptions {
  readonly directory: string;
  readonly chooseFile?: () => Promise<ChosenFile | null>;
  readonly cipher?: Cipher;
  /** The computer's clock; the machine's own by default. */
  readonly now?: () => number;
}

export async function startApp(options: AppOptions): Promise<RunningApp> {
  const { directory, cipher = PLAIN_CIPHER, now = () => Date.now() } = options;
  const { chooseFile = () => Promise.resolve(null) } = options;
  const folder = await openDataFolder(directory);
  if (!folder.ok) throw new Error(`Process ${folder.error.pid} has the folder`);
  const settings = await openSettings({
    directory,
    now,
    openFile: ({ directory: cwd, name }) => new Conf({ cwd, configName: name }),
  });
  const secrets = await openSecrets({ directory, cipher, now, onSecret: () => undefined });
  const around: Surroundings = {
    folder: folder.value,
    settings,
    secrets,
    log: silentLog(),
    clean: (text) => text,
    resources: RESOURCES,
    exchangeUrl: null,
    now,
    random: Math.random,
  };
  const copied: string[] = [];
  const program = await createProgram(around, {
    version: '0',
    runtime: 'test',
    notes: () => [],
    login: () => Promise.resolve(ok(undefined)),
    alert: () => true,
    chooseFile,
    choosePriceFiles: () => Promise.resolve([]),
    copy: (text) => void copied.push(text),
    showFolder: () => Promise.resolve(),
  });
  const { host, keeper, api, handlers } = program;
  await keeper.open();
  return {
    handlers,
    around,
    keeper,
    api,
    copied,
    session() {
      const session = host.session();
      if (!session) throw new Error('There is no desk');
      return session;
    },
    async logIn() {
      return keeper.login(await requestToken(settings.get().kite.root ?? ''));
    },
    async close() {
      await program.close();
      await folder.value.release();
    },
  };
}

/** A demo exchange that plays the part of Kite, at ten times the recorded day's pace. */
export function startKiteStandIn(statePath: string): Promise<Exchange> {
  return startExchange({ daysDirectory: join(RESOURCES, 'days'), dayId: '2026-08-18', statePath, speed: 10 });
}

/** A data folder with its settings, and what removes it. */
export async function aDataFolder(
  settings: SettingsInput,
): Promise<{ readonly directory: string; readonly remove: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'kitedesk-settings-'));
  const app = await openSettings({
    directory,
    now: () => Date.now(),
    openFile: ({ directory: cwd, name }) => new Conf({ cwd, configName: name }),
  });
  await app.set(settings);
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}

/** Tells a hang from a machine that is busy with something else. */
const PATIENCE_MS = 45_000;

/** Waits on the desk's own deltas, never on a clock. */
export function until(session: DeskSession, what: string, isTrue: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => {
      stop();
      const notices = [...session.desk.notices.values()].map(({ title, detail }) => `${title}: ${detail}`);
      const reasons = [...session.desk.instances.values()].map(({ name, why }) => `${name}: ${why}`);
      reject(new Error(`Waited in vain for ${what}\n${[...notices, ...reasons].join('\n')}`));
    }, PATIENCE_MS);
    const stop = session.onDelta(() => {
      if (!isTrue()) return;
      stop();
      clearTimeout(patience);
      resolve();
    });
  });
}

function silentLog(): Log {
  const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
  // What a desk calls of a log is all there.
  return silent as never;
}
