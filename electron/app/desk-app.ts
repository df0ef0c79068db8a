import { app, ipcMain, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import type { Snapshot } from '#shared/ipc/delta';
import { serveRequests, publish } from '../ipc/serve';
import { createLogger, type Log } from '../logging/logger';
import { createRedactor } from '../logging/redactor';
import { DeskHost } from '../runner/desk-host';
import { createHandlers } from '../runner/handlers';
import { messageOf } from '../runner/runner';
import { openDataFolder, type DataFolder } from '../storage/data-folder';
import { openSecrets } from '../storage/secrets';
import { openSettings } from '../storage/settings';
import { idleSnapshot } from '../wiring/idle';
import { openMode, type OpenMode } from '../wiring/open-mode';
import type { Surroundings } from '../wiring/surroundings';
import { watchForCrashes } from './crash';
import type { Lockdown } from './lockdown';
import { logIn } from './login-window';
import { installMenu, showFolder } from './menu';
import { serveDeskFiles } from './protocol';
import { systemCipher } from './safe-storage';
import { openSettingsFile } from './settings-file';
import { createDeskWindow, isFromDesk, loadDeskPage } from './window';

export interface DeskAppOptions {
  readonly dataFolder: string;
  readonly lockdown: Lockdown;
  /** Folder of the built main process; the other bundles lie beside it. */
  readonly outDirectory: string;
  /** Shipped files: recorded days. */
  readonly resources: string;
  /** The dev server's address; null serves the bundle. */
  readonly devServer: string | null;
  /** A demo exchange that somebody else runs, or null. */
  readonly exchangeUrl: string | null;
}

/** What is typed to arm live trading: a word nobody types by accident. */
const LIVE_WORD = 'LIVE';

/** The running application: one window, one desk behind it. */
export class DeskApp {
  private readonly options: DeskAppOptions;
  private readonly host = new DeskHost();
  private readonly redactor = createRedactor();
  private readonly notes: string[] = [];
  private window: BrowserWindow | null = null;
  private mode: OpenMode | null = null;
  private opening: Promise<void> = Promise.resolve();
  private around: Surroundings | null = null;
  /** Why the desk could not be opened, in words for the person. */
  private fault: string | null = null;

  constructor(options: DeskAppOptions) {
    this.options = options;
  }

  get currentWindow(): BrowserWindow | null {
    return this.window;
  }

  /** The desk opens while the window draws. Rejects with words for the person when it cannot open at all. */
  async start(): Promise<void> {
    const { dataFolder, outDirectory, devServer } = this.options;
    serveDeskFiles(join(outDirectory, '../renderer'));
    const folder = await this.takeFolder(dataFolder);
    const [window] = await Promise.all([this.makeWindow(), this.begin(folder)]);
    // Known before its page is loaded: the page asks at once, and only the known window is answered.
    this.window = window;
    window.on('closed', () => (this.window = null));
    await Promise.all([loadDeskPage(window, devServer), this.opening]);
  }

  private makeWindow(): Promise<BrowserWindow> {
    const { dataFolder, outDirectory } = this.options;
    const preload = join(outDirectory, '../preload/preload.cjs');
    return createDeskWindow({ title: 'KiteDesk', preload, directory: dataFolder, now: () => Date.now() });
  }

  /** Everything but the window: settings, secrets, log, answers to the page, and a desk on its way. */
  private async begin(folder: DataFolder): Promise<void> {
    const around = await this.openSurroundings(folder);
    this.around = around;
    this.serve(around);
    this.opening = this.openDesk(around);
    installMenu({
      dataFolder: this.options.dataFolder,
      logFolder: folder.logs,
      isDevelopment: !app.isPackaged,
      onFault: (fault) => around.log.warn(fault),
    });
  }

  /** Saves and closes everything; the app may end afterwards. */
  async stop(): Promise<void> {
    await this.host.close();
    await this.mode?.close();
    await this.around?.folder.release();
  }

  private async takeFolder(root: string): Promise<DataFolder> {
    const folder = await openDataFolder(root);
    if (folder.ok) return folder.value;
    throw new Error(
      `Another KiteDesk (process ${folder.error.pid}) works in ${root}. Close it, or choose another folder with --data-dir.`,
    );
  }

  private async openSurroundings(folder: DataFolder): Promise<Surroundings> {
    const now = (): number => Date.now();
    const { redactor } = this;
    const { log } = createLogger({
      directory: folder.logs,
      now,
      level: 'info',
      redactor,
      onFault: (error) => this.note(`The log cannot be written: ${messageOf(error)}`),
    });
    this.watchCrashes(log);
    const settings = await openSettings({ directory: folder.root, now, openFile: openSettingsFile });
    const secrets = await openSecrets({
      directory: folder.root,
      cipher: systemCipher(false),
      now,
      onSecret: (secret) => redactor.hide(secret),
    });
    for (const note of [...settings.notes, ...secrets.notes]) this.note(note);
    const { resources, exchangeUrl } = this.options;
    return { folder, settings, secrets, log, resources, exchangeUrl, now, random: Math.random };
  }

  private async openDesk(around: Surroundings): Promise<void> {
    try {
      this.mode = openMode(this.host, around);
      await this.mode.start();
    } catch (error) {
      around.log.error({ error: messageOf(error) }, 'The desk could not be opened');
      this.fault = this.redactor.clean(messageOf(error));
    }
  }

  private serve(around: Surroundings): void {
    const { devServer, dataFolder } = this.options;
    const handlers = createHandlers({
      session: () => this.host.session(),
      snapshot: () => this.snapshot(around),
      login: () => this.logIn(),
      info: () => ({
        version: app.getVersion(),
        dataDirectory: dataFolder,
        runtime: `Electron ${process.versions.electron}`,
        startupNotes: this.notes,
      }),
      openDataFolder: () => showFolder(dataFolder, (fault) => this.note(fault)),
      armingWord: () => (around.settings.get().mode === 'live' ? LIVE_WORD : null),
    });
    serveRequests(ipcMain, {
      handlers,
      isTrusted: (event) => this.window !== null && isFromDesk(this.window, event, devServer),
      explain: (name, error) => {
        around.log.warn({ request: name, error: messageOf(error) }, 'A request failed');
        return this.redactor.clean(messageOf(error));
      },
    });
    this.host.onDelta((delta) => {
      if (this.window) publish(this.window, delta);
    });
  }

  private async snapshot(around: Surroundings): Promise<Snapshot> {
    await this.opening;
    await this.host.settled();
    const session = this.host.session();
    if (session) return session.snapshot();
    const { mode, limits } = around.settings.get();
    const idle = { mode, at: around.now(), limits };
    const login = this.mode?.loginReason() ?? null;
    if (login !== null) return idleSnapshot({ ...idle, state: 'login-required', reason: login });
    return idleSnapshot({ ...idle, state: 'closed', reason: this.fault ?? 'It was closed' });
  }

  private async logIn(): ReturnType<OpenMode['login']> {
    const url = this.mode?.loginUrl() ?? null;
    if (!this.mode || !this.around || url === null)
      return { ok: false, error: { message: 'This mode needs no login' } };
    const { redirectUrl } = this.around.settings.get().kite;
    const end = await logIn({ loginUrl: url, redirectUrl, lockdown: this.options.lockdown, parent: this.window });
    return end.ok ? this.mode.login(end.value.requestToken) : { ok: false, error: { message: end.error } };
  }

  /** The stops run in this process: it goes on, disarmed, and says so. */
  private watchCrashes(log: Log): void {
    watchForCrashes(({ where, message, error }) => {
      log.error({ where, error: error.stack }, message);
      const runner = this.host.session()?.runner;
      if (where === 'main') runner?.command({ kind: 'disarm' });
      runner?.handle({ kind: 'tell', level: 'error', title: 'KiteDesk had a problem', detail: message });
      if (where === 'window') this.window?.webContents.reload();
      // Seen by whoever started the app from a terminal, and by the tests.
      if (where === 'main') process.stderr.write(`${this.redactor.clean(error.stack ?? message)}\n`);
    });
  }

  private note(text: string): void {
    this.notes.push(text);
  }
}
