import { app, type BrowserWindow } from 'electron';

/**
 * Whether this is the only app on its data folder (invariant I14). When it is not, the first one's window comes to the
 * front and this one has to end. The folder has to be chosen before.
 */
export function isOnlyInstance(windowOfFirst: () => BrowserWindow | null): boolean {
  app.on('second-instance', () => {
    const window = windowOfFirst();
    if (window?.isMinimized() === true) window.restore();
    window?.show();
    window?.focus();
  });
  return app.requestSingleInstanceLock();
}
