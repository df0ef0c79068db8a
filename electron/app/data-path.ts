import { app } from 'electron';
import { join, resolve } from 'node:path';

/**
 * To be called first. The data folder: `--data-dir=…`, or the app's place in the user's profile.
 * What Chromium keeps (caches, cookies) goes into a folder of its own inside, out of the way of people's files.
 */
export function chooseDataFolder(): string {
  const asked = app.commandLine.getSwitchValue('data-dir');
  if (asked !== '') app.setPath('userData', resolve(asked));
  const folder = app.getPath('userData');
  app.setPath('sessionData', join(folder, 'browser'));
  app.setPath('crashDumps', join(folder, 'browser', 'crashes'));
  app.setAppLogsPath(join(folder, 'logs'));
  return folder;
}
