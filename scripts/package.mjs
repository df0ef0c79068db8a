import { readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
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
  say(`Packaged in dist/. The app without its runtime: ${(sizeOfApp() / 1e6).toFixed(2)} MB.`);
  return 0;
});

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
