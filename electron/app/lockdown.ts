import { app, type BrowserWindowConstructorOptions, type Session, type WebContents } from 'electron';

/** Where one page may go, besides where it was first sent. */
type MayGo = (url: string) => boolean;

export interface Lockdown {
  /** Lets one page navigate; every other stays where it is. */
  allow(contents: WebContents, mayGo: MayGo): void;
  /** Lets one page open windows at addresses that `mayOpen` knows; what they may do is no more than what any page may. */
  allowWindows(contents: WebContents, mayOpen: MayGo, look: BrowserWindowConstructorOptions): void;
}

/**
 * To be called before the app is ready. From then on no page opens windows, embeds others, goes elsewhere, downloads,
 * or is given a permission or a device, whatever code runs in it.
 */
export function lockDown(): Lockdown {
  const allowed = new WeakMap<WebContents, MayGo>();
  // Chromium refuses to start its helpers sandboxed for root, who has to pass --no-sandbox (a container).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('session-created', denyPermissions);
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { readonly url: string; preventDefault(): void }): void => {
      if (allowed.get(contents)?.(event.url) !== true) event.preventDefault();
    };
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  return {
    allow: (contents, mayGo) => void allowed.set(contents, mayGo),
    allowWindows: (contents, mayOpen, look) => {
      contents.setWindowOpenHandler(({ url }) =>
        mayOpen(url) ? { action: 'allow', overrideBrowserWindowOptions: look } : { action: 'deny' },
      );
      // Its first page is a navigation as well.
      contents.on('did-create-window', (window) => void allowed.set(window.webContents, mayOpen));
    },
  };
}

function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
}
