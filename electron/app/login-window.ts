import { BrowserWindow, session, type Session } from 'electron';
import { randomUUID } from 'node:crypto';
import { err } from '#shared/domain/result';
import { errorCode } from '../storage/disk-fault';
import type { Lockdown } from './lockdown';
import { isLoginPage, isRedirect, readRedirect, type LoginEnd } from './login-address';

export interface LoginOptions {
  /** Kite's login page for the app's key. */
  readonly loginUrl: string;
  /** The address registered with the app. It is read and never opened. */
  readonly redirectUrl: string;
  readonly lockdown: Lockdown;
  readonly parent: BrowserWindow | null;
}

/**
 * Lets the person log in with the broker, in a window whose session is its own, has no preload and is forgotten
 * afterwards. All we read is the address that the broker sends the person back to. Never rejects.
 */
export function logIn({ loginUrl, redirectUrl, lockdown, parent }: LoginOptions): Promise<LoginEnd> {
  // Without "persist:" the session lives in memory alone.
  const own = session.fromPartition(`login-${randomUUID()}`);
  const window = new BrowserWindow({
    title: 'Log in to Kite',
    width: 480,
    height: 720,
    autoHideMenuBar: true,
    ...(parent === null ? {} : { parent }),
    webPreferences: { session: own, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  });
  window.setMenu(null);
  lockdown.allow(window.webContents, (url) => isLoginPage(url, loginUrl) || isRedirect(url, redirectUrl));

  return new Promise((resolve) => {
    let isOver = false;
    const end = (result: LoginEnd): void => {
      if (isOver) return;
      isOver = true;
      resolve(result);
      forget(own, window);
    };
    stopAtRedirect(own, redirectUrl, (address) => end(readRedirect(address)));
    window.on('closed', () => end(err('The login window was closed before the login was complete.')));
    window.loadURL(loginUrl).catch((error: unknown) => {
      // Given up for another page, which is what logging in is.
      if (errorCode(error) === 'ERR_ABORTED') return;
      end(err(`Kite's login page could not be loaded (${errorCode(error)}). Check the connection and try again.`));
    });
  });
}

/** The redirect address is caught as a request, before anything is sent there. */
function stopAtRedirect(own: Session, redirectUrl: string, onRedirect: (address: string) => void): void {
  own.webRequest.onBeforeRequest((details, answer) => {
    const isEnd = details.resourceType === 'mainFrame' && isRedirect(details.url, redirectUrl);
    answer({ cancel: isEnd });
    if (isEnd) onRedirect(details.url);
  });
}

function forget(own: Session, window: BrowserWindow): void {
  own.webRequest.onBeforeRequest(null);
  if (!window.isDestroyed()) window.destroy();
  // Nothing of it is on the disk; this frees the memory at once.
  own.clearStorageData().catch(() => undefined);
}
