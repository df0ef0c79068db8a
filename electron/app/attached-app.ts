import { app, ipcMain, type BrowserWindow } from 'electron';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, messageOf, ok } from '#shared/domain/result';
import { isLocalRequest, type LocalRequest } from '#shared/ipc/attach';
import { parsers, type Outcome } from '#shared/ipc/contract';
import type { Snapshot } from '#shared/ipc/delta';
import { RemoteDesk } from '../attach/remote-desk';
import { serveWindow } from '../ipc/serve';
import type { WireReply } from '../ipc/wire';
import { saveTable } from '../storage/saved-table';
import { settingsSchema } from '../storage/settings-schema';
import { idleSnapshot } from '../wiring/idle';
import type { Lockdown } from './lockdown';
import { isBrokersLogin } from './login-address';
import { logIn } from './login-window';
import { installMenu, showFolder } from './menu';
import { serveDeskFiles } from './protocol';
import { createDeskWindow, isFromDesk, loadDeskPage } from './window';

export interface AttachedAppOptions {
  /** For the window's place and tables that are saved; the desk itself has its own, elsewhere. */
  readonly dataFolder: string;
  readonly outDirectory: string;
  readonly devServer: string | null;
  readonly lockdown: Lockdown;
  /** Where the desk answers: 'http://127.0.0.1:5000'. */
  readonly url: string;
  /** A file with the token in it: on a command line everybody on this computer could read it. */
  readonly tokenFile: string;
}

const ELSEWHERE: Outcome<never> = err({
  message: 'This window looks onto a desk that runs elsewhere; do this on its own computer',
});

/** A window without a desk of its own: closing it changes nothing of the trading. */
export class AttachedApp {
  private readonly options: AttachedAppOptions;
  private window: BrowserWindow | null = null;
  private remote: RemoteDesk | null = null;
  private loggingIn: Promise<Outcome> | null = null;

  constructor(options: AttachedAppOptions) {
    this.options = options;
  }

  get currentWindow(): BrowserWindow | null {
    return this.window;
  }

  async start(): Promise<void> {
    const { outDirectory, dataFolder, devServer } = this.options;
    const url = this.options.url.replace(/\/+$/, '');
    const remote = new RemoteDesk({ url, token: await this.readToken() });
    this.remote = remote;
    serveDeskFiles(join(outDirectory, '../renderer'));
    const window = await createDeskWindow({
      title: `KiteDesk — ${hostOf(url)}`,
      preload: join(outDirectory, '../preload/preload.cjs'),
      directory: dataFolder,
      now: () => Date.now(),
    });
    this.window = window;
    window.on('closed', () => (this.window = null));
    const publish = serveWindow(ipcMain, {
      isTrusted: (event) => this.window !== null && isFromDesk(this.window, event, devServer),
      answer: (name, input) => this.answer(remote, name, input),
    });
    remote.onDelta((delta) => {
      if (this.window) publish(this.window, delta);
    });
    remote.connect();
    installMenu({
      openSettings: () => undefined,
      dataFolder,
      logFolder: dataFolder,
      isDevelopment: !app.isPackaged,
      onFault: () => undefined,
    });
    await loadDeskPage(window, devServer);
  }

  stop(): Promise<void> {
    this.remote?.close();
    return Promise.resolve();
  }

  private async readToken(): Promise<string> {
    const { tokenFile } = this.options;
    try {
      return (await readFile(tokenFile, 'utf8')).trim();
    } catch (error) {
      throw new Error(`The token of the desk could not be read from ${tokenFile}: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  private async answer(remote: RemoteDesk, name: unknown, input: unknown): Promise<WireReply> {
    if (typeof name !== 'string') return { refused: 'There is no such request' };
    if (isLocalRequest(name)) return { reply: await this.answerHere(name, input) };
    if (name === 'desk.snapshot' && remote.problem !== null) return { reply: this.unreachable(remote, remote.problem) };
    return remote.request(name, input);
  }

  /** An empty desk that says why; when the other one is there again, a gap in the numbers makes the page ask. */
  private unreachable({ seq, mode }: RemoteDesk, reason: string): Snapshot {
    const { limits } = settingsSchema.parse({});
    return idleSnapshot({ seq, mode, at: Date.now(), limits, state: 'closed', reason });
  }

  /** The person types the password here, and that desk gets what the broker sends back. */
  private async logIn(): Promise<Outcome> {
    const { remote, window: parent } = this;
    if (!remote) return NOT_CONNECTED;
    const page = await remote.loginPage();
    if (!page.ok) return page;
    const { login_url: loginUrl, redirect_url: redirectUrl } = page.value;
    if (!isBrokersLogin(loginUrl))
      return err({ message: `The desk names a login page that is not Kite's: ${loginUrl}` });
    const end = await logIn({ loginUrl, redirectUrl, lockdown: this.options.lockdown, parent });
    return end.ok ? remote.login(end.value.requestToken) : err({ message: end.error });
  }

  private async answerHere(name: LocalRequest, input: unknown): Promise<unknown> {
    const { dataFolder, url } = this.options;
    if (name === 'app.info')
      return {
        version: app.getVersion(),
        dataDirectory: dataFolder,
        runtime: `Electron ${process.versions.electron}, attached to ${url}`,
        startupNotes: [],
      };
    if (name === 'app.openDataFolder') {
      await showFolder(dataFolder, () => undefined);
      return ok(undefined);
    }
    if (name === 'session.login') {
      // A second click must not open a second window.
      this.loggingIn ??= this.logIn().finally(() => (this.loggingIn = null));
      return this.loggingIn;
    }
    if (name !== 'app.saveTable') return ELSEWHERE;
    const table = parsers['app.saveTable'].safeParse(input);
    if (!table.success) return err({ message: 'The table was not understood' });
    return saveTable(dataFolder, table.data).then(
      (path) => ok({ path }),
      (error: unknown) => err({ message: `The table could not be saved: ${messageOf(error)}` }),
    );
  }
}

const NOT_CONNECTED: Outcome<never> = err({ message: 'The desk is not connected yet' });

/** Throws with words for the person: the address comes from a command line. */
function hostOf(url: string): string {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:')
    throw new Error(`--attach expects an address such as http://127.0.0.1:5000, found "${url}"`);
  return parsed.host;
}
