import { app, clipboard, ipcMain, type BrowserWindow } from 'electron';
import { dirname, join } from 'node:path';
import { err, messageOf, ok } from '#shared/domain/result';
import type { Outcome } from '#shared/ipc/contract';
import { serveRequests } from '../ipc/serve';
import { createLogger, type Log } from '../logging/logger';
import { createRedactor } from '../logging/redactor';
import type { DeskSession } from '../runner/desk-session';
import { exitEverything } from '../runner/open-trades';
import { openDataFolder, type DataFolder } from '../storage/data-folder';
import { openSecrets } from '../storage/secrets';
import { openSettings } from '../storage/settings';
import { createProgram, type Front, type Program } from '../wiring/program';
import { quitQuestion } from '../wiring/quit-question';
import type { Surroundings } from '../wiring/surroundings';
import { showAlert } from './alert';
import { chooseConfigFile } from './config-file';
import { watchForCrashes } from './crash';
import type { Lockdown } from './lockdown';
import { logIn } from './login-window';
import { installMenu, showFolder } from './menu';
import { choosePriceFiles } from './price-files';
import { serveDeskFiles } from './protocol';
import { guardQuit } from './quit';
import { systemCipher } from './safe-storage';
import { openSettingsFile } from './settings-file';
import { startDrill } from './start-drill';
import { createDeskWindow, isFromDesk, isPopout, loadDeskPage, POPOUT_LOOK } from './window';

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

/** The running application: one window, one desk behind it. */
export class DeskApp {
  private readonly options: DeskAppOptions;
  private readonly redactor = createRedactor();
  private readonly notes: string[] = [];
  private window: BrowserWindow | null = null;
  private program: Program | null = null;
  private opening: Promise<void> = Promise.resolve();
  private folder: DataFolder | null = null;
  private loggingIn: Promise<Outcome> | null = null;

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
    this.folder = folder;
    const [window] = await Promise.all([this.makeWindow(), this.begin(folder)]);
    // Known before its page is loaded: the page asks at once, and only the known window is answered.
    this.window = window;
    window.on('closed', () => (this.window = null));
    this.options.lockdown.allowWindows(window.webContents, (url) => isPopout(url, devServer), POPOUT_LOOK);
    guardQuit({
      window,
      question: () => quitQuestion(this.session()),
      exitAll: () => this.exitAll(),
    });
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
    const program = await createProgram(around, this.front(around));
    this.program = program;
    this.serve(around, program);
    this.opening = program.keeper.open();
    void program.api.refresh();
    installMenu({
      openSettings: () => this.openSettings(),
      dataFolder: this.options.dataFolder,
      logFolder: folder.logs,
      saveDiagnostics: async () => {
        const saved = await program.saveDiagnostics();
        return saved.ok ? dirname(saved.value.path) : null;
      },
      startDrill: (name) => void startDrill(this.session(), name),
      isDevelopment: !app.isPackaged,
      onFault: (fault) => around.log.warn(fault),
    });
  }

  private session(): DeskSession | null {
    return this.program?.host.session() ?? null;
  }

  private async exitAll(): Promise<void> {
    const session = this.session();
    if (session) await exitEverything(session, 'Exit all and quit');
  }

  /** Saves and closes everything; the app may end afterwards. */
  async stop(): Promise<void> {
    await this.program?.close();
    await this.folder?.release();
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
    const clean = (text: string): string => redactor.clean(text);
    return { folder, settings, secrets, log, clean, resources, exchangeUrl, now, random: Math.random };
  }

  private front({ settings }: Surroundings): Front {
    return {
      version: app.getVersion(),
      runtime: `Electron ${process.versions.electron}`,
      notes: () => this.notes,
      login: (keeper) => {
        // A second click must not open a second window.
        this.loggingIn ??= keeper
          .logInWith((loginUrl) => this.askToken(loginUrl, settings.get().kite.redirectUrl))
          .finally(() => (this.loggingIn = null));
        return this.loggingIn;
      },
      alert: (notice) => showAlert(notice, this.window),
      chooseFile: () => chooseConfigFile(this.window),
      choosePriceFiles: () => choosePriceFiles(this.window),
      copy: (text) => void clipboard.writeText(text),
      showFolder: (path) => showFolder(path, (fault) => this.note(fault)),
    };
  }

  private serve({ log }: Surroundings, { handlers, host }: Program): void {
    const { devServer } = this.options;
    const publish = serveRequests(ipcMain, {
      handlers,
      isTrusted: (event) => this.window !== null && isFromDesk(this.window, event, devServer),
      explain: (name, error) => {
        log.warn({ request: name, error: messageOf(error) }, 'A request failed');
        return this.redactor.clean(messageOf(error));
      },
    });
    host.onDelta((delta) => {
      if (this.window) publish(this.window, delta);
    });
  }

  /** The page has one way in, its requests; so the menu presses the key that a person would press. */
  private openSettings(): void {
    const modifiers = [process.platform === 'darwin' ? 'meta' : 'control'] as const;
    this.window?.webContents.sendInputEvent({ type: 'keyDown', keyCode: ',', modifiers: [...modifiers] });
  }

  /** In a window of its own; the request token is what it ends with. */
  private async askToken(loginUrl: string, redirectUrl: string): Promise<Outcome<string>> {
    const { lockdown } = this.options;
    const end = await logIn({ loginUrl, redirectUrl, lockdown, parent: this.window });
    return end.ok ? ok(end.value.requestToken) : err({ message: end.error });
  }

  private watchCrashes(log: Log): void {
    watchForCrashes(({ where, message, error }) => {
      log.error({ where, error: error.stack }, message);
      this.program?.onCrash(message, where === 'main');
      if (where === 'window') this.window?.webContents.reload();
      // Seen by whoever started the app from a terminal, and by the tests.
      if (where === 'main') process.stderr.write(`${this.redactor.clean(error.stack ?? message)}\n`);
    });
  }

  private note(text: string): void {
    this.notes.push(text);
  }
}
