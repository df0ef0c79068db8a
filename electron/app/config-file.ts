import { dialog, type BrowserWindow } from 'electron';
import { open } from 'node:fs/promises';
import { diskFault } from '../storage/disk-fault';
import type { ChosenFile } from '../wiring/settings-requests';

/** More than any configuration is; the reader refuses it in words. */
const MOST_BYTES = 256 * 1_024;

/** Lets the person choose an older program's configuration; null when none was chosen. Rejects with words for the person. */
export async function chooseConfigFile(window: BrowserWindow | null): Promise<ChosenFile | null> {
  const options = {
    title: 'Import config.conf or config.json',
    buttonLabel: 'Import',
    properties: ['openFile' as const],
    filters: [
      { name: 'Configuration', extensions: ['conf', 'json', 'ini', 'cfg'] },
      { name: 'All files', extensions: ['*'] },
    ],
  };
  const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  const [path] = filePaths;
  return path === undefined ? null : { path, text: await beginningOf(path) };
}

/** The size of a device or a pipe is not known before, so no more than this much of it is read. */
async function beginningOf(path: string): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw diskFault('read the configuration', path, error);
  }
}
