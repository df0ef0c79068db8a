import { app, Menu, shell, type MenuItemConstructorOptions } from 'electron';
import { DRILLS, type DrillName } from '../runner/drills';

export interface MenuOptions {
  /** Shows the Settings of the page. */
  readonly openSettings: () => void;
  readonly dataFolder: string;
  readonly logFolder: string;
  /** Saves a file for whoever is to help; answers its folder, or null when it could not be saved. Absent where the desk is elsewhere. */
  readonly saveDiagnostics?: () => Promise<string | null>;
  /** Lets something go wrong in the demo, or with null everything go well again. Absent where the desk is elsewhere. */
  readonly startDrill?: (name: DrillName | null) => void;
  /** Shows the developer's tools. */
  readonly isDevelopment: boolean;
  /** Told when a folder could not be shown. */
  readonly onFault: (message: string) => void;
}

export function installMenu(options: MenuOptions): void {
  app.setAboutPanelOptions({ applicationName: app.name, applicationVersion: app.getVersion() });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(options)));
}

function template({
  openSettings,
  dataFolder,
  logFolder,
  saveDiagnostics,
  startDrill,
  isDevelopment,
  onFault,
}: MenuOptions): MenuItemConstructorOptions[] {
  const show = (folder: string) => (): void => void showFolder(folder, onFault);
  const save = (): void =>
    void saveDiagnostics?.().then((folder) => (folder === null ? undefined : showFolder(folder, onFault)));
  const file: MenuItemConstructorOptions[] = [
    // The page itself listens to the key; here it is only shown.
    { label: 'Settings…', accelerator: 'CmdOrCtrl+,', registerAccelerator: false, click: openSettings },
    { type: 'separator' },
    { label: 'Open data folder', accelerator: 'CmdOrCtrl+Shift+D', click: show(dataFolder) },
    { label: 'Open logs', click: show(logFolder) },
    { type: 'separator' },
    { role: 'quit' },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'resetZoom' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    // Harmless in every mode: the page holds a replica and nothing else.
    { role: 'reload' },
    ...(isDevelopment ? [{ role: 'toggleDevTools' } as const] : []),
  ];
  return [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { label: 'File', submenu: file },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    ...(startDrill ? [{ label: 'Demo', submenu: drillItems(startDrill) }] : []),
    { role: 'windowMenu' },
    {
      label: 'Help',
      submenu: [...(saveDiagnostics ? [{ label: 'Save diagnostics', click: save }] : []), { role: 'about' }],
    },
  ];
}

/** What the desk does when a broker fails can be seen before one does. */
function drillItems(start: (name: DrillName | null) => void): MenuItemConstructorOptions[] {
  return [
    ...DRILLS.map(({ name, label }) => ({ id: `drill-${name}`, label, click: () => start(name) })),
    { type: 'separator' },
    { id: 'drill-end', label: 'Everything well again', click: () => start(null) },
  ];
}

/** Shows a folder in the system's file manager. */
export async function showFolder(folder: string, onFault: (message: string) => void): Promise<void> {
  const fault = await shell.openPath(folder);
  if (fault !== '') onFault(`${folder} could not be shown: ${fault}`);
}
