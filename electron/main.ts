import { app, dialog } from 'electron';
import { join } from 'node:path';
import { messageOf } from '#shared/domain/result';
import { AttachedApp } from './app/attached-app';
import { chooseDataFolder } from './app/data-path';
import { DeskApp } from './app/desk-app';
import { lockDown } from './app/lockdown';
import { registerDeskScheme } from './app/protocol';
import { isOnlyInstance } from './app/single-instance';

// Dates are typed as in India, the day first, whatever language the system speaks.
app.commandLine.appendSwitch('lang', 'en-GB');
const dataFolder = chooseDataFolder();
registerDeskScheme();
const lockdown = lockDown();
const common = {
  dataFolder,
  outDirectory: import.meta.dirname,
  lockdown,
  devServer: app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null),
};
const attachTo = app.commandLine.getSwitchValue('attach');
const desk = attachTo
  ? new AttachedApp({ ...common, url: attachTo, tokenFile: app.commandLine.getSwitchValue('token-file') })
  : new DeskApp({
      ...common,
      resources: app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources'),
      exchangeUrl: app.commandLine.getSwitchValue('exchange') || null,
    });

let isStopped = false;

/** Electron waits for nobody, so the first request to end is held back until everything is saved. */
app.on('will-quit', (event) => {
  if (isStopped) return;
  event.preventDefault();
  void desk.stop().finally(() => {
    isStopped = true;
    // In a turn of its own: what has nothing to save would otherwise ask while this very request is still being refused.
    setImmediate(() => app.quit());
  });
});
app.on('window-all-closed', () => app.quit());

if (isOnlyInstance(() => desk.currentWindow)) {
  // Not awaited at the top level: Electron becomes ready only once this module has been evaluated.
  app
    .whenReady()
    .then(() => desk.start())
    .catch((error: unknown) => {
      dialog.showErrorBox('KiteDesk cannot start', messageOf(error));
      app.exit(1);
    });
} else {
  process.stdout.write(`KiteDesk is already open on ${dataFolder}: its window comes to the front.\n`);
  app.exit(0);
}
