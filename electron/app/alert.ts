import { Notification, type BrowserWindow } from 'electron';

/** A notice of the desk on the computer's own screen; a click brings the window to the front. */
export function showAlert(
  { title, body }: { readonly title: string; readonly body: string },
  window: BrowserWindow | null,
): boolean {
  if (!Notification.isSupported()) return false;
  const notification = new Notification({ title, body, silent: true });
  notification.on('click', () => {
    if (window === null || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  notification.show();
  return true;
}
