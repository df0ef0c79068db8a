// The least that an Electron app can do: what the runtime itself costs.
import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';

app.setPath('userData', app.commandLine.getSwitchValue('data-dir'));
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, webPreferences: { sandbox: true } });
  return window.loadFile(join(import.meta.dirname, 'index.html'));
});
