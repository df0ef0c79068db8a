import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Conf from 'conf';
import { createLogger } from '#electron/logging/logger';
import { createRedactor } from '#electron/logging/redactor';
import { openDataFolder, type DataFolder } from '#electron/storage/data-folder';
import { openSecrets } from '#electron/storage/secrets';
import { openSettings } from '#electron/storage/settings';
import { createProgram, type Program } from '#electron/wiring/program';
import type { Surroundings } from '#electron/wiring/surroundings';
import { err, messageOf } from '#shared/domain/result';
import type { Handlers, Outcome } from '#shared/ipc/contract';
import type { DeskMode } from '#shared/ipc/settings';
import { PLAIN_CIPHER, withEnvironment } from './plain-secrets';

/** Two folders below the project, as this file and the bundle it becomes both are. */
const PROJECT = join(import.meta.dirname, '../..');
const NO_WINDOW: Outcome<never> = err({ message: 'This desk has no window; POST /generate_token logs in' });

export interface HeadlessTerms {
  readonly mode: DeskMode;
  readonly dataFolder: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly day: string | null;
  readonly speed: number | null;
  readonly exchangeUrl: string | null;
  /** Where the token is written for those who may use the API; null is api-token in the data folder. */
  readonly tokenFile: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** For the person at the terminal. */
  readonly say: (text: string) => void;
}

export interface HeadlessDesk {
  readonly url: string;
  readonly tokenFile: string;
  /** What the API, and whoever opened this desk, may ask. */
  readonly handlers: Handlers;
  /** Why there is no desk yet, in words; null when it is open. */
  readonly waitsFor: string | null;
  /** Saves everything and frees the folder and the port. */
  close(): Promise<void>;
}

/** The desk without a window: the same wiring, engine and handlers, with the API as the only way in. */
export async function openHeadlessDesk(terms: HeadlessTerms): Promise<HeadlessDesk> {
  const folder = await takeFolder(terms.dataFolder);
  try {
    return await openIn(folder, terms);
  } catch (error) {
    await folder.release();
    throw error;
  }
}

async function takeFolder(root: string): Promise<DataFolder> {
  const folder = await openDataFolder(root);
  if (folder.ok) return folder.value;
  throw new Error(
    `Another KiteDesk (process ${folder.error.pid}) works in ${root}. End it, or choose another folder with --data.`,
  );
}

async function openIn(folder: DataFolder, terms: HeadlessTerms): Promise<HeadlessDesk> {
  const around = await openSurroundings(folder, terms);
  const program = await createProgram(around, {
    version: await version(),
    runtime: `Node ${process.versions.node}`,
    notes: () => around.notes,
    login: () => Promise.resolve(NO_WINDOW),
    alert: () => false,
    chooseFile: () => Promise.resolve(null),
    choosePriceFiles: () => Promise.resolve([]),
    // There is no clipboard; the token file has the token.
    copy: () => undefined,
    showFolder: () => Promise.resolve(),
    listensAt: { host: terms.host, port: terms.port },
  });
  const { host, keeper, api, handlers } = program;
  const stopWatching = watchForCrashes(program, around);
  const close = async (): Promise<void> => {
    await program.close();
    stopWatching();
    around.closeLog();
  };
  await Promise.all([api.refresh(), keeper.open()]);
  const { url, problem } = api.view();
  if (url === null) {
    await close();
    throw new Error(problem ?? 'The API could not start');
  }
  const tokenFile = terms.tokenFile ?? join(folder.root, 'api-token');
  await writeToken(tokenFile, api.secret('token'));
  return {
    url,
    tokenFile,
    handlers,
    waitsFor: host.session() ? null : keeper.snapshot().tables.desk.desk.feed.reason,
    async close() {
      await close();
      await folder.release();
    },
  };
}

interface HeadlessSurroundings extends Surroundings {
  /** What the start found. */
  readonly notes: readonly string[];
  readonly closeLog: () => void;
}

async function openSurroundings(folder: DataFolder, terms: HeadlessTerms): Promise<HeadlessSurroundings> {
  const now = (): number => Date.now();
  const redactor = createRedactor();
  const hide = (secret: string): void => redactor.hide(secret);
  const onFault = (error: unknown): void => terms.say(`The log cannot be written: ${messageOf(error)}`);
  const logger = createLogger({ directory: folder.logs, now, level: 'info', redactor, onFault });
  const settings = await openSettings({
    directory: folder.root,
    now,
    openFile: ({ directory: cwd, name }) => new Conf({ cwd, configName: name, configFileMode: 0o600 }),
  });
  const { demo } = settings.get();
  const chosen = { day: terms.day ?? demo.day, speed: terms.speed ?? demo.speed };
  const saved = await settings.set({ mode: terms.mode, demo: chosen });
  if (!saved.ok) throw new Error(saved.error.message);
  const kept = await openSecrets({ directory: folder.root, cipher: PLAIN_CIPHER, now, onSecret: hide });
  const secrets = withEnvironment(kept, terms.environment, hide);
  const notes = [...settings.notes, ...secrets.notes];
  for (const note of notes) terms.say(note);
  return {
    notes,
    folder,
    settings,
    secrets,
    log: logger.log,
    resources: join(PROJECT, 'resources'),
    exchangeUrl: terms.exchangeUrl,
    now,
    random: Math.random,
    clean: (text) => redactor.clean(text),
    closeLog: () => logger.close(),
  };
}

function watchForCrashes(program: Program, { log }: Surroundings): () => void {
  const onCrash = (error: unknown): void => {
    log.error({ error: error instanceof Error ? error.stack : String(error) }, 'Something in KiteDesk failed');
    program.onCrash(messageOf(error), true);
  };
  process.on('uncaughtException', onCrash);
  process.on('unhandledRejection', onCrash);
  return () => {
    process.off('uncaughtException', onCrash);
    process.off('unhandledRejection', onCrash);
  };
}

/** Made by its owner alone before anything is in it. */
async function writeToken(path: string, token: string): Promise<void> {
  await writeFile(path, '', { mode: 0o600 });
  await chmod(path, 0o600);
  await writeFile(path, `${token}\n`);
}

async function version(): Promise<string> {
  // The project's own file, which has one.
  const { version: found } = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
  return found;
}
