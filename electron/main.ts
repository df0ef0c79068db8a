import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';

function openWindow(): Promise<void> {
  const window = new BrowserWindow({
    title: 'KiteDesk',
    width: 1440,
    height: 900,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
    },
  });
  const devServer = process.env.ELECTRON_RENDERER_URL;
  return devServer === undefined
    ? window.loadFile(join(import.meta.dirname, '../renderer/index.html'))
    : window.loadURL(devServer);
}

const dataDir = app.commandLine.getSwitchValue('data-dir');
if (dataDir !== '') app.setPath('userData', dataDir);
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(openWindow);
