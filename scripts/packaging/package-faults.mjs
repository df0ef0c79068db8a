import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** A fuse is a digit of text in the executable; the library does not name the two. */
const OFF = '0'.charCodeAt(0);
const ON = '1'.charCodeAt(0);

/** What a packaged executable must and must not be able to do; electron-builder.yml sets it, here it is read back. */
const FUSES = /** @type {const} */ ({
  RunAsNode: OFF,
  EnableCookieEncryption: ON,
  EnableNodeOptionsEnvironmentVariable: OFF,
  EnableNodeCliInspectArguments: OFF,
  EnableEmbeddedAsarIntegrityValidation: ON,
  OnlyLoadAppFromAsar: ON,
  GrantFileProtocolExtraPrivileges: OFF,
});

/** Names each fuse of an executable that is not as it must be. */
export async function fuseFaults(/** @type {string} */ executable) {
  const wire = await getCurrentFuseWire(executable);
  return Object.entries(FUSES).flatMap(([name, wanted]) => {
    const found = wire[FuseV1Options[/** @type {keyof typeof FUSES} */ (name)]];
    return Number(found) === wanted
      ? []
      : [`The fuse ${name} must be ${wanted === ON ? 'on' : 'off'} in ${executable}`];
  });
}

/** Only our bundles are in the archive: nothing of node_modules, no source map, no test. */
export function archiveFaults(/** @type {string} */ archive) {
  return listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/'))
    .filter(
      (path) => !/^\/(package\.json|out|out\/(main|preload|renderer)(\/.*)?)$/.test(path) || path.endsWith('.map'),
    )
    .map((path) => `${path} must not be in ${archive}`);
}

/** Beside the archive no other code may lie that Electron would load before or instead of it. */
export function resourceFaults(/** @type {string} */ resources) {
  return readdirSync(resources)
    .filter((name) => ['app', 'default_app', 'default_app.asar', 'node_modules'].includes(name))
    .map((name) => `${join(resources, name)} must not be in the package`);
}
