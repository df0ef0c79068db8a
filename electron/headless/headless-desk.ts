import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Conf from 'conf';
import { AlertKeeper } from '#electron/alerts/alert-keeper';
import { ApiKeeper } from '#electron/api/api-keeper';
import { saveDiagnostics } from '#electron/diagnostics/bundle';
import { createLogger } from '#electron/logging/logger';
import { createRedactor } from '#electron/logging/redactor';
import { openLab, type OpenLab } from '#electron/research/desk/open-lab';
import { DeskHost } from '#electron/runner/desk-host';
import { createHandlers } from '#electron/runner/handlers';
import type { Surround } from '#electron/runner/surround';
import { openDataFolder, type DataFolder } from '#electron/storage/data-folder';
import { openSecrets } from '#electron/storage/secrets';
import { openSettings } from '#electron/storage/settings';
import { DeskKeeper } from '#electron/wiring/desk-keeper';
import { createSettingsHandlers, logOut } from '#electron/wiring/settings-requests';
import type { Surroundings } from '#electron/wiring/surroundings';
import { err, messageOf } from '#shared/domain/result';
import type { AppInfo, Handlers, Outcome } from '#shared/ipc/contract';
import type { DeskMode } from '#shared/ipc/settings';
import { PLAIN_CIPHER, withEnvironment } from './plain-secrets';

/** Two folders below the project, as this file and the bundle it becomes both are. */
const PROJECT = join(import.meta.dirname, '../..');
const NO_WINDOW: Outcome<never> = err({ message: 'This desk has no window; POST /generate_token logs in' });
const LIVE_WORD = 'LIVE';

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
  const host = new DeskHost();
  const keeper = new DeskKeeper(host, around, around.clean);
  const api: ApiKeeper = new ApiKeeper({
    around,
    version: await version(),
    handlers: () => handlers,
    session: () => host.session(),
    onDelta: (listener) => host.onDelta(listener),
    account: keeper,
    fixed: { host: terms.host, port: terms.port },
  });
  const alerts = await AlertKeeper.open({
    around,
    session: () => host.session(),
    onDelta: (listener) => host.onDelta(listener),
    show: () => false,
  });
  const lab = openLab(around, () => Promise.resolve([]));
  const handlers = createHandlers(surround({ around, keeper, host, api, alerts, lab }));
  const stopWatching = watchForCrashes(host, around);
  const close = async (): Promise<void> => {
    lab.close();
    await api.close();
    await alerts.close();
    await keeper.close();
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
  for (const note of [...settings.notes, ...secrets.notes]) terms.say(note);
  return {
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

interface Parts {
  readonly around: Surroundings;
  readonly keeper: DeskKeeper;
  readonly host: DeskHost;
  readonly api: ApiKeeper;
  readonly alerts: AlertKeeper;
  readonly lab: OpenLab;
}

function surround({ around, keeper, host, api, alerts, lab }: Parts): Surround {
  const info = (): AppInfo => ({
    version: '',
    dataDirectory: around.folder.root,
    runtime: `Node ${process.versions.node}`,
    startupNotes: [],
  });
  return {
    session: () => host.session(),
    snapshot: () => keeper.snapshot(),
    reopen: () => keeper.retry(),
    login: () => Promise.resolve(NO_WINDOW),
    logout: () => logOut({ around, keeper }),
    settings: createSettingsHandlers({
      around,
      keeper,
      api,
      chooseFile: () => Promise.resolve(null),
      // There is no clipboard; the token file has the token.
      copy: () => undefined,
    }),
    alerts: alerts.handlers,
    lab: lab.handlers,
    info,
    saveDiagnostics: () =>
      saveDiagnostics({ around, session: () => host.session(), selfCheck: () => host.selfCheck(), info }),
    openDataFolder: () => Promise.resolve(),
    armingWord: () => (around.settings.get().mode === 'live' ? LIVE_WORD : null),
  };
}

/** The stops run in this process: it goes on, disarmed, and says so. */
function watchForCrashes(host: DeskHost, { log }: Surroundings): () => void {
  const onCrash = (error: unknown): void => {
    log.error({ error: error instanceof Error ? error.stack : String(error) }, 'Something in KiteDesk failed');
    const runner = host.session()?.runner;
    runner?.command({ kind: 'disarm' });
    runner?.handle({ kind: 'tell', level: 'error', title: 'KiteDesk had a problem', detail: messageOf(error) });
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
