import { readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { archiveFaults, fuseFaults, resourceFaults } from './packaging/package-faults.mjs';
import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { projectRoot } from './setup/paths.mjs';
import { ensureRuntime, versionOf } from './setup/runtime.mjs';
import { say, Stop } from './setup/say.mjs';
import { runScript } from './setup/script.mjs';

/** `npm run package [-- --installers]`: an unpacked folder, offline; with --installers also this platform's installer. */
await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  const runtime = await ensureRuntime();
  const { build } = await import('electron-builder');
  /** @type {{ executable: string, resources: string } | null} */
  let packed = null;
  await build({
    projectDir: projectRoot,
    dir: !process.argv.includes('--installers'),
    publish: 'never',
    config: {
      extends: 'electron-builder.yml',
      electronDist: runtime.dir,
      electronVersion: versionOf(runtime),
      // Everything is bundled: there are no node_modules to collect.
      beforeBuild: () => Promise.resolve(false),
      // The part of a development runtime that opens other applications.
      afterPack: ({ appOutDir, packager }) => {
        const resources = packager.getResourcesDir(appOutDir);
        packed = { executable: executableIn(appOutDir, packager), resources };
        return rm(join(resources, 'default_app.asar'), { force: true });
      },
    },
  });
  await assertLocked(packed);
  say(`Packaged in dist/. The app without its runtime: ${(sizeOfApp() / 1e6).toFixed(2)} MB.`);
  return 0;
});

/** Where electron-builder puts the executable whose fuses count. */
function executableIn(
  /** @type {string} */ folder,
  /** @type {{ readonly appInfo: { readonly productFilename: string } }} */ packager,
) {
  const { productFilename } = packager.appInfo;
  if (process.platform === 'darwin') return join(folder, `${productFilename}.app`);
  return join(folder, process.platform === 'win32' ? `${productFilename}.exe` : 'kitedesk');
}

/** The package must be as locked as electron-builder.yml says, read from the package itself. */
async function assertLocked(/** @type {{ executable: string, resources: string } | null} */ packed) {
  if (packed === null) throw new Error('electron-builder packed nothing');
  const { executable, resources } = packed;
  const faults = [
    ...(await fuseFaults(executable)),
    ...archiveFaults(join(resources, 'app.asar')),
    ...resourceFaults(resources),
  ];
  if (faults.length > 0) throw new Stop(`The package is not locked down:\n${faults.join('\n')}`);
  say('The package is locked down: fuses, archive and resources are as they must be.');
}

/** The archive and what lies beside it: in the runtime itself that folder holds nothing else. */
function sizeOfApp() {
  const dist = join(projectRoot, 'dist');
  const archive = readdirSync(dist, { recursive: true, encoding: 'utf8' }).find(
    (path) => basename(path) === 'app.asar',
  );
  if (archive === undefined) throw new Error(`electron-builder left no app.asar in ${dist}`);
  return readdirSync(dirname(join(dist, archive)), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((total, entry) => total + statSync(join(entry.parentPath, entry.name)).size, 0);
}
