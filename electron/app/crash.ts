import { app, type WebContents } from 'electron';
import { DESK_SCHEME } from './desk-files';

/** Something that nobody caught. */
export interface Crash {
  /** Only a crash in main may have left the desk in a state that nobody foresaw. */
  readonly where: 'main' | 'window' | 'helper';
  /** One sentence for the person. */
  readonly message: string;
  readonly error: Error;
}

/**
 * Reports what would otherwise end the program or vanish: the person's stops run in this process, so it stays up and
 * the caller disarms. A window that crashed is reloaded by its caller; its replica comes from a new snapshot.
 */
export function watchForCrashes(report: (crash: Crash) => void): void {
  const inMain = (thrown: unknown): void => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    report({ where: 'main', message: `Something unexpected happened inside the desk: ${error.message}`, error });
  };
  process.on('uncaughtException', inMain);
  process.on('unhandledRejection', inMain);
  app.on('web-contents-created', (_event, contents) => watchForHang(contents));
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const message = `The window stopped (${reason}, code ${exitCode}); trading goes on, and the window is being brought back`;
    report({ where: 'window', message, error: new Error(message) });
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason === 'clean-exit' || reason === 'killed') return;
    const message = `A helper process of the window stopped (${type}: ${reason}, code ${exitCode}); it is started again`;
    report({ where: 'helper', message, error: new Error(message) });
  });
}

const ASK_EVERY_MS = 2_000;
/** Longer than any page of ours has ever been busy, and than a laptop takes to wake up. */
const PATIENCE_MS = 15_000;

/**
 * Asks the desk's page again and again for a sign of life. One that hangs shows figures older than they look, so it is ended
 * and comes back as one that crashed. Chromium itself finds out only when somebody types.
 */
function watchForHang(contents: WebContents): void {
  let patience: NodeJS.Timeout | undefined;
  const ask = (): void => {
    const isOurs = contents.getURL().startsWith(`${DESK_SCHEME}:`);
    // A breakpoint is no hang.
    if (
      patience !== undefined ||
      !isOurs ||
      contents.isLoading() ||
      contents.isCrashed() ||
      contents.isDevToolsOpened()
    )
      return;
    patience = setTimeout(() => contents.forcefullyCrashRenderer(), PATIENCE_MS);
    const answered = (): void => {
      clearTimeout(patience);
      patience = undefined;
    };
    contents.executeJavaScript('0').then(answered, answered);
  };
  const timer = setInterval(ask, ASK_EVERY_MS);
  const forget = (): void => {
    clearTimeout(patience);
    patience = undefined;
  };
  contents.on('render-process-gone', forget);
  contents.once('destroyed', () => {
    clearInterval(timer);
    forget();
  });
}
