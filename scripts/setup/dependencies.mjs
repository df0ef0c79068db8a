import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './paths.mjs';
import { alone } from './alone.mjs';
import { npm } from './run.mjs';
import { say, Stop } from './say.mjs';

/** @typedef {{ version?: string, optional?: boolean, link?: boolean, peer?: boolean }} LockedPackage */

const NOTHING_INSTALLED = 'Nothing is installed yet';

/** Installs the packages of the lockfile, exactly, unless they are already there. */
export async function ensureDependencies() {
  checkNode();
  if (whyInstall() === null) return;
  // Two installs into one folder would each remove what the other has just put there.
  await alone('install', install);
}

async function install() {
  const reason = whyInstall();
  if (reason === null) return;
  // npm ci first deletes everything; what is only out of date is brought up to date by what differs.
  const command = reason === NOTHING_INSTALLED ? ['ci'] : ['install', '--no-save'];
  say(`${reason}; installing the packages of package-lock.json (npm ${command.join(' ')})…`);
  // The lockfile has each package's digest, so what npm has of it already need not be asked for again.
  const { code } = await npm([...command, '--prefer-offline', '--loglevel=error']);
  if (code !== 0) throw new Stop('npm failed, see above. This step needs a reachable npm registry.');
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Stop(`Node 20.19 or newer is needed, found ${process.versions.node} at ${process.execPath}`);
}

/** npm records what it installed in node_modules/.package-lock.json, last of all: an interrupted install has none. */
function whyInstall() {
  const wanted = packagesIn(join(projectRoot, 'package-lock.json'));
  if (wanted === null) throw new Stop('package-lock.json is missing or damaged; restore it from the repository');
  const installed = packagesIn(join(projectRoot, 'node_modules', '.package-lock.json'));
  if (installed === null) return NOTHING_INSTALLED;
  const stale = Object.entries(wanted).some(
    ([path, { version, optional, peer }]) =>
      path !== '' && (path in installed ? installed[path]?.version !== version : !optional && !peer),
  );
  return stale ? 'The installed packages are not those of package-lock.json' : null;
}

/** @returns {Record<string, LockedPackage> | null} */
function packagesIn(/** @type {string} */ lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  } catch {
    return null;
  }
}
