import { readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { projectRoot } from './setup/paths.mjs';
import { ensureRuntime, versionOf } from './setup/runtime.mjs';
import { say } from './setup/say.mjs';
import { runScript } from './setup/script.mjs';

/** `npm run package [-- --installers]`: an unpacked folder, offline; with --installers also this platform's installer. */
await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  const runtime = await ensureRuntime();
  const { build } = await import('electron-builder');
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
      afterPack: ({ appOutDir, packager }) =>
        rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true }),
    },
  });
  const archive = findArchive(join(projectRoot, 'dist'));
  say(`Packaged in dist/. The app without its runtime: ${(statSync(archive).size / 1e6).toFixed(2)} MB (app.asar).`);
  return 0;
});

function findArchive(/** @type {string} */ folder) {
  const archives = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /[\\/]app\.asar$/.test(path),
  );
  if (archives[0] === undefined) throw new Error(`electron-builder left no app.asar in ${folder}`);
  return join(folder, archives[0]);
}
