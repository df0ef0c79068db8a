import { realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/**
 * Rejects, in words, when one of the paths is a file that lies directly in the data folder: those are KiteDesk's own, secrets and settings
 * among them, and whoever names a file of prices may be a page that was taken over. Links are followed, so that none leads there. A path
 * at which nothing is passes, because whoever reads it says so better.
 */
export async function refuseOwnFiles(dataFolder: string, paths: readonly string[]): Promise<void> {
  const own = await realpath(dataFolder);
  for (const path of paths) {
    const real = await realpath(path).catch(() => null);
    if (real !== null && dirname(real) === own)
      throw new Error(`${basename(path)} is a file of KiteDesk's own and none of prices; choose one of another folder`);
  }
}
