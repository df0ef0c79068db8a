import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';
import { say, Stop } from './say.mjs';

/** What Electron links against that a bare Debian or Ubuntu lacks; the rest comes as dependencies of these. */
const LIBRARY_PACKAGES = ['libgtk-3-0', 'libnss3', 'libatk-bridge2.0-0', 'libgbm1', 'libasound2', 'libxss1'];

/** Sees to it that the executable's shared libraries are there, and Xvfb when there is no display. Linux only. */
export async function ensureLibraries(/** @type {string} */ executable, /** @type {boolean} */ needsVirtualDisplay) {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(executable);
  const needsXvfb = needsVirtualDisplay && !isInstalled('Xvfb');
  if (missing.length === 0 && !needsXvfb) return;

  const reasons = [
    ...(missing.length > 0 ? [`Electron needs system libraries that are missing (${missing.join(', ')})`] : []),
    ...(needsXvfb ? ['there is no display, and Xvfb, which makes a virtual one, is not installed'] : []),
  ].join('; ');
  await install(reasons, [...(missing.length > 0 ? LIBRARY_PACKAGES : []), ...(needsXvfb ? ['xvfb', 'xauth'] : [])]);

  const stillMissing = await missingLibraries(executable);
  if (stillMissing.length > 0) throw new Stop(`Still missing after the installation: ${stillMissing.join(', ')}`);
}

async function install(/** @type {string} */ reasons, /** @type {readonly string[]} */ wanted) {
  if (!isInstalled('apt-get')) {
    throw new Stop(
      `${reasons}. Install GTK 3, NSS, the ATK bridge, GBM, ALSA, XSS and Xvfb with your package manager.`,
    );
  }
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    say(`${reasons}; installing with apt-get…`);
    await run('apt-get', ['update', '-qq'], { quiet: true });
  }
  const packages = await Promise.all(wanted.map(packageName));
  if (!isRoot)
    throw new Stop(`${reasons}. Run this once, then start again:\n  sudo apt-get install -y ${packages.join(' ')}`);

  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const { code, stdout } = await run('apt-get', args, { capture: true, env: { DEBIAN_FRONTEND: 'noninteractive' } });
  if (code !== 0) throw new Stop(`apt-get ${args.join(' ')} failed:\n${stdout}`);
}

/** Since 2024 Debian and Ubuntu ship some libraries under a name ending in t64 (64-bit time). */
async function packageName(/** @type {string} */ name) {
  const { code, stdout } = await run('apt-cache', ['show', `${name}t64`], { capture: true, quiet: true });
  return code === 0 && stdout !== '' ? `${name}t64` : name;
}

async function missingLibraries(/** @type {string} */ executable) {
  const { stdout } = await run('ldd', [executable], { capture: true, quiet: true });
  return [...stdout.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1]);
}

function isInstalled(/** @type {string} */ program) {
  return (process.env.PATH ?? '').split(delimiter).some((dir) => dir !== '' && existsSync(join(dir, program)));
}
