import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Where generated, untracked files of this checkout go: reports, screenshots. */
export const scratchDir = join(projectRoot, '.cache');

/**
 * Where a prepared Electron is kept, per user, so that a fresh clone finds it again.
 * A home that cannot be written (some containers) falls back to the checkout.
 */
export function cacheDir() {
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  for (const dir of [join(base, 'kitedesk'), scratchDir]) {
    try {
      mkdirSync(dir, { recursive: true });
      accessSync(dir, constants.W_OK);
      return dir;
    } catch {
      continue;
    }
  }
  throw new Error(`Neither ${base} nor ${projectRoot} can be written`);
}
